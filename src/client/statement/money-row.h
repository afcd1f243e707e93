/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A line of a list of amounts: what for, more about it, how much. */
#define ED_TYPE_MONEY_ROW (ed_money_row_get_type ())
G_DECLARE_FINAL_TYPE (EdMoneyRow, ed_money_row, ED, MONEY_ROW, GtkListBoxRow)

/* Texts are copied. CASE_ID: of the profile that it opens, or NULL. */
GtkWidget *
ed_money_row_new (const char *title, const char *note, const char *amount, const char *case_id);
