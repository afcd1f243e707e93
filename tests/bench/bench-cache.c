/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast a first sync fills the encrypted cache: CASES cases in pages of 500, read, staged and
 * shown at once, against the same rows put plainly into an encrypted table. Prints both and their
 * ratio, and the memory that the process has taken.
 *
 * Usage: bench-cache [CASES] */

#include "domain/case.h"
#include "store/decisions.h"
#include "store/store.h"
#include "support/server-process.h"
#include "wire/feed.h"
#include "wire/record-json.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 500

static const guint8 key[32] = { 1, 2, 3 };

static const char *const companies[] = { "Suzuki", "Magyar Posta", "Audi", "Bosch", "Richter" };
static const char *const cities[] = { "Táplószentmárton", "Győr", "Pécs", "Budapest", "Szeged" };

static void
add_session (EdCase *case_, guint n, guint i)
{
  EdSession *session = ed_record_new (&ed_session_type);

  session->id = g_strdup_printf ("%08x-0000-4000-8000-%012x", n, i + 1);
  session->assignment_id = g_strdup (case_->assignment_id);
  session->date = 18000 + n % 2000 + 7 * i;
  session->time = 16 * 60;
  session->minutes = 50;
  session->added_at = case_->assigned_at + 1000;
  g_ptr_array_add (case_->sessions, session);
}

/* Case N as the server would send it: about 1.1 KB. */
static char *
make_case (guint n, char *id, gsize *length)
{
  g_autoptr (EdCase) case_ = ed_case_new ();

  /* As scattered as random ids are. */
  g_snprintf (id, 37, "%08x-0000-4000-8000-000000000000", n * 2654435761u);
  case_->id = g_strdup (id);
  case_->number = n + 1;
  case_->state = ED_CASE_ASSIGNED;
  case_->recorded_at = G_GINT64_CONSTANT (1577836800000) + (gint64) n * 600000;
  case_->company_name = g_strdup (companies[n % G_N_ELEMENTS (companies)]);
  case_->client_alias = g_strdup_printf ("Alias %u", n % 9973);
  case_->city = g_strdup (cities[n % G_N_ELEMENTS (cities)]);
  case_->type = n % 4 == 3 ? ED_CASE_PSYCHOLOGICAL : (gint64) (n % 4);
  case_->problem_details = g_strdup ("Other family problems");
  case_->phone = g_strdup ("06 30 111 1111");
  case_->sessions_available = 5;
  case_->session_minutes = 50;
  case_->assignment_id = g_strdup_printf ("%08x-0000-4000-9000-000000000000", n);
  case_->expert_id = g_strdup_printf ("%08x-0000-4000-a000-000000000000", n % 97);
  case_->expert_name = g_strdup_printf ("Dr. Expert %u", n % 97);
  case_->assigned_at = case_->recorded_at + 3600000;
  case_->contacted_at = case_->assigned_at + 3600000;
  for (guint i = 0; i < 2; i++)
    add_session (case_, n, i);
  return ed_record_to_json (&ed_case_type, case_, length);
}

static GPtrArray *
make_pages (guint n_cases)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint first = 0; first < n_cases; first += PAGE)
    {
      GString *page = g_string_new (NULL);
      guint last = MIN (first + PAGE, n_cases);
      EdItem end = { .kind = ED_ITEM_END, .to = "cursor", .full = TRUE };

      for (guint n = first; n < last; n++)
        {
          char id[37];
          gsize length;
          g_autofree char *body = make_case (n, id, &length);

          ed_item_append_put (page, "case", id, 1, body, length);
        }
      end.more = last < n_cases;
      end.count = end.more ? ED_ABSENT : n_cases;
      ed_item_append_end (page, &end);
      g_ptr_array_add (pages, g_string_free_to_bytes (page));
    }
  return pages;
}

/* The lines of PAGE as items, the end last. */
static GArray *
read_page (GBytes *page)
{
  GArray *items = g_array_sized_new (FALSE, FALSE, sizeof (EdItem), PAGE + 1);
  gsize length;
  const char *at = g_bytes_get_data (page, &length);
  const char *stop = at + length;

  while (at < stop)
    {
      const char *newline = memchr (at, '\n', (gsize) (stop - at));
      EdItem item;

      g_assert_true (ed_item_read (at, (gsize) (newline - at), &item, NULL));
      g_array_append_val (items, item);
      at = newline + 1;
    }
  return items;
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
      g_autoptr (GArray) items = read_page (pages->pdata[i]);
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
      g_autoptr (GArray) items = read_page (pages->pdata[i]);
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
           g_bytes_get_size (pages->pdata[0]) / MIN (PAGE, n_cases),
           n_cases / cache);
  g_print ("cache: plain encrypted inserts %.0f/s, ratio %.2f\n", n_cases / heap, heap / cache);
  g_print ("cache: plain encrypted inserts with a key %.0f/s, ratio %.2f\n",
           n_cases / keyed,
           keyed / cache);
  ask_for_decisions (folder, n_cases);
  ed_remove_tree (folder);
  return 0;
}
