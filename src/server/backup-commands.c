/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands that keep an organisation's data safe: backup-key, backup, restore,
 * recovered, check. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/platform.h"
#include "server/api-state.h"
#include "server/backup-file.h"
#include "server/backup-table.h"
#include "server/checkup.h"
#include "server/commands.h"
#include "server/crossing.h"
#include "server/database.h"
#include "server/founding.h"
#include "server/organisation-table.h"
#include "server/passage.h"
#include "server/restoration.h"
#include "server/secret-file.h"
#include "sql/postgres-place.h"

#define DATABASE "organisation.db"
#define ENDING ".backup"
#define SECRET "secret" /* in a backup */
#define NOTE_TRIES 60

/* What stands beside the database, by its name in a backup and in the data folder. */
static const struct
{
  const char *packed, *name;
} besides[] = {
  { "tls-ca.pem", "tls/ca.pem" },
  { "tls-ca-key.pem", "tls/ca-key.pem" },
  { "tls-server.pem", "tls/server.pem" },
  { "tls-server-key.pem", "tls/server-key.pem" },
};

static char *
name_moment (const char *before, const char *after)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strconcat (before, moment, after, NULL);
}

/* It is there under its new name, also after a loss of power: clients drop what a backup has. */
static gboolean
rename_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autofree char *folder = g_path_get_dirname (to);

  return g_file_move (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error)
         && ed_platform_sync_folder (folder, error);
}

static gboolean
check_whole (EdDb *db, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (!ed_checkup_run (db, faults, error))
    return FALSE;
  if (faults->len == 0)
    return TRUE;
  g_set_error (error,
               ED_DB_ERROR,
               ED_DB_ERROR_FAILED,
               "the database is not whole (check says it all): %s",
               (const char *) faults->pdata[0]);
  return FALSE;
}

/* --- backup ----------------------------------------------------------------------------------- */

int
ed_command_backup_key (int argc, char **argv)
{
  g_autofree char *to = NULL, *shown = NULL;
  const GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, "New file for the secret key", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Makes the pair of keys for backups."))
    return ED_EXIT_USAGE;
  if (to == NULL)
    return ed_command_misuse ("backup-key needs --to");
  if (ed_secrets_init ())
    shown = ed_backup_key_make (to, &error);
  if (shown == NULL)
    return ed_command_fail (error);
  g_print ("public: %s\n", shown);
  return 0;
}

typedef struct
{
  char *data, *database, *to, *key; /* DATABASE: URL, or NULL: a file in the folder */
  char *secret_file;                /* NULL: the usual */
  int keep;
} Backup;

/* With another key than the database's own a backup would be worth less than it seems. */
static gboolean
find_secret (const Backup *backup, EdDb *copy, char **secret, GError **error)
{
  g_autofree char *path = ed_secret_file_locate (backup->data, backup->secret_file);

  return ed_secret_file_find (copy, path, secret, error);
}

/* SECRET, or NULL, is sealed like all of the backup, to a key that is not here. */
static gboolean
pack (const Backup *backup, const char *copy, const char *secret, const char *path, GError **error)
{
  guint8 key[ED_SECRET_BYTES];
  g_autoptr (EdBackupWriter) writer = NULL;

  if (!ed_backup_key_read_public (backup->key, key, error))
    return FALSE;
  writer = ed_backup_writer_new (path, key, error);
  if (writer == NULL || !ed_backup_writer_add (writer, DATABASE, copy, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (besides); i++)
    {
      g_autofree char *file = g_build_filename (backup->data, besides[i].name, NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS)
          && !ed_backup_writer_add (writer, besides[i].packed, file, error))
        return FALSE;
    }
  return (secret == NULL || ed_backup_writer_add (writer, SECRET, secret, error))
         && ed_backup_writer_finish (writer, error);
}

