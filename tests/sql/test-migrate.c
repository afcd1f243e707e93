/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/migrate.h"

#include <glib/gstdio.h>

static const EdMigration good[] = {
  { 1, "CREATE TABLE a (n BIGINT); INSERT INTO a VALUES (1)" },
  { 2, "ALTER TABLE a ADD COLUMN word TEXT; UPDATE a SET word = 'two'" },
  { 3, "CREATE TABLE b (n BIGINT)" },
};

static const EdMigration failing[] = {
  { 1, "CREATE TABLE a (n BIGINT); INSERT INTO a VALUES (1)" },
  { 2, "ALTER TABLE a ADD COLUMN word TEXT; UPDATE nothing SET word = 'two'" },
};

typedef struct
{
  char *folder;
  char *path;
  EdDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdDbOptions options = { 0 };

  fixture->folder = g_dir_make_tmp ("ed-migrate-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  options.path = fixture->path;
  fixture->db = ed_db_open (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  ed_db_close (fixture->db);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static char *
query (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) statement = ed_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (ed_statement_step (statement, NULL));
  return g_strdup (ed_statement_text (statement, 0));
}

static void
assert_query (EdDb *db, const char *sql, const char *expected)
{
  g_autofree char *actual = query (db, sql);

  g_assert_cmpstr (actual, ==, expected);
}

static void
migrate (EdDb *db, const EdMigration *migrations, guint n)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_migrate (db, migrations, n, &error));
  g_assert_no_error (error);
}

static void
test_fresh_database_gets_all (Fixture *fixture, gconstpointer unused)
{
  migrate (fixture->db, good, 3);
  assert_query (fixture->db, "SELECT version FROM schema_version", "3");
  assert_query (fixture->db, "SELECT word FROM a", "two");
  assert_query (fixture->db, "SELECT count(*) FROM b", "0");
}

static void
test_twice_does_nothing (Fixture *fixture, gconstpointer unused)
{
  migrate (fixture->db, good, 3);
  migrate (fixture->db, good, 3);
  assert_query (fixture->db, "SELECT group_concat(version) FROM schema_version", "3");
  assert_query (fixture->db, "SELECT count(*) FROM a", "1");
}

static void
test_older_database_gets_the_rest (Fixture *fixture, gconstpointer unused)
{
  migrate (fixture->db, good, 1);
  g_assert_true (ed_db_exec (fixture->db, "UPDATE a SET n = 7", NULL));
  migrate (fixture->db, good, 3);
  assert_query (fixture->db, "SELECT n || word FROM a", "7two");
  assert_query (fixture->db, "SELECT version FROM schema_version", "3");
}

static void
test_newer_database_is_refused_untouched (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  migrate (fixture->db, good, 3);
  before = query (fixture->db, "SELECT total_changes()");
  g_assert_false (ed_db_migrate (fixture->db, good, 2, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_NEWER);
  assert_query (fixture->db, "SELECT total_changes()", before);
  assert_query (fixture->db, "SELECT version FROM schema_version", "3");
}

static void
test_failing_one_leaves_the_former (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_db_migrate (fixture->db, failing, 2, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "migration 2: "));
  assert_query (fixture->db, "SELECT version FROM schema_version", "1");
  assert_query (fixture->db, "SELECT count(*) FROM pragma_table_info('a')", "1");
  migrate (fixture->db, good, 3);
  assert_query (fixture->db, "SELECT version FROM schema_version", "3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/sql/migrate/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("fresh-database-gets-all", test_fresh_database_gets_all);
  ADD ("twice-does-nothing", test_twice_does_nothing);
  ADD ("older-database-gets-the-rest", test_older_database_gets_the_rest);
  ADD ("newer-database-is-refused-untouched", test_newer_database_is_refused_untouched);
  ADD ("failing-one-leaves-the-former", test_failing_one_leaves_the_former);
  return g_test_run ();
}
