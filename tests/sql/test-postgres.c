/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The PostgreSQL engine: values, errors, transactions, connections that break. */

#include <string.h>

#include "sql/db-fixture.h"
#include "sql/migrate.h"
#include "sql/postgres.h"
#include "support/test-database.h"

typedef struct
{
  char *url;
  EdDb *db;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->url = ed_test_database_new ();
  place->db = ed_test_database_open (place->url);
}

static void
tear_down (Place *place, gconstpointer unused)
{
  ed_db_close (place->db);
  ed_test_database_drop (place->url);
}

static void
assert_fails (EdStatement *statement, EdDbError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_statement_run (statement, &error));
  g_assert_error (error, ED_DB_ERROR, (int) code);
}

static void
test_values_come_back (Place *place, gconstpointer unused)
{
  static const guint8 bytes[] = { 0, 1, 0xff, '\\', '\'', 0 };
  EdDb *db = place->db;
  g_autoptr (EdStatement) insert = NULL, select = NULL;
  gsize length = 0;

  ed_test_exec (db, "CREATE TABLE t (a TEXT, c BIGINT, d BYTEA, e TEXT, f BYTEA, g BYTEA)");
  insert = ed_test_prepare (db, "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6)");
  ed_statement_bind_text_n (insert, 1, "Zürich ő, cut", strlen ("Zürich ő"));
  ed_statement_bind_int (insert, 2, G_MININT64);
  ed_statement_bind_blob (insert, 3, bytes, sizeof bytes);
  ed_statement_bind_text (insert, 4, NULL);
  ed_statement_bind_blob (insert, 5, NULL, 0);
  ed_statement_bind_null (insert, 6);
  ed_test_run (g_steal_pointer (&insert));
  g_assert_cmpint (ed_db_changes (db), ==, 1);

  select = ed_test_prepare (db, "SELECT a, c, d, e, f, g, a IS NOT NULL, e IS NOT NULL FROM t");
  g_assert_true (ed_test_step (select));
  g_assert_cmpstr (ed_statement_text (select, 0), ==, "Zürich ő");
  g_assert_cmpuint (ed_statement_length (select, 0), ==, strlen ("Zürich ő"));
  g_assert_cmpint (ed_statement_int (select, 1), ==, G_MININT64);
  g_assert_cmpmem (ed_statement_blob (select, 2, &length), sizeof bytes, bytes, sizeof bytes);
  g_assert_cmpuint (length, ==, sizeof bytes);
  g_assert_true (ed_statement_is_null (select, 3));
  g_assert_null (ed_statement_text (select, 3));
  g_assert_cmpint (ed_statement_int (select, 3), ==, 0);
  g_assert_false (ed_statement_is_null (select, 4));
  g_assert_true (ed_statement_is_null (select, 5));
  g_assert_cmpint (ed_statement_int (select, 6), ==, 1);
  g_assert_cmpint (ed_statement_int (select, 7), ==, 0);
  g_assert_false (ed_test_step (select));
  g_assert_false (ed_test_step (select));
}

static void
test_numbers_and_truth_come_as_text_too (Place *place, gconstpointer unused)
{
  g_autoptr (EdStatement) select = ed_test_prepare (
      place->db,
      "SELECT count(*), sum(n), 1, $1 = 1, $1 = 2 FROM (VALUES (CAST ($1 AS BIGINT))) AS t (n)");

  ed_statement_bind_int (select, 1, 1);
  g_assert_true (ed_test_step (select));
  for (int column = 0; column < 4; column++)
    g_assert_cmpint (ed_statement_int (select, column), ==, 1);
  g_assert_cmpint (ed_statement_int (select, 4), ==, 0);
}

static void
test_statement_is_used_within_itself (Place *place, gconstpointer unused)
{
  static const char sql[] = "SELECT n FROM t ORDER BY n";
  g_autoptr (EdStatement) outer = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1), (2)");
  outer = ed_test_prepare (place->db, sql);
  while (ed_test_step (outer))
    {
      g_autoptr (EdStatement) inner = ed_test_prepare (place->db, sql);

      while (ed_test_step (inner))
        g_string_append_printf (seen,
                                "%s%s ",
                                ed_statement_text (outer, 0),
                                ed_statement_text (inner, 0));
    }
  g_assert_cmpstr (seen->str, ==, "11 12 21 22 ");
}

