/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A list model over an array of row numbers: items are read in pages of 32 when they are asked for,
 * and the pages used least recently are dropped. A million rows cost eight megabytes and start like
 * a thousand. An item keeps its identity as long as somebody holds it. Main thread only. */
#define ED_TYPE_ROW_LIST (ed_row_list_get_type ())
G_DECLARE_FINAL_TYPE (EdRowList, ed_row_list, ED, ROW_LIST, GObject)

#define ED_ROW_LIST_PAGE 32

/* Where the items come from. */
typedef struct
{
  /* What is stored of those of the N rows of ROWS that still exist, in order; each begins with its
   * row (gint64), and the array frees them. Blocking, short. */
  GPtrArray *(*read) (gpointer source, const gint64 *rows, guint n, GError **error);
  /* Puts STORED (taken) into ITEM, or into a new one where that is NULL; answers it. Without
   * STORED only time has passed. */
  GObject *(*show) (gpointer source, GObject *item, gpointer stored);
  /* A new item that stands for a row that has just gone, until the next change takes it away. */
  GObject *(*show_none) (gpointer source, gint64 row);
} EdRowCalls;

/* SOURCE is passed to CALLS and outlives the list. */
EdRowList *ed_row_list_new (const EdRowCalls *calls, gpointer source);
/* Replaces the content by the rows of ROWS (gint64), telling only of what differs: the changed
 * middle is removed in one emission and added in another. What stays is read again. */
void ed_row_list_set_rows (EdRowList *self, const GArray *rows);
/* From now on, content that begins anew comes little by little: STEP rows at once, as many more
 * with each frame of VIEW up to LIMIT, then all the rest; and what it comes instead of goes twice
 * as fast before. So the first rows are seen before widgets are made for all that a view keeps
 * beyond its edges, and no frame makes or ends many. */
void ed_row_list_pace (EdRowList *self, GtkWidget *view, guint step, guint limit);
/* All rows, also those that are still to come. */
guint ed_row_list_count_rows (EdRowList *self);
/* The place of ITEM, or GTK_INVALID_LIST_POSITION: it is not, or not yet, in the list. */
guint ed_row_list_find (EdRowList *self, GObject *item);
/* Time has passed: items in use are judged anew. */
void ed_row_list_judge (EdRowList *self);
/* Pages held, for tests. */
guint ed_row_list_count_pages (EdRowList *self);
