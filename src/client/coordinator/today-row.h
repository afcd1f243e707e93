/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A case or a request that asks something of a coordinator: why, since when, and the buttons to
 * settle it.
 *
 * Properties: "item" (EdCaseItem or EdRequestItem), "header" (string, or NULL: what stands above
 * it, where a group begins). Signal "deed" (string): a button was pressed (ed_today_button_deed()),
 * or "open". */
#define ED_TYPE_TODAY_ROW (ed_today_row_get_type ())
G_DECLARE_FINAL_TYPE (EdTodayRow, ed_today_row, ED, TODAY_ROW, GtkWidget)

GtkWidget *ed_today_row_new (void);
/* Without the buttons, as in a list beside the case. */
GtkWidget *ed_today_row_new_compact (void);
void ed_today_row_set_item (EdTodayRow *self, gpointer item);
gpointer ed_today_row_item (EdTodayRow *self);
void ed_today_row_set_header (EdTodayRow *self, const char *header);
