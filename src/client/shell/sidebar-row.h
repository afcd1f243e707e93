/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/place.h"
#include "client/shell/tally.h"

/* One entry of the sidebar: icon, title, count. Read-only properties "title", "icon-name" and
 * "count" (int64, follows the tally). */
#define ED_TYPE_SIDEBAR_ROW (ed_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (EdSidebarRow, ed_sidebar_row, ED, SIDEBAR_ROW, GtkListBoxRow)

/* PLACE outlives the row. */
GtkWidget *ed_sidebar_row_new (const EdPlace *place, EdTally *tally);
const EdPlace *ed_sidebar_row_place (EdSidebarRow *self);
/* The section's name above its first row: the header function of the list box. */
void ed_sidebar_row_update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data);
