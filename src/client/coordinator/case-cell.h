/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-columns.h"

#include <gtk/gtk.h>

/* What one case has in one column: text, the progress in thirds, or the badge, as the child of a
 * list item. Shows the case's content as it changes, and dots for what is private while the window
 * is.
 *
 * A cell is no widget of its own but something that a label or box carries with it: a table holds
 * thousands, and each widget less is felt when it is sorted. */

GtkWidget *ed_case_cell_new (EdColumn column);
/* CELL: from ed_case_cell_new(). It shows ITEM when it is filled, or when that changes. */
void ed_case_cell_set_item (GtkWidget *cell, EdCaseItem *item);
void ed_case_cell_fill (GtkWidget *cell);
/* Whether WIDGET is a cell that has not been filled with its item. */
gboolean ed_case_cell_is_due (GtkWidget *widget);
/* Whether WIDGET is a cell. */
gboolean ed_case_cell_is (GtkWidget *widget);
