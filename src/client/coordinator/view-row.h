/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-views.h"

#include <gtk/gtk.h>

/* One view in the menu of views: its name, a star for the one that the table begins with, and for
 * the user's own the buttons to rename and to delete. Signals: "first", "rename", "remove". */
#define ED_TYPE_VIEW_ROW (ed_view_row_get_type ())
G_DECLARE_FINAL_TYPE (EdViewRow, ed_view_row, ED, VIEW_ROW, GtkListBoxRow)

/* View I of VIEWS as it is now. IS_CHOSEN: it is the one that the table shows. */
GtkWidget *ed_view_row_new (EdCaseViews *views, guint i, gboolean is_chosen);
guint ed_view_row_view (EdViewRow *self);
