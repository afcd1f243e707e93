/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups of PostgreSQL, made by the program while others write, and what they are restored into: a
 * file, and PostgreSQL again. */

#include <gio/gio.h>
#include <string.h>

#include "house.h"
#include "server/database.h"
#include "support/server-process.h"
#include "support/test-database.h"

#define N_CASES 40

typedef struct
{
  House house;
  char *folder, *data, *key_file, *key, *backup;
} Place;

static const char *
program (void)
{
  return g_getenv ("ED_SERVER");
}

static void
set_up (Place *place, gconstpointer unused)
{
  g_autofree char *said = NULL;

  house_set_up_with_case (&place->house, NULL);
  place->folder = g_dir_make_tmp ("ed-moving-XXXXXX", NULL);
  place->data = g_build_filename (place->folder, "data", NULL);
  place->key_file = g_build_filename (place->folder, "key", NULL);
  place->backup = g_build_filename (place->folder, "one.backup", NULL);
  said = ed_server_command (program (), "backup-key", "--to", place->key_file, NULL);
  place->key = g_strchomp (g_strdup (said + strlen ("public: ")));
}

static void
tear_down (Place *place, gconstpointer unused)
{
  house_tear_down (&place->house, NULL);
  ed_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->data);
  g_free (place->key_file);
  g_free (place->key);
  g_free (place->backup);
}

/* DATABASE NULL: of the file in the folder DATA. */
static void
back_up (Place *place, const char *data, const char *database)
{
  g_autofree char *secret = g_build_filename (place->house.office->folder, "secret", NULL);

  g_free (ed_server_command (program (),
                             "backup",
                             "--data",
                             data,
                             "--to",
                             place->backup,
                             "--key",
                             place->key,
                             "--secret-file",
                             secret,
                             database != NULL ? "--database" : NULL,
                             database,
                             NULL));
}

/* Its exit status; what it said into *SAID. */
static int
restore (Place *place, const char *data, const char *database, const char *option, char **said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                        &error,
                        program (),
                        "restore",
                        "--data",
                        data,
                        "--from",
                        place->backup,
                        "--key-file",
                        place->key_file,
                        database != NULL ? "--database" : NULL,
                        database,
                        option,
                        NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, said, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", *said);
  return g_subprocess_get_exit_status (process);
}

static void
must_restore (Place *place, const char *data, const char *database)
{
  g_autofree char *said = NULL;

  g_assert_cmpint (restore (place, data, database, NULL, &said), ==, 0);
}

