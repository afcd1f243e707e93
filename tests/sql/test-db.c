/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/db-fixture.h"

#include <string.h>

static void
test_settings_are_safe (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *pragma;
    const char *expected;
  } cases[] = {
    { "PRAGMA journal_mode", "wal" }, { "PRAGMA synchronous", "2" },
    { "PRAGMA foreign_keys", "1" },   { "PRAGMA secure_delete", "1" },
    { "PRAGMA temp_store", "2" },     { "PRAGMA trusted_schema", "0" },
    { "PRAGMA busy_timeout", "1" },
  };
  g_autoptr (EdDb) db = ed_test_open_db (fixture, ed_test_key);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    ed_test_assert_query (db, cases[i].pragma, cases[i].expected);
}

static void
test_cache_is_sized (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path,
                          .key = ed_test_key,
                          .cache_bytes = 3 * 1024 * 1024 };
  g_autoptr (EdDb) db = ed_db_open (&options, NULL);

  g_assert_nonnull (db);
  ed_test_assert_query (db, "PRAGMA cache_size", "-3072");
}

static void
test_values_come_back (Fixture *fixture, gconstpointer unused)
{
  static const guint8 bytes[] = { 0, 1, 0xff, 0 };
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (EdStatement) insert = NULL;
  g_autoptr (EdStatement) select = NULL;
  gsize length = 0;

  ed_test_exec (db, "CREATE TABLE t (a TEXT, b TEXT, c BIGINT, d BLOB, e TEXT, f BLOB, g TEXT)");
  insert = ed_test_prepare (db, "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7)");
  ed_statement_bind_text (insert, 1, "Zürich ő");
  ed_statement_bind_text_n (insert, 2, "cut here", 3);
  ed_statement_bind_int (insert, 3, G_MININT64);
  ed_statement_bind_blob (insert, 4, bytes, sizeof bytes);
  ed_statement_bind_text (insert, 5, NULL);
  ed_statement_bind_blob (insert, 6, NULL, 0);
  ed_statement_bind_null (insert, 7);
  ed_test_run (g_steal_pointer (&insert));
  g_assert_cmpint (ed_db_changes (db), ==, 1);
  g_assert_cmpint (ed_db_last_rowid (db), ==, 1);

  select = ed_test_prepare (db, "SELECT * FROM t");
  g_assert_true (ed_test_step (select));
  g_assert_cmpstr (ed_statement_text (select, 0), ==, "Zürich ő");
  g_assert_cmpuint (ed_statement_length (select, 0), ==, strlen ("Zürich ő"));
  g_assert_cmpstr (ed_statement_text (select, 1), ==, "cut");
  g_assert_cmpint (ed_statement_int (select, 2), ==, G_MININT64);
  g_assert_cmpmem (ed_statement_blob (select, 3, &length), 4, bytes, sizeof bytes);
  g_assert_cmpuint (length, ==, sizeof bytes);
  g_assert_true (ed_statement_is_null (select, 4));
  g_assert_null (ed_statement_text (select, 4));
  g_assert_cmpint (ed_statement_int (select, 4), ==, 0);
  g_assert_false (ed_statement_is_null (select, 5));
  ed_statement_blob (select, 5, &length);
  g_assert_cmpuint (length, ==, 0);
  g_assert_true (ed_statement_is_null (select, 6));
  g_assert_false (ed_test_step (select));
  g_assert_false (ed_test_step (select));
}

