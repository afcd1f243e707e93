/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/platform.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/server-process.h"

#ifdef __linux__
#  include <sys/prctl.h>
#endif

typedef struct
{
  char *folder;
} Fixture;

static const char *own_program;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ed-platform-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* This program again, as another process that tries to take the lock: its exit code. */
static int
try_in_another_process (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_program, "--lock", path, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (other, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (other);
}

static int
take_lock (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdLock) lock = ed_platform_lock (path, &error);

  if (lock != NULL)
    return 0;
  return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST) ? 3 : 4;
}

static void
test_lock_keeps_others_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "lock", NULL);
  EdLock *lock = ed_platform_lock (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (try_in_another_process (path), ==, 3);
  ed_platform_unlock (lock);
  g_assert_cmpint (try_in_another_process (path), ==, 0);
}

static void
test_lock_says_what_the_system_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "no-such-folder", "lock", NULL);

  g_assert_null (ed_platform_lock (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_folder_is_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", NULL);
  GStatBuf found;

  g_assert_true (ed_platform_make_private_folder (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &found), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (found.st_mode & 0777, ==, 0700);
  g_chmod (path, 0755);
  g_assert_true (ed_platform_make_private_folder (path, &error));
  g_stat (path, &found);
  g_assert_cmpint (found.st_mode & 0777, ==, 0700);
#endif
}

static void
test_folder_below_a_file_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *path = g_build_filename (file, "folder", NULL);

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (ed_platform_make_private_folder (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

static void
test_measures_grow (void)
{
  gint64 before = ed_platform_cpu_time ();
  volatile guint64 sum = 0;

  g_assert_cmpint (ed_platform_peak_memory (), >, 1024 * 1024);
  while (ed_platform_cpu_time () == before)
    sum += 1;
  g_assert_cmpint (ed_platform_cpu_time (), >, before);
}

/* Without it the write would end this process. */
static void
test_closed_pipe_is_an_error (void)
{
  g_autofree char *bytes = g_malloc0 (256 * 1024);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = NULL;
  GOutputStream *to;

  ed_platform_ignore_closed_pipes ();
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, own_program, "--end", NULL);
  g_assert_no_error (error);
  g_subprocess_wait (other, NULL, &error);
  g_assert_no_error (error);
  to = g_subprocess_get_stdin_pipe (other);
  g_assert_false (g_output_stream_write_all (to, bytes, 256 * 1024, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

static void
test_memory_is_what_is_in_use (void)
{
  const gsize size = 64 * 1024 * 1024;
  gint64 before = ed_platform_memory ();
  char *bytes = g_malloc (size);

  memset (bytes, 1, size);
  g_assert_cmpint (ed_platform_memory (), >=, before + (gint64) size * 9 / 10);
  g_free (bytes);
  g_assert_cmpint (before, >, 1024 * 1024);
}

static void
test_program_folder_holds_this_program (void)
{
  g_autofree char *folder = ed_platform_program_folder ();
  g_autofree char *name = g_path_get_basename (own_program);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE));
}

/* What the system would write of this process into a file if it crashed, as two lines. */
static int
tell_protection (void)
{
#ifdef __linux__
  g_autofree char *limits = NULL;
  g_auto (GStrv) lines = NULL;

  ed_platform_protect_process ();
  if (!g_file_get_contents ("/proc/self/limits", &limits, NULL, NULL))
    return 1;
  lines = g_strsplit (limits, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "Max core file size"))
      g_print ("%s\n", *line);
  g_print ("dumpable: %d\n", prctl (PR_GET_DUMPABLE));
#endif
  return 0;
}

/* A process that was started with leave to write memory images writes none. */
static void
test_memory_is_not_written_to_disk (void)
{
#ifdef __linux__
  static const char script[] = "ulimit -c unlimited 2>/dev/null; exec \"$0\" --protection";
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = NULL;
  g_autofree char *said = NULL;

  other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                            &error,
                            "sh",
                            "-c",
                            script,
                            own_program,
                            NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (other, NULL, NULL, &said, NULL, &error));
  g_assert_true (
      g_regex_match_simple ("^Max core file size +0 +0 +bytes *\ndumpable: 0\n$", said, 0, 0));
#else
  g_test_skip ("only told of on Linux");
#endif
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--protection"))
    return tell_protection ();
  if (argc == 3 && g_str_equal (argv[1], "--lock"))
    return take_lock (argv[2]);
  if (argc == 2 && g_str_equal (argv[1], "--end"))
    return 0;
  own_program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/base/platform/lock-keeps-others-out", test_lock_keeps_others_out);
  ADD ("/base/platform/lock-says-what-the-system-says", test_lock_says_what_the_system_says);
  ADD ("/base/platform/folder-is-private", test_folder_is_private);
  ADD ("/base/platform/folder-below-a-file-fails", test_folder_below_a_file_fails);
  g_test_add_func ("/base/platform/measures-grow", test_measures_grow);
  g_test_add_func ("/base/platform/memory-is-what-is-in-use", test_memory_is_what_is_in_use);
  g_test_add_func ("/base/platform/memory-is-not-written-to-disk",
                   test_memory_is_not_written_to_disk);
  g_test_add_func ("/base/platform/closed-pipe-is-an-error", test_closed_pipe_is_an_error);
  g_test_add_func ("/base/platform/program-folder-holds-this-program",
                   test_program_folder_holds_this_program);
  return g_test_run ();
}
