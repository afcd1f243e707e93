/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups as an operator makes them, with the real program, also while it serves; and backups that
 * are not what they should be. */

#define _GNU_SOURCE /* memmem() */

#include <glib/gstdio.h>
#include <string.h>

#include "base/platform.h"
#include "sql/db.h"
#include "support/server-process.h"

typedef struct
{
  char *folder, *data, *other, *key_file, *backup;
  char *key;
} Place;

static const char *
program (void)
{
  return g_getenv ("ED_SERVER");
}

static int
run (char **errors, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  char *word;
  va_list words;

  g_ptr_array_add (argv, (gpointer) program ());
  va_start (words, errors);
  while ((word = va_arg (words, char *)) != NULL)
    g_ptr_array_add (argv, word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
set_up (Place *place, gconstpointer unused)
{
  g_autofree char *said = NULL;

  place->folder = g_dir_make_tmp ("ed-backup-XXXXXX", NULL);
  place->data = g_build_filename (place->folder, "data", NULL);
  place->other = g_build_filename (place->folder, "other", NULL);
  place->key_file = g_build_filename (place->folder, "key", NULL);
  place->backup = g_build_filename (place->folder, "one.backup", NULL);
  g_free (ed_server_command (program (), "demo", "--data", place->data, NULL));
  said = ed_server_command (program (), "backup-key", "--to", place->key_file, NULL);
  g_assert_true (g_str_has_prefix (said, "public: "));
  place->key = g_strchomp (g_strdup (said + strlen ("public: ")));
}

static void
tear_down (Place *place, gconstpointer unused)
{
  ed_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->data);
  g_free (place->other);
  g_free (place->key_file);
  g_free (place->backup);
  g_free (place->key);
}

static void
make_backup (Place *place)
{
  g_free (ed_server_command (program (),
                             "backup",
                             "--data",
                             place->data,
                             "--to",
                             place->backup,
                             "--key",
                             place->key,
                             NULL));
}

static int
restore (Place *place, char **errors)
{
  return run (errors,
              "restore",
              "--data",
              place->other,
              "--from",
              place->backup,
              "--key-file",
              place->key_file,
              NULL);
}

/* Made while the server serves; nothing of it can be read without the key; what comes back is
 * whole, has another epoch, and is served. */
static void
test_backup_comes_back (Place *place, gconstpointer unused)
{
  EdServerProcess *server = ed_server_process_start (program (), place->data, 0);
  g_autofree char *bytes = NULL, *errors = NULL;
  gsize length;

  make_backup (place);
  ed_server_process_stop (server);
  g_assert_true (g_file_get_contents (place->backup, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "SQLite format", strlen ("SQLite format")));
  g_assert_null (memmem (bytes, length, "Suzuki", strlen ("Suzuki")));
  g_assert_cmpint (restore (place, &errors), ==, 0);
  g_free (ed_server_command (program (), "check", "--data", place->other, NULL));
  ed_server_process_stop (ed_server_process_start (program (), place->other, 0));
  g_clear_pointer (&errors, g_free);
  g_assert_cmpint (restore (place, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "holds an organisation already"));
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A renewal of the key of second factors broke off behind its commit, and no server has started
 * since: the key that the database knows waits beside the former one. A backup has that one, and
 * leaves the rest to the server. */
static void
test_key_that_waits_comes_back (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->data, "secret", NULL);
  g_autofree char *next = g_build_filename (place->data, "secret.new", NULL);
  g_autofree char *former = NULL, *renewed = NULL, *left = NULL, *back = NULL, *errors = NULL;

  ed_server_process_stop (ed_server_process_start (program (), place->data, 0));
  former = read_file (place->data, "secret");
  g_free (ed_server_command (program (), "renew-secret", "--data", place->data, NULL));
  renewed = read_file (place->data, "secret");
  g_assert_cmpstr (renewed, !=, former);
  g_assert_cmpint (g_rename (path, next), ==, 0);
  g_assert_true (g_file_set_contents (path, former, -1, NULL));
  make_backup (place);
  left = read_file (place->data, "secret.new");
  g_assert_cmpstr (left, ==, renewed);
  g_assert_cmpint (restore (place, &errors), ==, 0);
  back = read_file (place->other, "secret");
  g_assert_cmpstr (back, ==, renewed);
  ed_server_process_stop (ed_server_process_start (program (), place->other, 0));
}

/* The certificate that people have compared once comes back too. */
static void
test_certificate_comes_back (Place *place, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL, *errors = NULL;
  const char *end;

  ed_server_process_stop (ed_server_process_start_with (program (), place->data, 0, "--tls"));
  before = ed_server_command (program (), "certificate", "--data", place->data, NULL);
  make_backup (place);
  g_assert_cmpint (restore (place, &errors), ==, 0);
  after = ed_server_command (program (), "certificate", "--data", place->other, NULL);
  end = strchr (before, '\n');
  g_assert_cmpint (strncmp (before, after, (gsize) (end - before)), ==, 0);
}

static void
assert_refused (Place *place, const char *bytes, gsize length, const char *why)
{
  g_autofree char *errors = NULL;
  g_autofree char *database = g_build_filename (place->other, "organisation.db", NULL);

  g_assert_true (g_file_set_contents (place->backup, bytes, (gssize) length, NULL));
  g_assert_cmpint (restore (place, &errors), ==, 1);
  g_test_message ("%s", errors);
  if (why != NULL)
    g_assert_nonnull (strstr (errors, why));
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
}

/* Cut short anywhere, or with one byte changed anywhere, a backup is no backup. */
static void
test_damaged_backup_is_refused (Place *place, gconstpointer unused)
{
  static const gsize places[] = { 0, 9, 10, 50, 100, 114, 140, 70000, 200000 };
  g_autofree char *bytes = NULL;
  gsize length;

  make_backup (place);
  g_assert_true (g_file_get_contents (place->backup, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize at = MIN (places[i], length - 1);

      assert_refused (place, bytes, at, NULL);
      bytes[at] = (char) (bytes[at] ^ 1);
      assert_refused (place, bytes, length, NULL);
      bytes[at] = (char) (bytes[at] ^ 1);
    }
  assert_refused (place, bytes, length - 1, "cut short");
  assert_refused (place, bytes, length - 70000, NULL);
}

static void
test_other_key_is_refused (Place *place, gconstpointer unused)
{
  g_autofree char *other = g_build_filename (place->folder, "other-key", NULL);
  g_autofree char *errors = NULL;

  make_backup (place);
  g_free (ed_server_command (program (), "backup-key", "--to", other, NULL));
  g_free (place->key_file);
  place->key_file = g_steal_pointer (&other);
  g_assert_cmpint (restore (place, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "another backup key"));
  g_clear_pointer (&errors, g_free);
  g_assert_cmpint (run (&errors, "backup-key", "--to", place->key_file, NULL), ==, 1);
  g_assert_nonnull (strstr (errors, "exists already"));
}

/* Of those in a folder the latest stay. */
static void
test_old_backups_go (Place *place, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (place->folder, "backups", NULL);
  g_autofree char *old =
      g_build_filename (folder, "experts-dashboard-20200101-000000.backup", NULL);
  g_autofree char *mine = g_build_filename (folder, "notes.txt", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "old", -1, NULL));
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_free (ed_server_command (program (),
                             "backup",
                             "--data",
                             place->data,
                             "--to",
                             folder,
                             "--key",
                             place->key,
                             "--keep",
                             "1",
                             NULL));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
}

/* What a backup that was killed leaves: a copy of the database that anybody can read. */
static char *
leave_copy (Place *place, const char *name)
{
  g_autofree char *folder = g_build_filename (place->data, name, NULL);
  char *copy = g_build_filename (folder, "organisation.db", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, "SQLite format 3, Suzuki", -1, NULL));
  return copy;
}