static gboolean
try_to_note (EdDb *db, EdDb *copy, gint64 at, gint64 length, GError **error)
{
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (ed_backups_add (db, copy, at, length, error) && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

/* Servers that write meanwhile may be in the way: the pauses grow, and are drawn. */
static gboolean
note (EdDb *db, EdDb *copy, gint64 at, const char *path, GError **error)
{
  GStatBuf buffer;
  GError *local = NULL;
  gboolean noted;

  if (g_stat (path, &buffer) != 0)
    buffer.st_size = 0;
  noted = try_to_note (db, copy, at, buffer.st_size, &local);
  for (guint i = 1; i < NOTE_TRIES && g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_CONFLICT);
       i++)
    {
      g_clear_error (&local);
      g_usleep ((gulong) g_random_int_range (1, (gint32) MIN (2 * i, 50)) * 1000);
      noted = try_to_note (db, copy, at, buffer.st_size, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return noted;
}

/* The database that is to be backed up, and where its copy may stand meanwhile. */
static EdDb *
open_source (const Backup *backup, GError **error)
{
  g_autofree char *location = ed_database_locate (backup->data, backup->database);
  g_autoptr (EdDb) db = NULL;

  if (!ed_database_is_shared (location) && !g_file_test (location, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   G_FILE_ERROR,
                   G_FILE_ERROR_NOENT,
                   "%s holds no organisation (PostgreSQL: --database)",
                   backup->data);
      return NULL;
    }
  db = ed_database_open (location, FALSE, NULL, error);
  if (db == NULL || !ed_platform_make_private_folder (backup->data, error))
    {
      ed_database_explain (location, error);
      return NULL;
    }
  return g_steal_pointer (&db);
}

static gboolean
back_up (const Backup *backup, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *file = NULL, *secret = NULL;
  g_autoptr (EdPassage) passage = NULL;
  g_autoptr (EdDb) db = open_source (backup, error), copy = NULL;
  gint64 at;

  passage = db != NULL ? ed_passage_new (backup->data, error) : NULL;
  if (passage == NULL)
    return FALSE;
  file = g_build_filename (ed_passage_path (passage), DATABASE, NULL);
  at = ed_clock_now (ed_clock_system ());
  if (!ed_crossing_to_file (db, file, error))
    return FALSE;
  copy = ed_database_open (file, TRUE, NULL, error);
  g_unlink (part);
  return copy != NULL && check_whole (copy, error) && find_secret (backup, copy, &secret, error)
         && pack (backup, file, secret, part, error) && rename_file (part, path, error)
         && note (db, copy, at, path, error);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* Of the backups that stand in FOLDER the latest KEEP stay. */
static void
prune (const char *folder, guint keep)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ENDING))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = keep; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_unlink (path);
    }
}

