/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All rows of a database, from one engine to the other and back. */

#include "sql/transcript.h"

#include <string.h>

#include "sql/db-fixture.h"
#include "sql/migrate.h"
#include "support/test-database.h"

static const char ddl[] = "CREATE TABLE thing (\n"
                          "  kind TEXT NOT NULL,\n"
                          "  n INTEGER NOT NULL,\n"
                          "  story TEXT,\n"
                          "  \"user\" TEXT,\n"
                          "  bytes BLOB,\n"
                          "  number INTEGER,\n"
                          "  PRIMARY KEY (kind, n)\n"
                          ");\n"
                          "CREATE TABLE named (name TEXT NOT NULL PRIMARY KEY);\n"
                          "CREATE TABLE counted (id INTEGER PRIMARY KEY, at TEXT NOT NULL);\n"
                          "CREATE TABLE vacant (id INTEGER NOT NULL PRIMARY KEY);\n";

static const char later[] = "ALTER TABLE counted ADD COLUMN seal INTEGER;\n";

static const EdMigration migrations[] = { { 1, ddl }, { 2, later } };

typedef struct
{
  Fixture here;
  Fixture there;
  EdDb *file, *second;
  char *url;
  EdDb *postgres;
} Place;

static void
migrate (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  ed_db_migrate (db, migrations, G_N_ELEMENTS (migrations), &error);
  g_assert_no_error (error);
}

static void
set_up (Place *place, gconstpointer unused)
{
  ed_test_set_up (&place->here, NULL);
  ed_test_set_up (&place->there, NULL);
  place->file = ed_test_open_db (&place->here, NULL);
  place->second = ed_test_open_db (&place->there, NULL);
  place->url = ed_test_database_new ();
  place->postgres = ed_test_database_open (place->url);
  migrate (place->file);
  migrate (place->second);
  migrate (place->postgres);
}

static void
tear_down (Place *place, gconstpointer unused)
{
  ed_db_close (place->file);
  ed_db_close (place->second);
  ed_db_close (place->postgres);
  ed_test_database_drop (place->url);
  ed_test_tear_down (&place->here, NULL);
  ed_test_tear_down (&place->there, NULL);
}

/* More rows than are read at once, in an order of their keys that is not that of writing, with
 * everything that a column may hold. */
static void
fill (EdDb *db)
{
  static const char *const stories[] = { NULL, "", "a\nb\t\"c\" 'd' \\ e", "Zürich, ő, 漢字" };
  static const gint64 numbers[] = { 0, -1, G_MAXINT64, G_MININT64 };

  ed_test_begin (db, TRUE);
  for (guint i = 0; i < 100; i++)
    {
      EdStatement *insert =
          ed_test_prepare (db, "INSERT INTO thing VALUES ($1, $2, $3, $4, $5, $6)");
      g_autofree char *bytes = g_strdup_printf ("%c%c\\x%u'%c", 0, 0xff, i, 0);
      const char *user = i % 2 == 0 ? "anna" : NULL;

      ed_statement_bind_text (insert, 1, i % 3 == 0 ? "é" : "Z");
      ed_statement_bind_int (insert, 2, (gint64) (i * 37 % 100) - 50);
      ed_statement_bind_text (insert, 3, stories[i % G_N_ELEMENTS (stories)]);
      ed_statement_bind_text (insert, 4, user);
      if (i % 5 == 0)
        ed_statement_bind_null (insert, 5);
      else
        ed_statement_bind_blob (insert, 5, bytes, i % 7);
      ed_statement_bind_int (insert, 6, numbers[i % G_N_ELEMENTS (numbers)]);
      ed_test_run (insert);
    }
  ed_test_exec (db, "INSERT INTO named VALUES ('one'), ('Two'), ('')");
  for (guint i = 1; i <= 64; i++)
    {
      EdStatement *insert = ed_test_prepare (db, "INSERT INTO counted (id, at) VALUES ($1, 'x')");

      ed_statement_bind_int (insert, 1, i * 3);
      ed_test_run (insert);
    }
  ed_test_commit (db);
}

/* All that a file holds, as text. */
static char *
dump (EdDb *file)
{
  static const char *const all[] = {
    "SELECT group_concat (quote (kind) || quote (n) || quote (story) || quote (\"user\")"
    " || quote (bytes) || quote (number), ';') FROM (SELECT * FROM thing ORDER BY kind, n)",
    "SELECT group_concat (quote (name)) FROM (SELECT * FROM named ORDER BY name)",
    "SELECT group_concat (quote (id) || at || quote (seal))"
    " FROM (SELECT * FROM counted ORDER BY id)",
    "SELECT count(*) FROM vacant",
    "SELECT version FROM schema_version",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *part = ed_test_query (file, all[i]);

      g_string_append_printf (text, "%s\n", part);
    }
  return g_string_free (text, FALSE);
}

static void
transcribe (EdDb *from, EdDb *to, EdDb *file)
{
  g_autoptr (GError) error = NULL;

  ed_test_begin (from, FALSE);
  ed_test_begin (to, TRUE);
  ed_db_transcribe (from, to, file, &error);
  g_assert_no_error (error);
  ed_test_commit (to);
  ed_db_rollback (from);
}

static void
test_rows_go_there_and_back (Place *place, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL;

  fill (place->file);
  transcribe (place->file, place->postgres, place->file);
  ed_test_assert_query (place->postgres, "SELECT count(*)::text FROM thing", "100");
  transcribe (place->postgres, place->second, place->second);
  before = dump (place->file);
  after = dump (place->second);
  g_assert_cmpuint (strlen (before), >, 1000);
  g_assert_cmpstr (before, ==, after);
}

/* Where rows get their numbers from the engine, it goes on behind those that came. */
static void
test_count_goes_on (Place *place, gconstpointer unused)
{
  fill (place->file);
  transcribe (place->file, place->postgres, place->file);
  ed_test_exec (place->postgres, "INSERT INTO counted (at) VALUES ('y')");
  ed_test_assert_query (place->postgres, "SELECT id::text FROM counted WHERE at = 'y'", "193");
}

/* Nothing is mixed: where a row is already, all fails. */
static void
test_full_table_is_refused (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fill (place->file);
  ed_test_exec (place->postgres, "INSERT INTO named VALUES ('one')");
  ed_test_begin (place->file, FALSE);
  ed_test_begin (place->postgres, TRUE);
  g_assert_false (ed_db_transcribe (place->file, place->postgres, place->file, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_CONSTRAINT);
  g_assert_true (g_str_has_prefix (error->message, "table named: "));
  ed_db_rollback (place->postgres);
  ed_db_rollback (place->file);
  ed_test_assert_query (place->postgres, "SELECT count(*)::text FROM counted", "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/sql/transcript/" path, Place, NULL, set_up, function, tear_down)
  ADD ("rows-go-there-and-back", test_rows_go_there_and_back);
  ADD ("count-goes-on", test_count_goes_on);
  ADD ("full-table-is-refused", test_full_table_is_refused);
  return g_test_run ();
}
