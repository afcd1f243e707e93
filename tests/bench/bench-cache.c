/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast a first sync fills the encrypted cache: CASES cases in pages of 500, read, staged and
 * shown at once, against the same rows put plainly into an encrypted table. Prints both and their
 * ratio, and the memory that the process has taken.
 *
 * Usage: bench-cache [CASES] */

#include "bench-cases.h"
#include "store/decisions.h"
#include "store/store.h"
#include "support/server-process.h"

#include <stdlib.h>

static const guint8 key[32] = { 1, 2, 3 };

static GPtrArray *
make_pages (guint n_cases)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint first = 0; first < n_cases; first += BENCH_PAGE)
    {
      guint last = MIN (first + BENCH_PAGE, n_cases);
      gboolean more = last < n_cases;
      const EdItem end = { .kind = ED_ITEM_END,
                           .to = "cursor",
                           .full = TRUE,
                           .more = more,
                           .count = more ? ED_ABSENT : n_cases };

      g_ptr_array_add (pages, bench_make_page (first, last, &end));
    }
  return pages;
}

static double
fill_cache (const char *folder, GPtrArray *pages)
{
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStore) store = ed_store_open (path, key, ed_clock_system (), &error);
  gint64 start;

  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  g_assert_true (ed_store_begin_catch_up (store, NULL));
  for (guint i = 0; i < pages->len; i++)
    {
      g_autoptr (GArray) items = bench_read_page (pages->pdata[i]);
      const EdItem *end = &g_array_index (items, EdItem, items->len - 1);

      g_assert_true (ed_store_stage (store, (EdItem *) items->data, items->len - 1, &error));
      if (!end->more)
        g_assert_true (ed_store_expose (store, end, NULL, &error));
    }
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* CREATE makes the table: with or without a key to find a row by. */
static double
fill_plain (const char *folder, const char *name, const char *create, GPtrArray *pages)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const EdDbOptions options = { .path = path, .key = key };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_db_open (&options, &error);
  double spent = 0;

  g_assert_no_error (error);
  g_assert_true (ed_db_exec (db, create, &error));
  for (guint i = 0; i < pages->len; i++)
    {
      g_autoptr (GArray) items = bench_read_page (pages->pdata[i]);
      gint64 start = g_get_monotonic_time ();

      g_assert_true (ed_db_begin (db, TRUE, &error));
      for (guint n = 0; n + 1 < items->len; n++)
        {
          const EdItem *item = &g_array_index (items, EdItem, n);
          EdStatement *insert = ed_db_prepare (db, "INSERT INTO plain VALUES ($1, $2)", &error);

          ed_statement_bind_text (insert, 1, item->id);
          ed_statement_bind_text_n (insert, 2, item->body, item->body_length);
          g_assert_true (ed_statement_run (insert, &error));
        }
      g_assert_true (ed_db_commit (db, &error));
      spent += (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  return spent;
}

/* How long it takes to find what needs a decision, in ms. */
static double
time_decisions (EdStore *store, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) rows = ed_store_query_decisions (store, now, &error);

  g_assert_no_error (error);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
ask_for_decisions (const char *folder, guint n_cases)
{
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStore) store = ed_store_open (path, key, ed_clock_system (), &error);
  gint64 now = ed_clock_now (ed_clock_system ());
  double first, later, again;

  g_assert_no_error (error);
  first = time_decisions (store, now);
  later = time_decisions (store, now + 60000);
  again = time_decisions (store, now + 60000);
  g_print ("cache: decisions among %u cases %.1f ms at first, %.1f ms later, %.3f ms again\n",
           n_cases,
           first,
           later,
           again);
}

int
main (int argc, char **argv)
{
  guint n_cases = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (GPtrArray) pages = make_pages (n_cases);
  g_autofree char *folder = g_dir_make_tmp ("ed-bench-XXXXXX", NULL);
  double heap = fill_plain (folder, "heap.db", "CREATE TABLE plain (id, body)", pages);
  double keyed =
      fill_plain (folder, "keyed.db", "CREATE TABLE plain (id TEXT PRIMARY KEY, body)", pages);
  double cache = fill_cache (folder, pages);

  g_print ("cache: %u cases of %" G_GSIZE_FORMAT " bytes, sync into the cache %.0f/s\n",
           n_cases,
           g_bytes_get_size (pages->pdata[0]) / MIN (BENCH_PAGE, n_cases),
           n_cases / cache);
  g_print ("cache: plain encrypted inserts %.0f/s, ratio %.2f\n", n_cases / heap, heap / cache);
  g_print ("cache: plain encrypted inserts with a key %.0f/s, ratio %.2f\n",
           n_cases / keyed,
           keyed / cache);
  ask_for_decisions (folder, n_cases);
  ed_remove_tree (folder);
  return 0;
}
