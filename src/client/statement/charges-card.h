/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* What companies are to be charged for a month, to be seen and saved; not there while that is
 * nothing. */
#define ED_TYPE_CHARGES_CARD (ed_charges_card_get_type ())
G_DECLARE_FINAL_TYPE (EdChargesCard, ed_charges_card, ED, CHARGES_CARD, GtkWidget)

/* Reads MONTH (its first day; ED_ABSENT: none) anew. */
void ed_charges_card_show (EdChargesCard *self, EdDesk *desk, gint64 month);
