/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-columns.h"

#include <gtk/gtk.h>

/* What one case has in one column: text, the progress in thirds, or the badge. Shows the case's
 * content as it changes, and dots for what is private while the window is. */
#define ED_TYPE_CASE_CELL (ed_case_cell_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseCell, ed_case_cell, ED, CASE_CELL, GtkWidget)

GtkWidget *ed_case_cell_new (EdColumn column);
/* NULL: shows nothing. */
void ed_case_cell_set_item (EdCaseCell *self, EdCaseItem *item);
