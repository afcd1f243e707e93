/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/table-layout.h"

#include <gtk/gtk.h>

/* The columns of a table of cases (a GtkColumnView): makes them and their cells, shows those of a
 * layout that there is room for, follows what the user does to the headers, and says what is sorted
 * by. The rows come sorted: the headers' sorters sort nothing.
 *
 * Signals: "sorted" (another column, or the other way round), "arranged" (the user has changed the
 * layout). */
#define ED_TYPE_COLUMN_SET (ed_column_set_get_type ())
G_DECLARE_FINAL_TYPE (EdColumnSet, ed_column_set, ED, COLUMN_SET, GObject)

/* VIEW has no columns yet; borrowed until ed_column_set_release(). */
EdColumnSet *ed_column_set_new (GtkColumnView *view);
/* The view is about to lose its columns. */
void ed_column_set_release (EdColumnSet *self);

const EdTableLayout *ed_column_set_layout (EdColumnSet *self);
/* No signal. */
void ed_column_set_set_layout (EdColumnSet *self, const EdTableLayout *layout);
/* As if the user had done it: with the signal. */
void ed_column_set_arrange (EdColumnSet *self, const EdTableLayout *layout);
/* There are WIDTH pixels now. */
void ed_column_set_fit (EdColumnSet *self, int width);
/* Whether some chosen columns are not shown for want of room. */
gboolean ed_column_set_lacks_room (EdColumnSet *self);

EdSort ed_column_set_sort (EdColumnSet *self, gboolean *descending);
void ed_column_set_set_sort (EdColumnSet *self, EdSort sort, gboolean descending);

/* The list item of the cell at a place in the view, or NULL; borrowed. */
GtkListItem *ed_column_set_pick (EdColumnSet *self, double x, double y);
