/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/db-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

const guint8 ed_test_key[32] = "0123456789abcdef0123456789abcde";
const guint8 ed_test_other_key[32] = "fedcba9876543210fedcba987654321";

void
ed_test_set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ed-db-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

void
ed_test_tear_down (Fixture *fixture, gconstpointer unused)
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

EdDb *
ed_test_open_db (Fixture *fixture, const guint8 *with_key)
{
  g_autoptr (GError) error = NULL;
  EdDbOptions options = { .path = fixture->path, .key = with_key, .busy_timeout_ms = 1 };
  EdDb *db = ed_db_open (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

void
ed_test_assert_open_fails (const EdDbOptions *options, EdDbError code)
{
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_db_open (options, &error);

  g_assert_error (error, ED_DB_ERROR, (int) code);
  g_assert_null (db);
}

void
ed_test_exec (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ed_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

EdStatement *
ed_test_prepare (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  EdStatement *statement = ed_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_nonnull (statement);
  return statement;
}

gboolean
ed_test_step (EdStatement *statement)
{
  g_autoptr (GError) error = NULL;
  gboolean row = ed_statement_step (statement, &error);

  g_assert_no_error (error);
  return row;
}

void
ed_test_run (EdStatement *statement)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_statement_run (statement, &error));
  g_assert_no_error (error);
}

void
ed_test_begin (EdDb *db, gboolean write)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_begin (db, write, &error));
  g_assert_no_error (error);
}

void
ed_test_commit (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_commit (db, &error));
  g_assert_no_error (error);
}

void
ed_test_savepoint (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_savepoint (db, &error));
  g_assert_no_error (error);
}

char *
ed_test_query (EdDb *db, const char *sql)
{
  g_autoptr (EdStatement) statement = ed_test_prepare (db, sql);

  g_assert_true (ed_test_step (statement));
  return g_strdup (ed_statement_text (statement, 0));
}

void
ed_test_assert_query (EdDb *db, const char *sql, const char *expected)
{
  g_autofree char *actual = ed_test_query (db, sql);

  g_assert_cmpstr (actual, ==, expected);
}

gboolean
ed_test_file_holds (const char *path, const char *text)
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
