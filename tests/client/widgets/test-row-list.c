/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/row-list.h"

#include "client/cases/case-item.h"
#include "client/sample-cases.h"

#define MANY 100000

/* A source of rows: as many as there are, each a case whose number is the row's. */
typedef struct
{
  gint64 n;
  gint64 gone; /* this row no longer exists */
  gint64 now;
  guint reads, rows_read;
  gboolean fails;
} Source;

static GPtrArray *
read_rows (gpointer data, const gint64 *rows, guint n, GError **error)
{
  Source *source = data;
  GPtrArray *list;

  source->reads++;
  if (source->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
      return NULL;
    }
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);
  for (guint i = 0; i < n; i++)
    {
      EdCaseRow *row;

      g_assert_cmpint (rows[i], <=, source->n);
      if (rows[i] == source->gone)
        continue;
      row = g_new0 (EdCaseRow, 1);
      row->row = rows[i];
      row->case_ = ed_case_new ();
      row->case_->number = rows[i];
      g_ptr_array_add (list, row);
    }
  source->rows_read += list->len;
  return list;
}

static GObject *
show_row (gpointer data, GObject *item, gpointer stored)
{
  Source *source = data;
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdOutlook) outlook = ed_outlook_new (settings);

  if (item == NULL)
    return G_OBJECT (ed_case_item_new (stored, outlook, source->now));
  ed_case_item_update (ED_CASE_ITEM (item), stored, NULL, source->now);
  return item;
}

static GObject *
show_none (gpointer data, gint64 number)
{
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  row->row = number;
  row->case_ = ed_case_new ();
  return show_row (data, NULL, row);
}

static const EdRowCalls calls = { read_rows, show_row, show_none };

static GArray *
make_rows (gint64 first, gint64 last)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = first; row <= last; row++)
    g_array_append_val (rows, row);
  return rows;
}

/* Takes ROWS. */
static void
set_rows (EdRowList *list, GArray *rows)
{
  ed_row_list_set_rows (list, rows);
  g_array_unref (rows);
}

static EdRowList *
make_list (Source *source)
{
  EdRowList *list = ed_row_list_new (&calls, source);

  set_rows (list, make_rows (1, source->n));
  return list;
}

static gint64
get_number (EdRowList *list, guint position)
{
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item == NULL ? ED_ABSENT : ed_case_item_case (item)->number;
}

static void
test_list_reads_only_what_is_asked_for (void)
{
  Source source = { .n = MANY };
  g_autoptr (EdRowList) list = make_list (&source);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY);
  g_assert_cmpuint (source.reads, ==, 0);
  g_assert_cmpint (get_number (list, 0), ==, 1);
  g_assert_cmpint (get_number (list, ED_ROW_LIST_PAGE - 1), ==, ED_ROW_LIST_PAGE);
  g_assert_cmpuint (source.reads, ==, 1);
  g_assert_cmpint (get_number (list, MANY - 1), ==, MANY);
  g_assert_cmpuint (source.reads, ==, 2);
  g_assert_cmpuint (source.rows_read, <=, 2 * ED_ROW_LIST_PAGE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), MANY));
}

static void
test_list_forgets_the_pages_used_least (void)
{
  Source source = { .n = MANY };
  g_autoptr (EdRowList) list = make_list (&source);
  guint held;

  for (guint position = 0; position < MANY; position += ED_ROW_LIST_PAGE)
    {
      g_assert_cmpint (get_number (list, position), ==, position + 1);
      g_assert_cmpint (get_number (list, 0), ==, 1);
    }
  held = ed_row_list_count_pages (list);
  g_assert_cmpuint (held, <, MANY / ED_ROW_LIST_PAGE / 4);
  /* The first page was used all the time: it is still here. */
  source.reads = 0;
  g_assert_cmpint (get_number (list, 1), ==, 2);
  g_assert_cmpuint (source.reads, ==, 0);
}

typedef struct
{
  guint n, position[4], removed[4], added[4];
} Changes;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  g_assert_cmpuint (changes->n, <, 4);
  changes->position[changes->n] = position;
  changes->removed[changes->n] = removed;
  changes->added[changes->n] = added;
  changes->n++;
}

