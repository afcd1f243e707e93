/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The months that are long over and whose statements are not all paid, so that their cases stay
 * where they are; there only while there are any. A row leads to its month (invoicing.month). */
#define ED_TYPE_UNPAID_CARD (ed_unpaid_card_get_type ())
G_DECLARE_FINAL_TYPE (EdUnpaidCard, ed_unpaid_card, ED, UNPAID_CARD, GtkWidget)

/* STATEMENTS: EdFeeStatement. TODAY: a date in the organisation's zone. */
void ed_unpaid_card_show (EdUnpaidCard *self, const GPtrArray *statements, gint64 today);