static void
test_query_binds_its_values (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (EdStatement) select = NULL;
  g_autoptr (GError) error = NULL;

  select = ed_db_query (db, &error, "SELECT $3, $2, $1", "tit", "one", G_MAXINT64, NULL);
  g_assert_no_error (error);
  g_assert_true (ed_test_step (select));
  g_assert_true (ed_statement_is_null (select, 0));
  g_assert_cmpint (ed_statement_int (select, 1), ==, G_MAXINT64);
  g_assert_cmpstr (ed_statement_text (select, 2), ==, "one");

  g_assert_false (ed_statement_run (ed_db_query (db, &error, "nonsense", ""), &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
}

/* SQLite numbers parameters in the order of their first appearance; $N must not. */
static void
test_parameters_bind_by_number (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (EdStatement) select = ed_test_prepare (db, "SELECT $3 || $1 || $2 || $1 || $10");

  ed_statement_bind_text (select, 1, "a");
  ed_statement_bind_text (select, 2, "b");
  ed_statement_bind_text (select, 3, "c");
  ed_statement_bind_text (select, 10, "j");
  g_assert_true (ed_test_step (select));
  g_assert_cmpstr (ed_statement_text (select, 0), ==, "cabaj");
}

static void
test_foreign_parameters_are_refused (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[] = { "SELECT ?",  "SELECT :name",       "SELECT $name",
                                       "SELECT $0", "SELECT 1; SELECT 2", "" };
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ed_db_prepare (db, cases[i], &error));
      g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
    }
}

/* A name in double quotes that fits no column would otherwise be taken for a text. */
static void
test_quoted_names_are_no_texts (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_db_prepare (db, "SELECT \"nothing\"", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
}

static void
test_statement_is_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  EdStatement *first = ed_test_prepare (db, "SELECT $1");
  EdStatement *second;

  ed_statement_bind_text (first, 1, "left over");
  g_assert_true (ed_test_step (first));
  ed_statement_done (first);
  ed_statement_done (first);
  second = ed_test_prepare (db, "SELECT $1");
  g_assert_true (first == second);
  g_assert_true (ed_test_step (second));
  g_assert_true (ed_statement_is_null (second, 0));
  ed_statement_done (second);
}

static void
test_statement_is_used_within_itself (Fixture *fixture, gconstpointer unused)
{
  static const char sql[] = "SELECT n FROM t ORDER BY n";
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (EdStatement) outer = NULL;
  GString *seen = g_string_new (NULL);

  ed_test_exec (db, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1), (2), (3)");
  outer = ed_test_prepare (db, sql);
  while (ed_test_step (outer))
    {
      g_autoptr (EdStatement) inner = ed_test_prepare (db, sql);

      while (ed_test_step (inner))
        g_string_append_printf (seen,
                                "%s%s ",
                                ed_statement_text (outer, 0),
                                ed_statement_text (inner, 0));
    }
  g_assert_cmpstr (seen->str, ==, "11 12 13 21 22 23 31 32 33 ");
  g_string_free (seen, TRUE);
}

static void
test_constraint_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[] = {
    "INSERT INTO parent VALUES (2), (1)",
    "INSERT INTO child VALUES (7)",
    "INSERT INTO checked VALUES (1), (-1)",
  };
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);

  ed_test_exec (db,
                "CREATE TABLE parent (id BIGINT PRIMARY KEY); INSERT INTO parent VALUES (1);"
                "CREATE TABLE child (id BIGINT REFERENCES parent (id));"
                "CREATE TABLE checked (n BIGINT CHECK (n > 0))");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ed_statement_run (ed_test_prepare (db, cases[i]), &error));
      g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
    }
  ed_test_assert_query (db, "SELECT count(*) FROM parent", "1");
  ed_test_assert_query (db, "SELECT count(*) FROM child", "0");
  ed_test_assert_query (db, "SELECT count(*) FROM checked", "0");
}

static void
test_transaction_is_kept_or_not (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);

  ed_test_exec (db, "CREATE TABLE t (n BIGINT)");
  ed_test_begin (db, TRUE);
  ed_test_exec (db, "INSERT INTO t VALUES (1)");
  ed_db_rollback (db);
  ed_db_rollback (db);
  ed_test_assert_query (db, "SELECT count(*) FROM t", "0");
  ed_test_begin (db, TRUE);
  ed_test_exec (db, "INSERT INTO t VALUES (1)");
  ed_test_commit (db);
  ed_db_rollback (db);
  ed_test_assert_query (db, "SELECT count(*) FROM t", "1");
}