static void
test_killed_leaves_nothing_for_long (Place *place, gconstpointer unused)
{
  g_autofree char *copy = leave_copy (place, "passage-killed");
  g_autofree char *used = leave_copy (place, "passage-in-use");
  g_autofree char *folder = g_path_get_dirname (used);
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);
  EdLock *held = ed_platform_lock (lock, NULL);

  g_assert_nonnull (held);
  make_backup (place);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  /* Another one that runs goes on. */
  g_assert_true (g_file_test (used, G_FILE_TEST_EXISTS));
  ed_platform_unlock (held);
  ed_server_process_stop (ed_server_process_start (program (), place->data, 0));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Two in one second: nothing that was put aside is put over by the next. The names of this minute
 * are taken. */
static void
test_put_aside_stays (Place *place, gconstpointer unused)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *database = g_build_filename (place->data, "organisation.db", NULL);
  g_autofree char *errors = NULL;

  make_backup (place);
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, i);
      g_autofree char *moment = g_date_time_format (then, ".before-%Y%m%d-%H%M%S");
      char *file = g_strconcat (database, moment, NULL);

      g_assert_true (g_file_set_contents (file, "of before", -1, NULL));
      g_ptr_array_add (files, file);
    }
  g_assert_cmpint (run (&errors,
                        "restore",
                        "--data",
                        place->data,
                        "--from",
                        place->backup,
                        "--key-file",
                        place->key_file,
                        "--replace",
                        NULL),
                   ==,
                   0);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "of before");
    }
}

