/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/db.h"

#include <glib/gstdio.h>
#include <string.h>

#define PLAIN_HEADER "SQLite format 3"
#define CANARY "Zitronenfalter-Kanarienvogel"

static const guint8 key[32] = "0123456789abcdef0123456789abcde";
static const guint8 other_key[32] = "fedcba9876543210fedcba987654321";

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ed-db-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static EdDb *
open_db (Fixture *fixture, const guint8 *with_key)
{
  g_autoptr (GError) error = NULL;
  EdDbOptions options = { .path = fixture->path, .key = with_key, .busy_timeout_ms = 1 };
  EdDb *db = ed_db_open (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

static void
assert_open_fails (const EdDbOptions *options, EdDbError code)
{
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_db_open (options, &error);

  g_assert_error (error, ED_DB_ERROR, (int) code);
  g_assert_null (db);
}

static void
exec (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ed_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static EdStatement *
prepare (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  EdStatement *statement = ed_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_nonnull (statement);
  return statement;
}

static gboolean
step (EdStatement *statement)
{
  g_autoptr (GError) error = NULL;
  gboolean row = ed_statement_step (statement, &error);

  g_assert_no_error (error);
  return row;
}

static void
run (EdStatement *statement)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_statement_run (statement, &error));
  g_assert_no_error (error);
}

static void
begin (EdDb *db, gboolean write)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_begin (db, write, &error));
  g_assert_no_error (error);
}

static void
commit (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_commit (db, &error));
  g_assert_no_error (error);
}

static void
savepoint (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_savepoint (db, &error));
  g_assert_no_error (error);
}

static char *
query (EdDb *db, const char *sql)
{
  g_autoptr (EdStatement) statement = prepare (db, sql);

  g_assert_true (step (statement));
  return g_strdup (ed_statement_text (statement, 0));
}

static void
assert_query (EdDb *db, const char *sql, const char *expected)
{
  g_autofree char *actual = query (db, sql);

  g_assert_cmpstr (actual, ==, expected);
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + strlen (text) <= length; i++)
    if (memcmp (content + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

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
  g_autoptr (EdDb) db = open_db (fixture, key);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_query (db, cases[i].pragma, cases[i].expected);
}

static void
test_cache_is_sized (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = key, .cache_bytes = 3 * 1024 * 1024 };
  g_autoptr (EdDb) db = ed_db_open (&options, NULL);

  g_assert_nonnull (db);
  assert_query (db, "PRAGMA cache_size", "-3072");
}

static void
test_values_come_back (Fixture *fixture, gconstpointer unused)
{
  static const guint8 bytes[] = { 0, 1, 0xff, 0 };
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (EdStatement) insert = NULL;
  g_autoptr (EdStatement) select = NULL;
  gsize length = 0;

  exec (db, "CREATE TABLE t (a TEXT, b TEXT, c BIGINT, d BLOB, e TEXT, f BLOB, g TEXT)");
  insert = prepare (db, "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7)");
  ed_statement_bind_text (insert, 1, "Zürich ő");
  ed_statement_bind_text_n (insert, 2, "cut here", 3);
  ed_statement_bind_int (insert, 3, G_MININT64);
  ed_statement_bind_blob (insert, 4, bytes, sizeof bytes);
  ed_statement_bind_text (insert, 5, NULL);
  ed_statement_bind_blob (insert, 6, NULL, 0);
  ed_statement_bind_null (insert, 7);
  run (g_steal_pointer (&insert));
  g_assert_cmpint (ed_db_changes (db), ==, 1);
  g_assert_cmpint (ed_db_last_rowid (db), ==, 1);

  select = prepare (db, "SELECT * FROM t");
  g_assert_true (step (select));
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
  g_assert_false (step (select));
  g_assert_false (step (select));
}

static void
test_query_binds_its_values (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (EdStatement) select = NULL;
  g_autoptr (GError) error = NULL;

  select = ed_db_query (db, &error, "SELECT $3, $2, $1", "tit", "one", G_MAXINT64, NULL);
  g_assert_no_error (error);
  g_assert_true (step (select));
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
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (EdStatement) select = prepare (db, "SELECT $3 || $1 || $2 || $1 || $10");

  ed_statement_bind_text (select, 1, "a");
  ed_statement_bind_text (select, 2, "b");
  ed_statement_bind_text (select, 3, "c");
  ed_statement_bind_text (select, 10, "j");
  g_assert_true (step (select));
  g_assert_cmpstr (ed_statement_text (select, 0), ==, "cabaj");
}