static void
test_failed_commit_rolls_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (GError) error = NULL;

  ed_test_exec (
      db,
      "CREATE TABLE parent (id BIGINT PRIMARY KEY);"
      "CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
  ed_test_begin (db, TRUE);
  ed_test_exec (db, "INSERT INTO child VALUES (7)");
  g_assert_false (ed_db_commit (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
  ed_test_begin (db, TRUE);
  ed_test_commit (db);
  ed_test_assert_query (db, "SELECT count(*) FROM child", "0");
}

static void
test_savepoints_nest (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);

  ed_test_exec (db, "CREATE TABLE t (n BIGINT)");
  ed_test_begin (db, TRUE);
  ed_test_exec (db, "INSERT INTO t VALUES (1)");
  ed_test_savepoint (db);
  ed_test_exec (db, "INSERT INTO t VALUES (2)");
  ed_test_savepoint (db);
  ed_test_exec (db, "INSERT INTO t VALUES (4)");
  ed_db_rollback_savepoint (db);
  ed_test_savepoint (db);
  ed_test_exec (db, "INSERT INTO t VALUES (8)");
  g_assert_true (ed_db_release (db, NULL));
  ed_test_assert_query (db, "SELECT sum(n) FROM t", "11");
  ed_db_rollback_savepoint (db);
  ed_test_savepoint (db);
  ed_test_exec (db, "INSERT INTO t VALUES (16)");
  g_assert_true (ed_db_release (db, NULL));
  ed_test_commit (db);
  ed_test_assert_query (db, "SELECT sum(n) FROM t", "17");
}

static void
test_second_writer_is_told_busy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) first = ed_test_open_db (fixture, ed_test_key);
  g_autoptr (EdDb) second = ed_test_open_db (fixture, ed_test_key);
  g_autoptr (GError) error = NULL;

  ed_test_begin (first, TRUE);
  g_assert_false (ed_db_begin (second, TRUE, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
  ed_test_begin (second, FALSE);
  ed_test_commit (second);
  ed_test_commit (first);
  ed_test_begin (second, TRUE);
  ed_test_commit (second);
}

static void
test_checkpoint_empties_log (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, NULL);
  g_autoptr (EdDb) reader = ed_test_open_db (fixture, NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  ed_test_exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('" CANARY "')");
  g_assert_true (ed_db_checkpoint (db, NULL));
  ed_test_exec (db, "DELETE FROM t");
  g_assert_true (ed_test_file_holds (fixture->path, CANARY));

  ed_test_begin (reader, FALSE);
  ed_test_assert_query (reader, "SELECT count(*) FROM t", "0");
  ed_test_exec (db, "INSERT INTO t VALUES ('x')");
  g_assert_false (ed_db_checkpoint (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
  ed_test_commit (reader);

  g_assert_true (ed_db_checkpoint (db, NULL));
  g_assert_false (ed_test_file_holds (fixture->path, CANARY));
  g_assert_false (ed_test_file_holds (log, CANARY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) \
  g_test_add ("/sql/" path, Fixture, data, ed_test_set_up, function, ed_test_tear_down)

  ADD ("db/settings-are-safe", NULL, test_settings_are_safe);
  ADD ("db/cache-is-sized", NULL, test_cache_is_sized);
  ADD ("statement/values-come-back", NULL, test_values_come_back);
  ADD ("statement/query-binds-its-values", NULL, test_query_binds_its_values);
  ADD ("statement/parameters-bind-by-number", NULL, test_parameters_bind_by_number);
  ADD ("statement/foreign-parameters-are-refused", NULL, test_foreign_parameters_are_refused);
  ADD ("statement/quoted-names-are-no-texts", NULL, test_quoted_names_are_no_texts);
  ADD ("statement/is-kept", NULL, test_statement_is_kept);
  ADD ("statement/is-used-within-itself", NULL, test_statement_is_used_within_itself);
  ADD ("statement/constraint-changes-nothing", NULL, test_constraint_changes_nothing);
  ADD ("transaction/is-kept-or-not", NULL, test_transaction_is_kept_or_not);
  ADD ("transaction/failed-commit-rolls-back", NULL, test_failed_commit_rolls_back);
  ADD ("transaction/savepoints-nest", NULL, test_savepoints_nest);
  ADD ("transaction/second-writer-is-told-busy", NULL, test_second_writer_is_told_busy);
  ADD ("db/checkpoint-empties-log", NULL, test_checkpoint_empties_log);
  return g_test_run ();
}
