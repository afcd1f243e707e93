/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys, and files that are no databases of ours. */

#include "sql/db-fixture.h"
#include "sql/sqlite.h"

#include <glib/gstdio.h>
#include <string.h>

#define PLAIN_HEADER "SQLite format 3"

static void
test_key_hides_content (Fixture *fixture, gconstpointer with_key)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autoptr (EdDb) db = ed_test_open_db (fixture, with_key);
  gboolean header_seen = FALSE;
  gboolean canary_seen = FALSE;

  ed_test_exec (db,
                "CREATE TABLE "
                "kanarienvogel (a TEXT)");
  ed_test_exec (db, "INSERT INTO kanarienvogel VALUES ('" CANARY "')");
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      header_seen |= ed_test_file_holds (path, PLAIN_HEADER);
      canary_seen |=
          ed_test_file_holds (path, CANARY) || ed_test_file_holds (path, "kanarienvogel");
    }
  /* The same search must find both where there is no key. */
  g_assert_cmpint (header_seen, ==, with_key == NULL);
  g_assert_cmpint (canary_seen, ==, with_key == NULL);
}

/* Counts the looks at files that have no name any more, and those that found words in one. */
typedef struct
{
  guint seen, plain;
} Look;

static int
look_at_open_files (gpointer data)
{
  Look *look = data;
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (target == NULL || strstr (target, "etilqs") == NULL)
        continue;
      look->seen++;
      look->plain += ed_test_file_holds (path, CANARY);
    }
  return 0;
}

/* Where a file is written anew by way of another one, that is encrypted as well. */
static void
test_rewriting_hides_content (Fixture *fixture, gconstpointer with_key)
{
  g_autoptr (EdDb) db = ed_test_open_db (fixture, with_key);
  sqlite3 *sqlite = ((EdSqlite *) db)->sqlite;
  Look look = { 0 };

  ed_test_exec (db,
                "CREATE TABLE t (a TEXT);"
                "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9000)"
                " INSERT INTO t SELECT '" CANARY "' || hex (randomblob (500)) FROM n;"
                "PRAGMA temp_store = FILE");
  sqlite3_progress_handler (sqlite, 5000, look_at_open_files, &look);
  ed_test_exec (db, "VACUUM");
  sqlite3_progress_handler (sqlite, 0, NULL, NULL);
  g_assert_cmpuint (look.seen, >, 0);
  /* The same search must find it where there is no key. */
  g_assert_cmpint (look.plain > 0, ==, with_key == NULL);
}

static void
test_wrong_key_is_refused (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = ed_test_other_key };
  EdDb *db = ed_test_open_db (fixture, ed_test_key);

  ed_test_exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  ed_db_close (db);
  ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
  options.key = NULL;
  ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = ed_test_open_db (fixture, ed_test_key);
  ed_test_assert_query (db, "SELECT a FROM t", "kept");
  ed_db_close (db);
}

static void
test_plain_file_is_refused_with_key (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = ed_test_key };
  EdDb *db = ed_test_open_db (fixture, NULL);

  ed_test_exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  ed_db_close (db);
  ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = ed_test_open_db (fixture, NULL);
  ed_test_assert_query (db, "SELECT a FROM t", "kept");
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
      ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
      options.key = ed_test_key;
      ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
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
      EdDbOptions options = { .path = paths[i], .key = ed_test_key };

      ed_test_assert_open_fails (&options, ED_DB_ERROR_IO);
    }
}

static void
test_read_only_does_not_write (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = ed_test_key, .read_only = TRUE };
  g_autoptr (EdDb) writer = NULL;
  g_autoptr (EdDb) reader = NULL;
  g_autoptr (GError) error = NULL;

  ed_test_assert_open_fails (&options, ED_DB_ERROR_IO);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  writer = ed_test_open_db (fixture, ed_test_key);
  ed_test_exec (writer, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('seen')");
  reader = ed_db_open (&options, &error);
  g_assert_no_error (error);
  ed_test_assert_query (reader, "SELECT a FROM t", "seen");
  g_assert_false (ed_db_exec (reader, "DELETE FROM t", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_IO);
}

static void
test_rekey_replaces_key (Fixture *fixture, gconstpointer unused)
{
  EdDbOptions options = { .path = fixture->path, .key = ed_test_key };
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_test_open_db (fixture, ed_test_key);

  ed_test_exec (db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('kept')");
  g_assert_true (ed_db_rekey (db, ed_test_other_key, &error));
  g_assert_no_error (error);
  ed_test_assert_query (db, "SELECT a FROM t", "kept");
  ed_test_exec (db, "INSERT INTO t VALUES ('new')");
  ed_db_close (db);
  ed_test_assert_open_fails (&options, ED_DB_ERROR_KEY);
  db = ed_test_open_db (fixture, ed_test_other_key);
  ed_test_assert_query (db, "SELECT count(*) FROM t", "2");
  ed_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) \
  g_test_add ("/sql/" path, Fixture, data, ed_test_set_up, function, ed_test_tear_down)

  ADD ("key/hides-content", ed_test_key, test_key_hides_content);
  ADD ("key/none-shows-content", NULL, test_key_hides_content);
  ADD ("key/rewriting-hides-content", ed_test_key, test_rewriting_hides_content);
  ADD ("key/rewriting-without-shows-content", NULL, test_rewriting_hides_content);
  ADD ("key/wrong-one-is-refused", NULL, test_wrong_key_is_refused);
  ADD ("key/plain-file-is-refused", NULL, test_plain_file_is_refused_with_key);
  ADD ("db/no-database-is-refused", NULL, test_no_database_is_refused);
  ADD ("db/unwritable-place-is-refused", NULL, test_place_that_cannot_be_written_is_refused);
  ADD ("db/read-only-does-not-write", NULL, test_read_only_does_not_write);
  ADD ("key/rekey-replaces-it", NULL, test_rekey_replaces_key);
  return g_test_run ();
}
