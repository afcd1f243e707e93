/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the overview of requests waits for its list: REQUESTS requests in the encrypted cache,
 * each question asked ten times. Prints the average in milliseconds.
 *
 * Usage: bench-requests [REQUESTS] */

#include "store/requests.h"
#include "support/server-process.h"
#include "wire/record-json.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 500
#define TIMES 10
#define BEGINNING G_GINT64_CONSTANT (1577836800000)

static const guint8 key[32] = { 1, 2, 3 };

/* Request N; most of them are completed, as in life. */
static char *
make_request (guint n, char *id, gsize *length)
{
  g_autoptr (EdRequest) request = ed_request_new ();
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  g_snprintf (id, 37, "%08x-0000-4000-8000-000000000000", n * 2654435761u);
  request->id = g_strdup (id);
  request->number = n + 1;
  request->state = n % 20 == 0 ? (gint64) (n / 20 % 4) : ED_REQUEST_COMPLETED;
  request->subject = g_strdup_printf ("Return to work after illness %u", n);
  request->case_reference = g_strdup_printf ("HV-%u", n % 9973);
  request->sender_id = g_strdup_printf ("%08x-0000-4000-9000-000000000000", n % 50);
  request->sender_name = g_strdup_printf ("M. Frei %u", n % 50);
  request->sent_at = BEGINNING + (gint64) n * 600000;
  request->due = n % 3 == 0 ? 18300 + n % 500 : ED_ABSENT;
  request->expert_id = g_strdup_printf ("%08x-0000-4000-a000-000000000000", n % 97);
  round->id = g_strdup (id);
  round->question = g_strnfill (400, 'x');
  round->at = request->sent_at;
  g_ptr_array_add (request->rounds, round);
  return ed_record_to_json (&ed_request_type, request, length);
}

static void
fill (EdStore *store, guint n_requests)
{
  EdItem end = { .kind = ED_ITEM_END, .to = "cursor", .full = TRUE, .count = n_requests };
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_begin_catch_up (store, NULL));
  for (guint first = 0; first < n_requests; first += PAGE)
    {
      guint n = MIN (PAGE, n_requests - first);
      g_autofree EdItem *items = g_new0 (EdItem, n);
      g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < n; i++)
        {
          EdItem *item = &items[i];
          char *body = make_request (first + i, item->id, &item->body_length);

          g_ptr_array_add (bodies, body);
          item->kind = ED_ITEM_PUT;
          g_strlcpy (item->type, "request", sizeof item->type);
          item->rev = 1;
          item->body = body;
        }
      g_assert_true (ed_store_stage (store, items, n, &error));
    }
  g_assert_true (ed_store_expose (store, &end, NULL, &error));
}

static void
ask (EdStore *store, const char *what, const EdRequestQuery *query)
{
  gint64 start = g_get_monotonic_time ();
  guint n = 0;

  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (EdRequestFound) found = ed_store_query_requests (store, query, NULL);
      g_autoptr (GPtrArray) rows = NULL;

      n = found->rows->len;
      rows =
          ed_store_load_request_rows (store, (const gint64 *) found->rows->data, MIN (n, 32), NULL);
      g_assert_nonnull (rows);
    }
  g_print ("requests: %s: %u shown, %.1f ms\n",
           what,
           n,
           (double) (g_get_monotonic_time () - start) / TIMES / 1000);
}

int
main (int argc, char **argv)
{
  guint n_requests = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("ed-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr (GError) error = NULL;
  EdStore *store = ed_store_open (path, key, ed_clock_system (), &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  fill (store, n_requests);
  g_print ("requests: %u into the cache, %.1f s\n",
           n_requests,
           (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  ask (store, "not completed", &(EdRequestQuery){ ED_REQUESTS_NOT_COMPLETED });
  ask (store, "all", &(EdRequestQuery){ ED_REQUESTS_ALL });
  ask (store, "searched", &(EdRequestQuery){ ED_REQUESTS_ALL, "hv-77 illness" });
  ask (store,
       "of one sender, to the centre",
       &(EdRequestQuery){ ED_REQUESTS_NOT_COMPLETED,
                          NULL,
                          "00000000-0000-4000-9000-000000000000",
                          ED_REQUESTS_TO_CENTRE });
  start = g_get_monotonic_time ();
  ed_request_parties_free (ed_store_list_request_parties (store, NULL));
  g_print ("requests: senders and recipients, %.1f ms\n",
           (double) (g_get_monotonic_time () - start) / 1000);
  ed_store_close (store);
  ed_remove_tree (folder);
  return 0;
}