/* What is wrong inside is said, by ids alone, and such a database is not backed up over good ones.
 */
static void
test_faults_are_found (Place *place, gconstpointer unused)
{
  static const struct
  {
    const char *sql, *said;
  } rows[] = {
    { "UPDATE file_chunk SET bytes = x'00' WHERE n = 0", "other bytes than were announced" },
    { "DELETE FROM document WHERE type = 'message'", "a message that says nothing" },
    { "UPDATE document SET body = '{' WHERE type = 'case'", "cannot be read" },
    { "DELETE FROM credential", "nobody can sign in to" },
    { "UPDATE device SET last_seq = 0", "has sent more than it is said to have" },
  };
  g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdDbOptions options = { .path = path };
      EdDb *db = ed_db_open (&options, NULL);
      g_autofree char *errors = NULL, *refusal = NULL;

      g_assert_true (ed_db_exec (db, rows[i].sql, NULL));
      ed_db_close (db);
      g_assert_cmpint (run (&errors, "check", "--data", place->data, NULL), ==, 1);
      g_assert_nonnull (strstr (errors, rows[i].said));
      g_assert_null (strstr (errors, "Suzuki"));
      g_assert_cmpint (run (&refusal,
                            "backup",
                            "--data",
                            place->data,
                            "--to",
                            place->backup,
                            "--key",
                            place->key,
                            NULL),
                       ==,
                       1);
      g_assert_false (g_file_test (place->backup, G_FILE_TEST_EXISTS));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/backup/" path, Place, NULL, set_up, function, tear_down)
  ADD ("comes-back", test_backup_comes_back);
  ADD ("key-that-waits-comes-back", test_key_that_waits_comes_back);
  ADD ("certificate-comes-back", test_certificate_comes_back);
  ADD ("damaged-is-refused", test_damaged_backup_is_refused);
  ADD ("other-key-is-refused", test_other_key_is_refused);
  ADD ("old-ones-go", test_old_backups_go);
  ADD ("put-aside-stays", test_put_aside_stays);
  ADD ("killed-leaves-nothing-for-long", test_killed_leaves_nothing_for_long);
  ADD ("faults-are-found", test_faults_are_found);
  return g_test_run ();
}
