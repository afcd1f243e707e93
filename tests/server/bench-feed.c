/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the feed costs: all of many cases in pages of 500, as text and packed, beside the engine
 * reading the same rows alone; and a pull that finds nothing new. Prints rows of a table.
 *
 * Usage: bench-feed [CASES] */

#include <stdlib.h>
#include <string.h>

#include "caseload.h"
#include "server/api-state.h"
#include "toll.h"

#define NOTHING_NEW 2000

/* One page; the cursor for the next, and how many documents it had, when it is not packed. */
static void
pull_page (Person *person, const char *encoding, guint *documents)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *query = person->cursor != NULL
                               ? g_strdup_printf ("limit=500&after=%s", person->cursor)
                               : g_strdup ("limit=500");
  EdApiRequest request = {
    .method = "GET",
    .path = "/v1/feed",
    .query = query,
    .authorization = authorization,
    .device = person->device,
    .accept_encoding = encoding,
    .peer = "192.0.2.1",
  };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (person->office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 200);
  if (documents != NULL)
    {
      g_autofree char *text = response_text (&response);

      for (const char *at = text; (at = strstr (at, "{\"k\":\"put\"")) != NULL; at++)
        (*documents)++;
    }
}

/* The cursors of all pages: what is packed cannot be read here. */
static GPtrArray *
list_cursors (Person *person, guint *documents)
{
  GPtrArray *cursors = g_ptr_array_new_with_free_func (g_free);
  gboolean more = TRUE;

  g_ptr_array_add (cursors, NULL);
  while (more)
    {
      g_autofree char *query = person->cursor != NULL
                                   ? g_strdup_printf ("limit=500&after=%s", person->cursor)
                                   : g_strdup ("limit=500");
      g_auto (EdApiResponse) response = { 0 };
      g_autofree char *text = NULL;
      const char *to;

      g_assert_cmpuint (person_call (person, "GET", "/v1/feed", query, NULL, &response), ==, 200);
      text = response_text (&response);
      for (const char *at = text; (at = strstr (at, "{\"k\":\"put\"")) != NULL; at++)
        (*documents)++;
      to = strstr (text, "{\"k\":\"end\",\"to\":\"") + strlen ("{\"k\":\"end\",\"to\":\"");
      g_free (person->cursor);
      person->cursor = g_strndup (to, strcspn (to, "\""));
      more = strstr (to, "\"more\":true") != NULL;
      if (more)
        g_ptr_array_add (cursors, g_strdup (person->cursor));
    }
  return cursors;
}

static void
pull_all (Person *person, GPtrArray *cursors, const char *encoding, Toll *toll)
{
  g_autofree char *last = g_steal_pointer (&person->cursor);

  toll_start (toll);
  for (guint i = 0; i < cursors->len; i++)
    {
      person->cursor = cursors->pdata[i];
      pull_page (person, encoding, NULL);
    }
  toll_stop (toll);
  person->cursor = g_steal_pointer (&last);
}

/* The engine alone: the same rows, and each body copied once. */
static void
read_alone (EdApi *api, Toll *toll)
{
  g_autoptr (GString) text = g_string_sized_new (1 << 20);
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_readers_take (api->readers, NULL);

  toll_start (toll);
  {
    g_autoptr (EdStatement) row = ed_db_query (db,
                                               &error,
                                               "SELECT id, body FROM view WHERE audience = 'staff'"
                                               " AND xid > $1 ORDER BY xid, seq",
                                               "i",
                                               (gint64) 0);

    while (ed_statement_step (row, &error))
      {
        g_string_truncate (text, text->len < 8 << 20 ? text->len : 0);
        g_string_append_len (text,
                             ed_statement_text (row, 1),
                             (gssize) ed_statement_length (row, 1));
      }
  }
  toll_stop (toll);
  g_assert_no_error (error);
  ed_readers_give_back (api->readers, db);
}

static void
print_pulls (const char *what, guint n, const Toll *toll, const Toll *alone)
{
  double each = (double) toll_processor (toll) / n;

  g_print ("| %s | %s | %.1f | %.1f | %.0f | %.1f | %.2f |\n",
           toll_engine (),
           what,
           each,
           (double) toll->database / n,
           1e6 / each,
           (double) toll_processor (alone) / n,
           (double) toll_processor (alone) / (double) toll_processor (toll));
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 20000;
  Caseload *load = caseload_new (n);
  g_autoptr (GPtrArray) cursors = NULL;
  Toll plain = { 0 }, packed = { 0 }, alone = { 0 }, nothing = { 0 };
  guint documents = 0;

  caseload_bring_to (load, DEED_CONTACT, 0, n);
  cursors = list_cursors (load->coordinator, &documents);
  read_alone (load->office->api, &alone);
  alone = (Toll){ 0 };
  for (guint i = 0; i < 3; i++)
    {
      read_alone (load->office->api, &alone);
      pull_all (load->coordinator, cursors, NULL, &plain);
      pull_all (load->coordinator, cursors, "zstd", &packed);
    }
  print_pulls ("as text", 3 * documents, &plain, &alone);
  print_pulls ("packed (zstd)", 3 * documents, &packed, &alone);
  toll_start (&nothing);
  for (guint i = 0; i < NOTHING_NEW; i++)
    pull_page (load->coordinator, "zstd", NULL);
  toll_stop (&nothing);
  g_print ("| %s | a pull with nothing new | %.1f | %.1f | | | |\n",
           toll_engine (),
           (double) toll_processor (&nothing) / NOTHING_NEW,
           (double) nothing.database / NOTHING_NEW);
  caseload_free (load);
  return 0;
}
