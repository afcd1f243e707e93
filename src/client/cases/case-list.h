/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* A list model over an array of row numbers: items (EdCaseItem) are read in pages of 32 when they
 * are asked for, and the pages used least recently are dropped. A million rows cost eight megabytes
 * and start like a thousand. Main thread only. */
#define ED_TYPE_CASE_LIST (ed_case_list_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseList, ed_case_list, ED, CASE_LIST, GObject)

#define ED_CASE_LIST_PAGE 32

/* Reads the N rows numbered ROWS that still exist; elements EdCaseRow, in order. Blocking, short.
 */
typedef GPtrArray *(*EdCaseRowsReader) (gpointer source,
                                        const gint64 *rows,
                                        guint n,
                                        GError **error);

/* SOURCE is passed to READ and outlives the list. */
EdCaseList *
ed_case_list_new (EdCaseRowsReader read, gpointer source, EdOutlook *outlook, gint64 now);
/* Replaces the content by the rows of ROWS (gint64), telling only of what differs: the changed
 * middle is removed in one emission and added in another. What stays is read again. */
void ed_case_list_set_rows (EdCaseList *self, const GArray *rows, EdOutlook *outlook, gint64 now);
/* From now on, content that begins anew comes little by little: STEP rows at once, as many more
 * with each frame of VIEW up to LIMIT, then all the rest; and what it comes instead of goes twice
 * as fast before. So the first rows are seen before widgets are made for all that a view keeps
 * beyond its edges, and no frame makes or ends many. */
void ed_case_list_pace (EdCaseList *self, GtkWidget *view, guint step, guint limit);
/* All rows, also those that are still to come. */
guint ed_case_list_count_rows (EdCaseList *self);
/* Time has passed: items in use are judged anew. */
void ed_case_list_set_now (EdCaseList *self, gint64 now);
/* Pages held, for tests. */
guint ed_case_list_count_pages (EdCaseList *self);
