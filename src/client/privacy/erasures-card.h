/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* What was erased and exported of clients, as the audit log has it, the latest first. */
#define ED_TYPE_ERASURES_CARD (ed_erasures_card_get_type ())
G_DECLARE_FINAL_TYPE (EdErasuresCard, ed_erasures_card, ED, ERASURES_CARD, GtkWidget)

void ed_erasures_card_set_desk (EdErasuresCard *self, EdDesk *desk);
/* Asks the server anew. */
void ed_erasures_card_ask (EdErasuresCard *self);
