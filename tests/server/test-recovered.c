/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A PostgreSQL database that its own tools have put back to an earlier point, and the command that
 * tells it so. What clients then hand back is tested with files too (test-returning.c). */

#include <gio/gio.h>
#include <string.h>

#include "house.h"
#include "server/api-state.h"
#include "support/server-process.h"
#include "support/test-database.h"

/* Its exit status; what it said on either channel into SAID. OPTION may be NULL. */
static int
say_recovered (const char *url, const char *option, char **said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                        &error,
                        g_getenv ("ED_SERVER"),
                        "recovered",
                        "--database",
                        url,
                        option,
                        NULL);

  g_assert_no_error (error);
  g_free (*said);
  g_subprocess_communicate_utf8 (process, NULL, NULL, said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_test_message ("%s", *said);
  return g_subprocess_get_exit_status (process);
}

static char *
read_text (const char *url, const char *sql)
{
  g_autoptr (EdDb) db = ed_test_database_open (url);
  g_autoptr (EdStatement) row = ed_db_query (db, NULL, sql, "");

  g_assert_true (ed_statement_step (row, NULL));
  return g_strdup (ed_statement_text (row, 0));
}

static gint64
read_number (const char *url, const char *sql)
{
  g_autofree char *text = read_text (url, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

#define NEXT "SELECT next_number::text FROM organisation"
#define EPOCH "SELECT epoch FROM organisation"
#define WAITING "SELECT count(*)::text FROM mail_outbox WHERE state = 'waiting'"
#define HELD_BACK \
  "SELECT count(*)::text FROM mail_outbox WHERE state = 'dropped' AND code = 'restored'"
#define AUDITED "SELECT count(*)::text FROM audit WHERE what = 'restored'"

/* Stops the server; nobody is connected any more. */
static void
stop (Office *office)
{
  office_close (office);
  ed_test_database_kill_connections (office->database);
}

/* The cases' numbers skip, no waiting mail leaves, every cursor ends; said once in the audit log.
 */
static void
test_earlier_point_is_told (House *house, gconstpointer unused)
{
  Office *office = house->office;
  g_autofree char *said = NULL, *epoch = NULL, *after = NULL, *code = NULL, *query = NULL;
  g_auto (EdApiResponse) response = { 0 };
  gint64 next, waiting;

  pull_free (person_pull (house->expert, 500));
  next = read_number (office->database, NEXT);
  waiting = read_number (office->database, WAITING);
  g_assert_cmpint (waiting, >, 0);
  epoch = read_text (office->database, EPOCH);
  office_back_up (office);
  g_free (person_create_case (house->coordinator, "legal"));
  office_stop_and_restore (office);

  g_assert_cmpint (say_recovered (office->database, NULL, &said), ==, 0);
  g_assert_true (g_str_has_prefix (said, "recovered: "));
  g_assert_cmpint (read_number (office->database, NEXT), ==, next + 1000);
  g_assert_cmpint (read_number (office->database, WAITING), ==, 0);
  g_assert_cmpint (read_number (office->database, HELD_BACK), ==, waiting);
  g_assert_cmpint (read_number (office->database, AUDITED), ==, 1);
  after = read_text (office->database, EPOCH);
  g_assert_cmpstr (after, !=, epoch);

  office_open (office);
  query = g_strconcat ("after=", house->expert->cursor, NULL);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", query, NULL, &response),
                    ==,
                    409);
  code = response_code (&response);
  g_assert_cmpstr (code, ==, "feed_rewound");
}

/* A second time does nothing, unless something has happened since or it is said so. */
static void
test_second_time_does_nothing (House *house, gconstpointer unused)
{
  Office *office = house->office;
  gint64 next = read_number (office->database, NEXT);
  g_autofree char *said = NULL;

  stop (office);
  g_assert_cmpint (say_recovered (office->database, NULL, &said), ==, 0);
  ed_test_database_kill_connections (office->database);
  g_assert_cmpint (say_recovered (office->database, NULL, &said), ==, 0);
  g_assert_nonnull (strstr (said, "recovered already"));
  g_assert_cmpint (read_number (office->database, NEXT), ==, next + 1000);
  ed_test_database_kill_connections (office->database);
  g_assert_cmpint (say_recovered (office->database, "--again", &said), ==, 0);
  g_assert_cmpint (read_number (office->database, NEXT), ==, next + 2000);

  office_open (office);
  g_free (person_create_case (house->coordinator, "legal"));
  stop (office);
  g_assert_cmpint (say_recovered (office->database, NULL, &said), ==, 0);
  g_assert_cmpint (read_number (office->database, NEXT), ==, next + 3001);
}

/* A server that runs would go on as if nothing had happened. */
static void
test_refused_while_served (House *house, gconstpointer unused)
{
  const char *url = house->office->database;
  gint64 next = read_number (url, NEXT);
  g_autofree char *said = NULL;

  g_assert_cmpint (say_recovered (url, NULL, &said), ==, 1);
  g_assert_nonnull (strstr (said, "another experts-dashboard-server is using the database"));
  g_assert_cmpint (read_number (url, NEXT), ==, next);
  g_assert_cmpint (read_number (url, AUDITED), ==, 0);
}

/* Nothing is written into a database of somebody else. */
static void
test_other_database_is_refused (House *house, gconstpointer unused)
{
  char *empty = ed_test_database_new ();
  g_autofree char *said = NULL;

  g_assert_cmpint (say_recovered (empty, NULL, &said), ==, 1);
  g_assert_cmpint (read_number (empty,
                                "SELECT count(*)::text FROM pg_tables"
                                " WHERE schemaname = 'public'"),
                   ==,
                   0);
  ed_test_database_drop (empty);
  g_assert_cmpint (say_recovered ("organisation.db", NULL, &said), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)              \
  g_test_add ("/server/recovered/" path, \
              House,                     \
              NULL,                      \
              house_set_up_with_case,    \
              function,                  \
              house_tear_down)
  ADD ("earlier-point-is-told", test_earlier_point_is_told);
  ADD ("second-time-does-nothing", test_second_time_does_nothing);
  ADD ("refused-while-served", test_refused_while_served);
  ADD ("other-database-is-refused", test_other_database_is_refused);
  return g_test_run ();
}