static void
test_foreign_parameters_are_refused (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[] = { "SELECT ?",  "SELECT :name",       "SELECT $name",
                                       "SELECT $0", "SELECT 1; SELECT 2", "" };
  g_autoptr (EdDb) db = open_db (fixture, NULL);

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
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_db_prepare (db, "SELECT \"nothing\"", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
}

static void
test_statement_is_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  EdStatement *first = prepare (db, "SELECT $1");
  EdStatement *second;

  ed_statement_bind_text (first, 1, "left over");
  g_assert_true (step (first));
  ed_statement_done (first);
  ed_statement_done (first);
  second = prepare (db, "SELECT $1");
  g_assert_true (first == second);
  g_assert_true (step (second));
  g_assert_true (ed_statement_is_null (second, 0));
  ed_statement_done (second);
}

static void
test_statement_is_used_within_itself (Fixture *fixture, gconstpointer unused)
{
  static const char sql[] = "SELECT n FROM t ORDER BY n";
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (EdStatement) outer = NULL;
  GString *seen = g_string_new (NULL);

  exec (db, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1), (2), (3)");
  outer = prepare (db, sql);
  while (step (outer))
    {
      g_autoptr (EdStatement) inner = prepare (db, sql);

      while (step (inner))
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
  g_autoptr (EdDb) db = open_db (fixture, NULL);

  exec (db,
        "CREATE TABLE parent (id BIGINT PRIMARY KEY); INSERT INTO parent VALUES (1);"
        "CREATE TABLE child (id BIGINT REFERENCES parent (id));"
        "CREATE TABLE checked (n BIGINT CHECK (n > 0))");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ed_statement_run (prepare (db, cases[i]), &error));
      g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
    }
  assert_query (db, "SELECT count(*) FROM parent", "1");
  assert_query (db, "SELECT count(*) FROM child", "0");
  assert_query (db, "SELECT count(*) FROM checked", "0");
}

static void
test_transaction_is_kept_or_not (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);

  exec (db, "CREATE TABLE t (n BIGINT)");
  begin (db, TRUE);
  exec (db, "INSERT INTO t VALUES (1)");
  ed_db_rollback (db);
  ed_db_rollback (db);
  assert_query (db, "SELECT count(*) FROM t", "0");
  begin (db, TRUE);
  exec (db, "INSERT INTO t VALUES (1)");
  commit (db);
  ed_db_rollback (db);
  assert_query (db, "SELECT count(*) FROM t", "1");
}

static void
test_failed_commit_rolls_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (GError) error = NULL;

  exec (db,
        "CREATE TABLE parent (id BIGINT PRIMARY KEY);"
        "CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
  begin (db, TRUE);
  exec (db, "INSERT INTO child VALUES (7)");
  g_assert_false (ed_db_commit (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
  begin (db, TRUE);
  commit (db);
  assert_query (db, "SELECT count(*) FROM child", "0");
}

static void
test_savepoints_nest (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);

  exec (db, "CREATE TABLE t (n BIGINT)");
  begin (db, TRUE);
  exec (db, "INSERT INTO t VALUES (1)");
  savepoint (db);
  exec (db, "INSERT INTO t VALUES (2)");
  savepoint (db);
  exec (db, "INSERT INTO t VALUES (4)");
  ed_db_rollback_savepoint (db);
  savepoint (db);
  exec (db, "INSERT INTO t VALUES (8)");
  g_assert_true (ed_db_release (db, NULL));
  assert_query (db, "SELECT sum(n) FROM t", "11");
  ed_db_rollback_savepoint (db);
  savepoint (db);
  exec (db, "INSERT INTO t VALUES (16)");
  g_assert_true (ed_db_release (db, NULL));
  commit (db);
  assert_query (db, "SELECT sum(n) FROM t", "17");
}

static void
test_second_writer_is_told_busy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) first = open_db (fixture, key);
  g_autoptr (EdDb) second = open_db (fixture, key);
  g_autoptr (GError) error = NULL;

  begin (first, TRUE);
  g_assert_false (ed_db_begin (second, TRUE, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
  begin (second, FALSE);
  commit (second);
  commit (first);
  begin (second, TRUE);
  commit (second);
}

static void
test_checkpoint_empties_log (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, NULL);
  g_autoptr (EdDb) reader = open_db (fixture, NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('" CANARY "')");
  g_assert_true (ed_db_checkpoint (db, NULL));
  exec (db, "DELETE FROM t");
  g_assert_true (file_holds (fixture->path, CANARY));

  begin (reader, FALSE);
  assert_query (reader, "SELECT count(*) FROM t", "0");
  exec (db, "INSERT INTO t VALUES ('x')");
  g_assert_false (ed_db_checkpoint (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
  commit (reader);

  g_assert_true (ed_db_checkpoint (db, NULL));
  g_assert_false (file_holds (fixture->path, CANARY));
  g_assert_false (file_holds (log, CANARY));
}

static void
test_key_hides_content (Fixture *fixture, gconstpointer with_key)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autoptr (EdDb) db = open_db (fixture, with_key);
  gboolean header_seen = FALSE;
  gboolean canary_seen = FALSE;

  exec (db,
        "CREATE TABLE "
        "kanarienvogel (a TEXT)");
  exec (db, "INSERT INTO kanarienvogel VALUES ('" CANARY "')");
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      header_seen |= file_holds (path, PLAIN_HEADER);
      canary_seen |= file_holds (path, CANARY) || file_holds (path, "kanarienvogel");
    }
  /* The same search must find both where there is no key. */
  g_assert_cmpint (header_seen, ==, with_key == NULL);
  g_assert_cmpint (canary_seen, ==, with_key == NULL);
}

static void
test_wrong_key_is_refused (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = other_key };
  EdDb *db = open_db (fixture, key);

  exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  ed_db_close (db);
  assert_open_fails (&options, ED_DB_ERROR_KEY);
  options.key = NULL;
  assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = open_db (fixture, key);
  assert_query (db, "SELECT a FROM t", "kept");
  ed_db_close (db);
}