/* Migrations are written once, in words that each engine has its own for. */
static void
test_migrations_are_translated (Place *place, gconstpointer unused)
{
  static const EdMigration migrations[] = {
    { 1,
      "CREATE TABLE t (\n"
      "  id INTEGER PRIMARY KEY, -- counts; TEXT of a comment\n"
      "  big INTEGER NOT NULL,\n"
      "  word TEXT,\n"
      "  bytes BLOB\n"
      ");\n" },
    { 2, "INSERT INTO t (big, word) VALUES (9223372036854775807, 'ő'), (0, 'a'), (0, 'Z')" },
  };
  g_autoptr (GError) error = NULL;

  ed_db_migrate (place->db, migrations, 1, &error);
  g_assert_no_error (error);
  ed_db_migrate (place->db, migrations, 2, &error);
  g_assert_no_error (error);
  ed_test_assert_query (place->db, "SELECT max(big) FROM t", "9223372036854775807");
  /* By their bytes: capitals first, accents last, whatever the database's own order. */
  ed_test_assert_query (place->db, "SELECT string_agg(word, '' ORDER BY word) FROM t", "Zaő");
  g_assert_false (ed_db_migrate (place->db, migrations, 1, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_NEWER);
}

static void
test_comments_of_its_own_are_revealed (Place *place, gconstpointer unused)
{
  ed_test_assert_query (place->db, "SELECT 1 /*pg + 1*/ /* + 5 */ /*pg + 3*/", "5");
}

static void
test_constraint_changes_nothing (Place *place, gconstpointer unused)
{
  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT PRIMARY KEY CHECK (n > 0))");
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  assert_fails (ed_test_prepare (place->db, "INSERT INTO t VALUES (2), (1)"),
                ED_DB_ERROR_CONSTRAINT);
  assert_fails (ed_test_prepare (place->db, "INSERT INTO t VALUES (3), (-1)"),
                ED_DB_ERROR_CONSTRAINT);
  ed_test_assert_query (place->db, "SELECT count(*) FROM t", "1");
}

/* What an error says goes into the log: no value may stand in it. */
static void
test_error_quotes_no_value (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (word TEXT PRIMARY KEY)");
  ed_test_exec (place->db, "INSERT INTO t VALUES ('" CANARY "')");
  ed_statement_run (ed_db_query (place->db, NULL, "INSERT INTO t VALUES ($1)", "t", CANARY),
                    &error);
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
  g_assert_null (strstr (error->message, CANARY));
}

static void
test_savepoints_undo_what_failed (Place *place, gconstpointer unused)
{
  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT PRIMARY KEY)");
  ed_test_begin (place->db, TRUE);
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  ed_test_savepoint (place->db);
  ed_test_exec (place->db, "INSERT INTO t VALUES (2)");
  assert_fails (ed_test_prepare (place->db, "INSERT INTO t VALUES (1)"), ED_DB_ERROR_CONSTRAINT);
  ed_db_rollback_savepoint (place->db);
  ed_test_savepoint (place->db);
  ed_test_exec (place->db, "INSERT INTO t VALUES (4)");
  g_assert_true (ed_db_release (place->db, NULL));
  ed_test_commit (place->db);
  ed_test_assert_query (place->db, "SELECT sum(n) FROM t", "5");
}

/* PostgreSQL answers COMMIT with a rollback then, and calls that no error. */
static void
test_transaction_with_failure_does_not_commit (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT PRIMARY KEY)");
  ed_test_begin (place->db, TRUE);
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  assert_fails (ed_test_prepare (place->db, "INSERT INTO t VALUES (1)"), ED_DB_ERROR_CONSTRAINT);
  g_assert_false (ed_db_commit (place->db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
  ed_test_assert_query (place->db, "SELECT count(*) FROM t", "0");
}

/* Each reads what the other is about to write: one after the other this could not come out. */
static void
test_what_could_not_be_in_turn_conflicts (Place *place, gconstpointer unused)
{
  g_autoptr (EdDb) other = ed_test_database_open (place->url);
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT)");
  ed_test_begin (place->db, TRUE);
  ed_test_begin (other, TRUE);
  ed_test_assert_query (place->db, "SELECT count(*) FROM t", "0");
  ed_test_assert_query (other, "SELECT count(*) FROM t", "0");
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  ed_test_commit (place->db);
  if (ed_db_exec (other, "INSERT INTO t VALUES (1)", &error))
    ed_db_commit (other, &error);
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONFLICT);
  ed_db_rollback (other);
  ed_test_assert_query (other, "SELECT count(*) FROM t", "1");
}