int
ed_command_backup (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *to = NULL, *key = NULL, *path = NULL;
  g_autofree char *secret_file = NULL;
  Backup backup = { 0 };
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the server", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, "New file, or a folder for one", "PATH" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, "Public key that backup-key printed", "KEY" },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file, ED_COMMAND_SECRET, "FILE" },
    { "keep", 0, 0, G_OPTION_ARG_INT, &backup.keep, "So many in the folder; else all", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Writes an encrypted backup, also while serving."))
    return ED_EXIT_USAGE;
  if (data == NULL || to == NULL || key == NULL || backup.keep < 0)
    return ed_command_misuse ("backup needs --data, --to and --key");
  if (g_file_test (to, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = name_moment ("experts-dashboard-", ENDING);

      path = g_build_filename (to, name, NULL);
    }
  backup.data = data;
  backup.database = database;
  backup.to = to;
  backup.key = key;
  backup.secret_file = secret_file;
  if (!ed_secrets_init () || !back_up (&backup, path != NULL ? path : to, &error))
    return ed_command_fail (error);
  if (path != NULL && backup.keep > 0)
    prune (to, (guint) backup.keep);
  g_print ("backup: %s\n", path != NULL ? path : to);
  return 0;
}

/* --- restore ---------------------------------------------------------------------------------- */

/* The files that are a database together. */
static const char *const endings[] = { "", "-wal", "-shm" };

static gboolean
is_taken (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Where nothing is that was put aside before. */
static char *
name_aside (const char *data)
{
  g_autofree char *moment = name_moment (DATABASE ".before-", "");
  char *aside = g_build_filename (data, moment, NULL);

  for (guint n = 2; is_taken (aside); n++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%s-%u", data, moment, n);
    }
  return aside;
}

/* Takes the present database, broken or not, out of the way. */
static gboolean
put_aside (const char *data, GError **error)
{
  g_autofree char *aside = name_aside (data);
  g_autofree char *head = g_build_filename (data, "head", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (data, G_DIR_SEPARATOR_S DATABASE, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside, endings[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && !rename_file (from, to, error))
        return FALSE;
    }
  g_unlink (head);
  return TRUE;
}

#define WHAT_FOLLOWS                                                               \
  "Desktop programs hand back by themselves what %s had not. Running numbers of\n" \
  "new cases skip 1000; mails that waited then are not sent.\n"

/* Makes what was put back a database that clients can come back to. */
static gboolean
prepare (EdDb *db, GError **error)
{
  return ed_database_update (db, error) && check_whole (db, error)
         && ed_restoration_apply (db, TRUE, ed_clock_now (ed_clock_system ()), error)
         && ed_db_checkpoint (db, error);
}

static gboolean
prepare_unpacked (const char *passage, GError **error)
{
  g_autofree char *file = g_build_filename (passage, DATABASE, NULL);
  g_autoptr (EdDb) db = ed_database_open (file, FALSE, NULL, error);

  return db != NULL && prepare (db, error);
}

/* Files beside the database come back where there are none: present ones may be newer. */
static gboolean
move_besides (const char *passage, const char *data, GError **error)
{
  g_autofree char *authority = g_build_filename (data, besides[0].name, NULL);
  g_autofree char *folder = g_path_get_dirname (authority);

  if (g_file_test (authority, G_FILE_TEST_EXISTS))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (besides); i++)
    {
      g_autofree char *from = g_build_filename (passage, besides[i].packed, NULL);
      g_autofree char *to = g_build_filename (data, besides[i].name, NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS)
          && (!ed_platform_make_private_folder (folder, error) || !rename_file (from, to, error)))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  char *data, *database, *from, *key_file; /* DATABASE: URL, or NULL: a file in the folder */
  gboolean replace;
  char *secret_file; /* NULL: the usual */
} Restore;

/* Nothing that is there is lost. */
static gboolean
check_free (const Restore *restore, const char *location, GError **error)
{
  if (ed_database_is_shared (location) || restore->replace
      || !g_file_test (location, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_EXIST,
               "%s holds an organisation already: --replace puts its database aside",
               restore->data);
  return FALSE;
}

/* Writes FILE into DB, where no organisation is. */
static gboolean
fill_shared (const Restore *restore, const char *passage, EdDb *db, GError **error)
{
  g_autofree char *file = g_build_filename (passage, DATABASE, NULL);

  return ed_crossing_from_file (file, db, error) && check_whole (db, error)
         && move_besides (passage, restore->data, error);
}

/* The same aside, and nothing that is there is touched before all of it is. */
static gboolean
replace_shared (const Restore *restore, const char *passage, EdDb *db, GError **error)
{
  g_autofree char *home = NULL, *name = NULL;

  if (!ed_crossing_step_aside (db, &home, error))
    return FALSE;
  if (fill_shared (restore, passage, db, error) && ed_crossing_take_place (db, home, &name, error))
    {
      g_print ("put aside: schema %s\n", name);
      return TRUE;
    }
  ed_crossing_step_back (db, home);
  return FALSE;
}

static gboolean
put_into_shared (const Restore *restore, const char *passage, const char *url, GError **error)
{
  g_autoptr (EdDb) db = ed_database_open (url, FALSE, NULL, error);
  gboolean used = FALSE, done = FALSE;

  if (db != NULL && ed_postgres_is_used (db, &used, error))
    done = (used && restore->replace ? replace_shared : fill_shared) (restore, passage, db, error);
  return done || ed_database_explain (url, error);
}

/* What was unpacked takes its place, the database last. */
static gboolean
put_in_place (const Restore *restore, const char *passage, const char *location, GError **error)
{
  g_autofree char *file = g_build_filename (passage, DATABASE, NULL);

  if (ed_database_is_shared (location))
    return put_into_shared (restore, passage, location, error);
  return put_aside (restore->data, error) && move_besides (passage, restore->data, error)
         && rename_file (file, location, error);
}

/* The key that the backup's database knows; another one that is there is put aside. */
static gboolean
put_secret (const Restore *restore, const char *passage, GError **error)
{
  g_autofree char *from = g_build_filename (passage, SECRET, NULL);
  g_autofree char *to = ed_secret_file_locate (restore->data, restore->secret_file);
  guint8 key[ED_SECRET_BYTES];
  gboolean done;

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  done = ed_secret_file_read (from, key, error) && ed_secret_file_write (to, key, error);
  ed_secrets_clear (key, sizeof key);
  return done;
}

static gboolean
restore_backup (const Restore *restore, GError **error)
{
  g_autofree char *location = ed_database_locate (restore->data, restore->database);
  g_autoptr (EdLock) lock = NULL;
  g_autoptr (EdPassage) passage = NULL;
  const char *path;
  guint8 key[ED_SECRET_BYTES];

  if (!ed_backup_key_read_secret (restore->key_file, key, error)
      || !ed_platform_make_private_folder (restore->data, error))
    return FALSE;
  if (!ed_database_is_shared (location))
    {
      lock = ed_api_lock (restore->data, error);
      if (lock == NULL)
        return FALSE;
    }
  passage = check_free (restore, location, error) ? ed_passage_new (restore->data, error) : NULL;
  if (passage == NULL)
    return FALSE;
  path = ed_passage_path (passage);
  return ed_backup_unpack (restore->from, key, path, error) && prepare_unpacked (path, error)
         && put_in_place (restore, path, location, error) && put_secret (restore, path, error);
}

int
ed_command_restore (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *from = NULL, *key_file = NULL, *name = NULL;
  g_autofree char *secret_file = NULL;
  gboolean replace = FALSE;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder to put the database into", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, "Into PostgreSQL", "URL" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, "The backup", "FILE" },
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &key_file, "That backup-key wrote", "FILE" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, "Also where there is one; it stays", NULL },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file, ED_COMMAND_SECRET, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  Restore restore;
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Puts a backup in place while nothing serves."))
    return ED_EXIT_USAGE;
  if (data == NULL || from == NULL || key_file == NULL)
    return ed_command_misuse ("restore needs --data, --from and --key-file");
  restore = (Restore){ data, database, from, key_file, replace, secret_file };
  if (!ed_secrets_init () || !restore_backup (&restore, &error))
    return ed_command_fail (error);
  name = database != NULL ? ed_database_describe (database) : g_strdup (data);
  g_print ("restored: %s\n" WHAT_FOLLOWS, name, "the backup");
  return 0;
}

/* --- recovered -------------------------------------------------------------------------------- */

/* *DONE: it was told before, and nobody has worked with it since. */
static gboolean
tell_recovered (const char *url, gboolean again, gboolean *done, GError **error)
{
  g_autoptr (EdDb) db = ed_database_open (url, FALSE, NULL, error);

  *done = FALSE;
  if (db == NULL || !ed_organisation_is_there (db, error))
    return ed_database_explain (url, error);
  if (!ed_restoration_check_alone (db, error)
      || (!again && !ed_restoration_is_done (db, done, error)))
    return FALSE;
  return *done || prepare (db, error);
}

int
ed_command_recovered (int argc, char **argv)
{
  g_autofree char *database = NULL, *name = NULL;
  gboolean again = FALSE, done;
  const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, "That was recovered", "URL" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, "Also where nothing happened since", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc,
                         &argv,
                         options,
                         "Tells a PostgreSQL database that it is back at an earlier point."))
    return ED_EXIT_USAGE;
  if (database == NULL || !ed_database_is_shared (database))
    return ed_command_misuse (
        "recovered needs --database with the URL of PostgreSQL (a file: restore)");
  if (!ed_secrets_init () || !tell_recovered (database, again, &done, &error))
    return ed_command_fail (error);
  name = ed_database_describe (database);
  if (done)
    g_print ("recovered already: %s\n"
             "Nothing happened there since. If it was put back once more, say --again.\n",
             name);
  else
    g_print ("recovered: %s\n" WHAT_FOLLOWS, name, "the database");
  return 0;
}
