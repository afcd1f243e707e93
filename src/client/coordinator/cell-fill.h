/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Fills the cells (client/coordinator/case-cell.h) of a table. A view binds some two hundred rows
 * at once, also where it jumps, and most of them far beyond its edges: so a cell that is bound
 * keeps what it had until it is filled. What can be seen is filled when its place is known, before
 * the frame is painted; the rest little by little, a few milliseconds with each frame.
 *
 * Owned by what makes the cells; main thread only. */
typedef struct _EdCellFill EdCellFill;

/* VIEW: a GtkColumnView; borrowed until ed_cell_fill_stop(). */
EdCellFill *ed_cell_fill_new (GtkWidget *view);
void ed_cell_fill_free (EdCellFill *self);
/* The view is about to go. From now on each cell is filled at once. */
void ed_cell_fill_stop (EdCellFill *self);
/* CELL has been bound. */
void ed_cell_fill_add (EdCellFill *self, GtkWidget *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCellFill, ed_cell_fill_free)