static void
test_lock_is_waited_for_in_vain (Place *place, gconstpointer unused)
{
  EdDbOptions options = { .path = place->url, .busy_timeout_ms = 1 };
  g_autoptr (EdDb) other = ed_postgres_open (&options, NULL);
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1)");
  ed_test_begin (place->db, TRUE);
  ed_test_exec (place->db, "UPDATE t SET n = 2");
  g_assert_false (ed_db_exec (other, "UPDATE t SET n = 3", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
}

static void
test_reader_sees_one_moment_and_writes_nothing (Place *place, gconstpointer unused)
{
  EdDbOptions options = { .path = place->url, .read_only = TRUE };
  g_autoptr (EdDb) reader = ed_postgres_open (&options, NULL);
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT)");
  ed_test_begin (reader, FALSE);
  ed_test_assert_query (reader, "SELECT count(*) FROM t", "0");
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  ed_test_assert_query (reader, "SELECT count(*) FROM t", "0");
  ed_db_rollback (reader);
  ed_test_assert_query (reader, "SELECT count(*) FROM t", "1");
  g_assert_false (ed_db_exec (reader, "INSERT INTO t VALUES (1)", &error));
  g_assert_nonnull (error);
}

/* The transaction is gone with its connection; the next one has another, with its statements. */
static void
test_broken_connection_is_made_anew (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT)");
  ed_test_begin (place->db, TRUE);
  ed_test_run (ed_db_query (place->db, NULL, "INSERT INTO t VALUES ($1)", "i", (gint64) 1));
  ed_test_database_kill_connections (place->url);
  g_assert_false (ed_statement_run (
      ed_db_query (place->db, &error, "INSERT INTO t VALUES ($1)", "i", (gint64) 2),
      error == NULL ? &error : NULL));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_AWAY);
  g_assert_false (ed_db_commit (place->db, NULL));

  ed_test_begin (place->db, TRUE);
  ed_test_run (ed_db_query (place->db, NULL, "INSERT INTO t VALUES ($1)", "i", (gint64) 4));
  ed_test_commit (place->db);
  ed_test_database_kill_connections (place->url);
  ed_test_begin (place->db, FALSE);
  ed_test_assert_query (place->db, "SELECT sum(n) FROM t", "4");
  ed_db_rollback (place->db);
}

/* An older transaction that is still at work holds the horizon back, whoever commits meanwhile. */
static void
test_horizon_waits_for_the_oldest (Place *place, gconstpointer unused)
{
  g_autoptr (EdDb) older = ed_test_database_open (place->url);
  g_autoptr (EdDb) reader = ed_test_database_open (place->url);
  EdDbMoment first, second;
  gint64 horizon;

  ed_test_begin (older, TRUE);
  g_assert_true (ed_db_read_moment (older, &first, NULL));
  ed_test_begin (place->db, TRUE);
  g_assert_true (ed_db_read_moment (place->db, &second, NULL));
  g_assert_cmpint (second.stamp, >, first.stamp);
  g_assert_cmpint (second.horizon, ==, first.stamp);
  ed_test_commit (place->db);

  ed_test_begin (reader, FALSE);
  g_assert_true (ed_db_read_horizon (reader, &horizon, NULL));
  g_assert_cmpint (horizon, ==, first.stamp);
  ed_test_commit (older);
  g_assert_true (ed_db_read_horizon (reader, &horizon, NULL));
  g_assert_cmpint (horizon, ==, first.stamp);
  ed_db_rollback (reader);
  ed_test_begin (reader, FALSE);
  g_assert_true (ed_db_read_horizon (reader, &horizon, NULL));
  g_assert_cmpint (horizon, >, second.stamp);
  ed_db_rollback (reader);
}

#define ROWS "2000"