static void
test_plain_file_is_refused_with_key (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = key };
  EdDb *db = open_db (fixture, NULL);

  exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  ed_db_close (db);
  assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = open_db (fixture, NULL);
  assert_query (db, "SELECT a FROM t", "kept");
  ed_db_close (db);
}

static void
test_no_database_is_refused (Fixture *fixture, gconstpointer unused)
{
  static const gsize lengths[] = { 20, 600, 5000 };
  EdDbOptions options = { .path = fixture->path };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *content = g_strnfill (lengths[i], 'n');
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (fixture->path, content, -1, NULL));
      options.key = NULL;
      assert_open_fails (&options, ED_DB_ERROR_KEY);
      options.key = key;
      assert_open_fails (&options, ED_DB_ERROR_KEY);
      g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, content);
    }
}

static void
test_place_that_cannot_be_written_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *below_file = g_build_filename (fixture->path, "below.db", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", "test.db", NULL);
  const char *const paths[] = { below_file, missing, fixture->folder };

  g_assert_true (g_file_set_contents (fixture->path, "a file", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      EdDbOptions options = { .path = paths[i], .key = key };

      assert_open_fails (&options, ED_DB_ERROR_IO);
    }
}

static void
test_read_only_does_not_write (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = key, .read_only = TRUE };
  g_autoptr (EdDb) writer = NULL;
  g_autoptr (EdDb) reader = NULL;
  g_autoptr (GError) error = NULL;

  assert_open_fails (&options, ED_DB_ERROR_IO);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  writer = open_db (fixture, key);
  exec (writer, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('seen')");
  reader = ed_db_open (&options, &error);
  g_assert_no_error (error);
  assert_query (reader, "SELECT a FROM t", "seen");
  g_assert_false (ed_db_exec (reader, "DELETE FROM t", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_IO);
}

static void
test_rekey_replaces_key (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = key };
  g_autoptr (GError) error = NULL;
  EdDb *db = open_db (fixture, key);

  exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  g_assert_true (ed_db_rekey (db, other_key, &error));
  g_assert_no_error (error);
  assert_query (db, "SELECT a FROM t", "kept");
  exec (db, "INSERT INTO t VALUES ('new')");
  ed_db_close (db);
  assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = open_db (fixture, other_key);
  assert_query (db, "SELECT count(*) FROM t", "2");
  ed_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) \
  g_test_add ("/sql/" path, Fixture, data, set_up, function, tear_down)

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
  ADD ("key/hides-content", key, test_key_hides_content);
  ADD ("key/none-shows-content", NULL, test_key_hides_content);
  ADD ("key/wrong-one-is-refused", NULL, test_wrong_key_is_refused);
  ADD ("key/plain-file-is-refused", NULL, test_plain_file_is_refused_with_key);
  ADD ("db/no-database-is-refused", NULL, test_no_database_is_refused);
  ADD ("db/unwritable-place-is-refused", NULL, test_place_that_cannot_be_written_is_refused);
  ADD ("db/read-only-does-not-write", NULL, test_read_only_does_not_write);
  ADD ("key/rekey-replaces-it", NULL, test_rekey_replaces_key);
  return g_test_run ();
}
