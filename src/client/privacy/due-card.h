/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* What would be erased today by the clock, kind by kind, and the switch that lets it be. */
#define ED_TYPE_DUE_CARD (ed_due_card_get_type ())
G_DECLARE_FINAL_TYPE (EdDueCard, ed_due_card, ED, DUE_CARD, GtkWidget)

void ed_due_card_set_desk (EdDueCard *self, EdDesk *desk);
/* Asks the server anew. */
void ed_due_card_ask (EdDueCard *self);