/* A statement is planned once, and its table may have been small then. */
static void
test_table_that_grows_is_not_read_as_a_whole (Place *place, gconstpointer unused)
{
  ed_test_exec (place->db, "CREATE TABLE t (n BIGINT PRIMARY KEY)");
  ed_test_exec (place->db, "INSERT INTO t VALUES (1)");
  ed_test_exec (place->db, "ANALYZE t");
  for (gint64 i = 0; i < 10; i++)
    {
      if (i == 8)
        ed_test_exec (place->db, "INSERT INTO t SELECT generate_series (2, " ROWS ")");
      ed_test_begin (place->db, TRUE);
      ed_test_run (ed_db_query (place->db, NULL, "SELECT n FROM t WHERE n = $1", "i", i));
      ed_test_assert_query (place->db,
                            "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 't'",
                            "0");
      ed_test_commit (place->db);
    }
}

static void
test_description_keeps_the_password (void)
{
  g_autofree char *name =
      ed_postgres_describe ("postgresql://eap:" CANARY "@db.example:5433/cases?sslmode=require");

  g_assert_cmpstr (name, ==, "the PostgreSQL database cases at db.example");
}

static void
test_what_cannot_be_reached_says_so (void)
{
  const EdDbOptions nobody = { .path = "postgresql:///x?host=/nonexistent" };
  const EdDbOptions broken = { .path = "postgresql://[" CANARY };
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_postgres_open (&nobody, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_AWAY);
  g_clear_error (&error);
  g_assert_null (ed_postgres_open (&broken, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
  g_assert_null (strstr (error->message, CANARY));
}

static void
assert_waits (Place *place, const char *expected)
{
  g_autoptr (EdStatement) row =
      ed_test_prepare (place->db, "SELECT current_setting ('synchronous_commit')");

  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpstr (ed_statement_text (row, 0), ==, expected);
}

/* The server of these tests is set up not to wait, as some operator's may be: what people were
 * answered would be gone after a crash. */
static void
test_commit_waits_for_the_disk (Place *place, gconstpointer unused)
{
  g_autoptr (EdStatement) row =
      ed_test_prepare (place->db,
                       "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'");

  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpstr (ed_statement_text (row, 0), ==, "off");
  assert_waits (place, "on");
  g_assert_true (ed_db_relax (place->db, TRUE, NULL));
  assert_waits (place, "off");
  g_assert_true (ed_db_relax (place->db, FALSE, NULL));
  assert_waits (place, "on");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/sql/postgres/" path, Place, NULL, set_up, function, tear_down)

  ADD ("commit-waits-for-the-disk", test_commit_waits_for_the_disk);
  ADD ("values-come-back", test_values_come_back);
  ADD ("numbers-and-truth-come-as-text-too", test_numbers_and_truth_come_as_text_too);
  ADD ("statement-is-used-within-itself", test_statement_is_used_within_itself);
  ADD ("migrations-are-translated", test_migrations_are_translated);
  ADD ("comments-of-its-own-are-revealed", test_comments_of_its_own_are_revealed);
  ADD ("constraint-changes-nothing", test_constraint_changes_nothing);
  ADD ("error-quotes-no-value", test_error_quotes_no_value);
  ADD ("savepoints-undo-what-failed", test_savepoints_undo_what_failed);
  ADD ("transaction-with-failure-does-not-commit", test_transaction_with_failure_does_not_commit);
  ADD ("what-could-not-be-in-turn-conflicts", test_what_could_not_be_in_turn_conflicts);
  ADD ("lock-is-waited-for-in-vain", test_lock_is_waited_for_in_vain);
  ADD ("reader-sees-one-moment-and-writes-nothing", test_reader_sees_one_moment_and_writes_nothing);
  ADD ("broken-connection-is-made-anew", test_broken_connection_is_made_anew);
  ADD ("horizon-waits-for-the-oldest", test_horizon_waits_for_the_oldest);
  ADD ("table-that-grows-is-not-read-as-a-whole", test_table_that_grows_is_not_read_as_a_whole);
  g_test_add_func ("/sql/postgres/description-keeps-the-password",
                   test_description_keeps_the_password);
  g_test_add_func ("/sql/postgres/what-cannot-be-reached-says-so",
                   test_what_cannot_be_reached_says_so);
  return g_test_run ();
}
