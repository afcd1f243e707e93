/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a wrong password costs the server in processor time, for names that somebody has and for
 * names that nobody has, with Argon2id as in use. What differs could be measured from outside.
 *
 * Usage: bench-sign-in [TRIES] */

#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "office.h"
#include "server/api-state.h"
#include "server/credential-table.h"

#define WINDOW_MS (15 * 60 * 1000) /* of the limits of wrong passwords */

static const struct
{
  const char *what, *user, *password;
} rows[] = {
  { "known name", "known", "wrong and long enough" },
  { "unknown name", "unknown", "wrong and long enough" },
  { "known name, form of a mailed password", "known", "abcde-fghij-kmnpq-rstuv" },
  { "unknown name, form of a mailed password", "unknown", "abcde-fghij-kmnpq-rstuv" },
};

/* As the server that people run has it. */
static void
take_real_cost (Office *office)
{
  EdApi *api = office->api;
  Person *known = office_add (office, "known", "expert");
  g_autofree char *hash = NULL;

  api->opslimit = 0;
  api->memlimit = 0;
  g_free (api->nobody_hash);
  api->nobody_hash = ed_api_hash_password (api, "nobody knows");
  hash = ed_api_hash_password (api, PASSWORD);
  g_assert_true (ed_db_begin (api->writer, TRUE, NULL));
  g_assert_true (ed_credentials_set_password (api->writer, known->account, hash, FALSE, 0, NULL));
  g_assert_true (ed_db_commit (api->writer, NULL));
}

static void
try_once (Office *office, guint row)
{
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\",\"device\":"
                       "{\"id\":\"00000000-0000-4000-8000-0000000000aa\",\"name\":\"laptop\"}}",
                       rows[row].user,
                       rows[row].password);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/sessions",
                           .peer = "a",
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 401);
  ed_manual_clock_advance (&office->clock, WINDOW_MS);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

int
main (int argc, char **argv)
{
  guint tries = argc > 1 ? (guint) atoi (argv[1]) : 20;
  g_autoptr (Office) office = office_new ();
  g_autofree gint64 *costs = g_new (gint64, tries * G_N_ELEMENTS (rows));

  take_real_cost (office);
  /* In turns, so that what else the machine does falls on all of them. */
  for (guint i = 0; i < tries; i++)
    for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
      {
        gint64 begin = ed_platform_cpu_time ();

        try_once (office, row);
        costs[row * tries + i] = ed_platform_cpu_time () - begin;
      }
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    {
      gint64 *of = costs + row * tries;
      guint middle = tries / 2;

      qsort (of, tries, sizeof *of, compare);
      g_print ("%-42s median %7.1f ms of processor time, from %.1f to %.1f\n",
               rows[row].what,
               (double) of[middle] / 1000,
               (double) of[0] / 1000,
               (double) of[tries - 1] / 1000);
    }
  return 0;
}