static void
test_list_tells_only_of_what_differs (void)
{
  Source source = { .n = 2000 };
  g_autoptr (EdRowList) list = make_list (&source);
  Changes changes = { 0 };
  GArray *rows = make_rows (1, 1000);
  gint64 moved = 1500;

  set_rows (list, make_rows (1, 1000));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &changes);

  set_rows (list, make_rows (1, 1000));
  g_assert_cmpuint (changes.n, ==, 0);

  /* Row 501 gives way to row 1500. */
  g_array_index (rows, gint64, 500) = moved;
  set_rows (list, rows);
  g_assert_cmpuint (changes.n, ==, 2);
  g_assert_cmpuint (changes.position[0], ==, 500);
  g_assert_cmpuint (changes.removed[0], ==, 1);
  g_assert_cmpuint (changes.added[0], ==, 0);
  g_assert_cmpuint (changes.position[1], ==, 500);
  g_assert_cmpuint (changes.removed[1], ==, 0);
  g_assert_cmpuint (changes.added[1], ==, 1);
  g_assert_cmpint (get_number (list, 500), ==, moved);
  g_assert_cmpint (get_number (list, 501), ==, 502);

  changes.n = 0;
  set_rows (list, make_rows (1, 0));
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.removed[0], ==, 1000);
}

static void
count_change (EdCaseItem *item, guint *changes)
{
  ++*changes;
}

static void
test_item_in_use_keeps_its_identity (void)
{
  Source source = { .n = 1000 };
  g_autoptr (EdRowList) list = make_list (&source);
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr (EdCaseItem) again = NULL;
  guint changes = 0;

  g_signal_connect (item, "changed", G_CALLBACK (count_change), &changes);
  set_rows (list, make_rows (1, 1000));
  again = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_assert_true (item == again);
  g_assert_cmpuint (changes, >=, 1);
}

static void
test_item_is_found_where_it_is_now (void)
{
  Source source = { .n = 2000 };
  g_autoptr (EdRowList) list = make_list (&source);
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), 1500);

  g_assert_cmpuint (ed_row_list_find (list, G_OBJECT (item)), ==, 1500);
  set_rows (list, make_rows (1401, 2000));
  g_assert_cmpuint (ed_row_list_find (list, G_OBJECT (item)), ==, 100);
  set_rows (list, make_rows (1, 1000));
  g_assert_cmpuint (ed_row_list_find (list, G_OBJECT (item)), ==, GTK_INVALID_LIST_POSITION);
}

static void
test_item_may_outlive_the_list (void)
{
  Source source = { .n = 10 };
  EdRowList *list = make_list (&source);
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), 3);

  g_assert_finalize_object (list);
  g_assert_cmpint (ed_case_item_case (item)->number, ==, 4);
}

static void
test_time_reaches_the_items_in_use (void)
{
  Source source = { .n = 10 };
  g_autoptr (EdRowList) list = make_list (&source);
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), 3);

  source.now = ED_SAMPLE_NOW + 60000;
  ed_row_list_judge (list);
  g_assert_cmpint (ed_case_item_now (item), ==, ED_SAMPLE_NOW + 60000);
}

static void
test_row_that_has_gone_is_an_empty_case (void)
{
  Source source = { .n = 10, .gone = 4 };
  g_autoptr (EdRowList) list = make_list (&source);

  g_assert_cmpint (get_number (list, 2), ==, 3);
  g_assert_cmpint (get_number (list, 3), ==, ED_ABSENT);
  g_assert_cmpint (get_number (list, 4), ==, 5);
}

static void
test_failing_source_gives_empty_cases (void)
{
  Source source = { .n = 10, .fails = TRUE };
  g_autoptr (EdRowList) list = make_list (&source);
  g_autoptr (EdCaseItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_nonnull (item);
  g_assert_cmpint (ed_case_item_case (item)->number, ==, ED_ABSENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/row-list/lazy", test_list_reads_only_what_is_asked_for);
  g_test_add_func ("/client/row-list/forgets", test_list_forgets_the_pages_used_least);
  g_test_add_func ("/client/row-list/differences", test_list_tells_only_of_what_differs);
  g_test_add_func ("/client/row-list/identity", test_item_in_use_keeps_its_identity);
  g_test_add_func ("/client/row-list/found", test_item_is_found_where_it_is_now);
  g_test_add_func ("/client/row-list/outlived", test_item_may_outlive_the_list);
  g_test_add_func ("/client/row-list/time", test_time_reaches_the_items_in_use);
  g_test_add_func ("/client/row-list/gone", test_row_that_has_gone_is_an_empty_case);
  g_test_add_func ("/client/row-list/failing", test_failing_source_gives_empty_cases);
  return g_test_run ();
}