/* A line for each row of what a restore leaves as it was. */
static char *
dump (const char *folder)
{
  static const char *const all[] = {
    "SELECT type || id || rev || body FROM document ORDER BY type, id",
    "SELECT audience || type || id || rev || COALESCE (body, '-') || gone || xid || ' ' || seq"
    " FROM view ORDER BY audience, type, id",
    "SELECT account || id || seq || hex (hmac) || result FROM command ORDER BY account, id",
    "SELECT account || id || body FROM command_body ORDER BY account, id",
    "SELECT number || case_id FROM case_number ORDER BY number",
    "SELECT xid || ' ' || mark || COALESCE (audiences, '-') FROM batch ORDER BY xid",
    "SELECT account || \"user\" || hash || roles FROM credential ORDER BY account",
    "SELECT id || account || last_seq || hex (vault_half) FROM device ORDER BY id",
    "SELECT hex (hash) || sign_in || kind FROM token ORDER BY hash",
    "SELECT case_id || expert FROM holding ORDER BY case_id",
    "SELECT hex (cursor_key) || hex (sealing_secret) || id FROM organisation",
  };
  g_autofree char *location = ed_database_locate (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_database_open (location, TRUE, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (EdStatement) row = ed_db_query (db, &error, all[i], "");

      g_assert_no_error (error);
      while (ed_statement_step (row, &error))
        g_string_append_printf (text, "%u %s\n", i, ed_statement_text (row, 0));
      g_assert_no_error (error);
    }
  return g_string_free (text, FALSE);
}

static char *
read_secret (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "secret", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_same_secret (const char *one, const char *two)
{
  g_autofree char *first = read_secret (one), *second = read_secret (two);

  g_assert_cmpstr (first, ==, second);
}

/* From PostgreSQL into a file, from the file into another PostgreSQL, and from there into a file
 * again: each is whole and served, and the last has what the first had. */
static void
test_house_is_moved (Place *place, gconstpointer unused)
{
  Office *office = place->house.office;
  g_autofree char *first = g_build_filename (place->folder, "first", NULL);
  g_autofree char *last = g_build_filename (place->folder, "last", NULL);
  g_autofree char *before = NULL, *after = NULL, *option = NULL;
  char *other = ed_test_database_new ();

  for (guint i = 0; i < N_CASES; i++)
    g_free (person_create_case (place->house.coordinator, "legal"));
  back_up (place, office->folder, office->database);
  must_restore (place, first, NULL);
  g_free (ed_server_command (program (), "check", "--data", first, NULL));
  before = dump (first);
  back_up (place, first, NULL);
  must_restore (place, place->data, other);
  g_free (ed_server_command (program (), "check", "--database", other, NULL));
  back_up (place, place->data, other);
  must_restore (place, last, NULL);
  after = dump (last);
  g_assert_cmpstr (before, ==, after);
  assert_same_secret (office->folder, first);
  assert_same_secret (office->folder, place->data);
  assert_same_secret (office->folder, last);

  option = ed_test_database_option (other);
  ed_server_process_stop (ed_server_process_start_with (program (), place->data, 0, option));
  ed_server_process_stop (ed_server_process_start (program (), last, 0));
  ed_test_database_drop (other);
}

/* Cases go on being made while it is taken. */
typedef struct
{
  Place *place;
  gint done; /* atomic */
} Work;

static gpointer
make_backup (gpointer data)
{
  Work *work = data;

  for (guint i = 0; i < 3; i++)
    {
      g_free (work->place->backup);
      work->place->backup = g_strdup_printf ("%s/%u.backup", work->place->folder, i);
      back_up (work->place, work->place->data, work->place->house.office->database);
    }
  g_atomic_int_set (&work->done, 1);
  return NULL;
}

/* A backup is of one moment, and after it programs are told what it has. */
static void
test_backup_is_of_one_moment (Place *place, gconstpointer unused)
{
  House *house = &place->house;
  g_autofree char *copy = g_build_filename (place->folder, "copy", NULL);
  g_autoptr (Pull) pull = NULL;
  Work work = { place, 0 };
  GThread *thread = g_thread_new ("backup", make_backup, &work);
  gint64 durable;

  while (g_atomic_int_get (&work.done) == 0)
    g_free (person_create_case (house->coordinator, "legal"));
  g_thread_join (thread);
  pull = person_pull (house->coordinator, 500);
  durable = json_object_get_int_member (pull->end, "durable");
  g_assert_cmpint (durable, >, 0);
  g_assert_cmpint (durable, <, house->coordinator->seq);
  must_restore (place, copy, NULL);
  g_free (ed_server_command (program (), "check", "--data", copy, NULL));
  {
    g_autofree char *location = ed_database_locate (copy, NULL);
    g_autoptr (EdDb) db = ed_database_open (location, TRUE, NULL, NULL);
    g_autoptr (EdStatement) row =
        ed_db_query (db,
                     NULL,
                     "SELECT last_seq, (SELECT COUNT(*) FROM command WHERE device = $1)"
                     " FROM device WHERE id = $1",
                     "t",
                     house->coordinator->device);

    g_assert_true (ed_statement_step (row, NULL));
    g_assert_cmpint (ed_statement_int (row, 0), ==, durable);
    g_assert_cmpint (ed_statement_int (row, 1), ==, durable);
  }
}

/* What is there is not written over, nor is what somebody uses. */
static void
test_full_database_is_refused (Place *place, gconstpointer unused)
{
  Office *office = place->house.office;
  g_autofree char *said = NULL;
  gint64 cases = house_count (&place->house, "SELECT count(*) FROM case_number");

  back_up (place, place->data, office->database);
  g_assert_cmpint (restore (place, place->data, office->database, NULL, &said), ==, 1);
  g_assert_nonnull (strstr (said, "another experts-dashboard-server is using the database"));
  g_clear_pointer (&said, g_free);
  office_close (office);
  ed_test_database_kill_connections (office->database);
  g_assert_cmpint (restore (place, place->data, office->database, NULL, &said), ==, 1);
  g_assert_nonnull (strstr (said, "holds an organisation already"));
  office_open (office);
  g_assert_cmpint (house_count (&place->house, "SELECT count(*) FROM case_number"), ==, cases);
}

static void
exec_in (const char *url, const char *sql)
{
  EdDb *db = ed_test_database_open (url);
  g_autoptr (GError) error = NULL;

  ed_db_exec (db, sql, &error);
  g_assert_no_error (error);
  ed_db_close (db);
}

/* Leaves the database alone, with what was done since the backup in it. */
static gint64
work_on_and_leave (Place *place)
{
  House *house = &place->house;
  gint64 cases;

  back_up (place, place->data, house->office->database);
  for (guint i = 0; i < 3; i++)
    g_free (person_create_case (house->coordinator, "legal"));
  cases = house_count (house, "SELECT count(*) FROM case_number");
  office_close (house->office);
  ed_test_database_kill_connections (house->office->database);
  return cases;
}

/* What is there goes into a schema of its own, whole, and what was put back is served. */
static void
test_database_is_replaced (Place *place, gconstpointer unused)
{
  House *house = &place->house;
  Office *office = house->office;
  g_autofree char *said = NULL, *count = NULL, *name = NULL, *drop = NULL;
  gint64 cases;
  const char *at;

  back_up (place, place->data, office->database);
  g_assert_cmpint (restore (place, place->data, office->database, "--replace", &said), ==, 1);
  g_assert_nonnull (strstr (said, "another experts-dashboard-server is using the database"));
  g_clear_pointer (&said, g_free);
  cases = work_on_and_leave (place);
  g_assert_cmpint (restore (place, place->data, office->database, "--replace", &said), ==, 0);
  at = strstr (said, "put aside: schema ");
  g_assert_nonnull (at);
  at += strlen ("put aside: schema ");
  name = g_strndup (at, strcspn (at, "\n"));
  g_free (ed_server_command (program (), "check", "--database", office->database, NULL));

  office_open (office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM case_number"), ==, cases - 3);
  count = g_strdup_printf ("SELECT count(*) FROM %s.case_number", name);
  g_assert_cmpint (house_count (house, count), ==, cases);
  house->coordinator->seq -= 3; /* which the server has not */
  g_free (person_create_case (house->coordinator, "legal"));
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM case_number"), ==, cases - 2);
  drop = g_strdup_printf ("DROP SCHEMA %s CASCADE", name);
  exec_in (office->database, drop);
  g_free (ed_server_command (program (), "check", "--database", office->database, NULL));
}

/* A replacement that fails has touched nothing, however far it came, and the next one is made. */
static void
test_failed_replacement_touches_nothing (Place *place, gconstpointer unused)
{
  static const struct
  {
    const char *command, *when;
  } moments[] = {
    { "CREATE TABLE", "pg_tables WHERE tablename = 'document' AND schemaname LIKE '%aside'" },
    { "ALTER TABLE", "pg_tables WHERE tablename = 'erased' AND schemaname LIKE '%aside'" },
    { "DROP SCHEMA", "pg_namespace WHERE nspname LIKE 'before%'" },
  };
  House *house = &place->house;
  const char *url = house->office->database;
  gint64 cases = work_on_and_leave (place);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *said = NULL;
      g_autofree char *refuse =
          g_strdup_printf ("CREATE FUNCTION refuse () RETURNS event_trigger LANGUAGE plpgsql AS $$"
                           "BEGIN IF EXISTS (SELECT 1 FROM %s) THEN RAISE 'no'; END IF; END$$;"
                           "CREATE EVENT TRIGGER refusal ON ddl_command_start WHEN TAG IN ('%s')"
                           " EXECUTE FUNCTION refuse ()",
                           moments[i].when,
                           moments[i].command);

      exec_in (url, refuse);
      g_assert_cmpint (restore (place, place->data, url, "--replace", &said), ==, 1);
      g_assert_null (strstr (said, "put aside"));
      exec_in (url, "DROP EVENT TRIGGER refusal; DROP FUNCTION refuse");
      office_open (house->office);
      g_assert_cmpint (house_count (house, "SELECT count(*) FROM case_number"), ==, cases);
      g_assert_cmpint (
          house_count (house, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'before%'"),
          ==,
          0);
      office_close (house->office);
      ed_test_database_kill_connections (url);
    }
  {
    g_autofree char *said = NULL;

    g_assert_cmpint (restore (place, place->data, url, "--replace", &said), ==, 0);
  }
  office_open (house->office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM case_number"), ==, cases - 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/moving/" path, Place, NULL, set_up, function, tear_down)
  ADD ("house-is-moved", test_house_is_moved);
  ADD ("backup-is-of-one-moment", test_backup_is_of_one_moment);
  ADD ("full-database-is-refused", test_full_database_is_refused);
  ADD ("database-is-replaced", test_database_is_replaced);
  ADD ("failed-replacement-touches-nothing", test_failed_replacement_touches_nothing);
  return g_test_run ();
}
