/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills the server program and a desk at work, in turn, at random moments, again and again; or lets
 * the disk of the one or the other become full. In the end the server has everything that the desk
 * had taken, once. */

#include "server/founding.h"
#include "sql/db.h"
#include "support/server-process.h"
#include "sync/net.h"

#include <string.h>

#define KILLS_IN_TESTS 20 /* of each */
#define LINES_MAX 5
#define MOMENT_US 30000
#define DISK_MIB 2
#define ROOM_LEFT (16 * 1024) /* bytes: no transaction fits */
#define LINES_WHEN_FULL 30

typedef struct
{
  Net *net;
  char *folder; /* of the desk */
  char *case_id;
  GSubprocess *worker;
  GDataInputStream *said;
  GHashTable *ids; /* of commands that the desk has taken */
  GRand *rand;
  guint server_kills, worker_kills;
} Site;

static void
start_worker (Site *self, const char *drain)
{
  const char *program = g_getenv ("ED_CRASH_WORKER");
  const char *arguments[] = { program, self->net->url, self->folder, self->case_id, drain, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (program);
  self->worker =
      g_subprocess_newv (arguments, (GSubprocessFlags) G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->worker));
}

/* Reads up to MAX ids, or to the end; FALSE at the end. */
static gboolean
listen_to_worker (Site *self, guint max)
{
  for (guint i = 0; i < max; i++)
    {
      char *line = g_data_input_stream_read_line (self->said, NULL, NULL, NULL);

      if (line == NULL)
        return FALSE;
      if (strlen (line) == 36)
        g_hash_table_add (self->ids, line);
      else
        g_free (line);
    }
  return TRUE;
}

static void
end_worker (Site *self)
{
  while (listen_to_worker (self, 1))
    ;
  g_subprocess_wait (self->worker, NULL, NULL);
  g_clear_object (&self->said);
  g_clear_object (&self->worker);
}

/* A case that the expert holds, and a desk that has it. */
static void
set_up (Site *self)
{
  EdDesk *coordinator, *expert;
  g_autofree char *id = NULL;

  self->net = net_new ();
  self->folder = net_make_dir (self->net, "laptop");
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  coordinator = net_desk (self->net, "office", NET_COORDINATOR);
  g_free (net_create_case (coordinator, &self->case_id));
  id = net_assign (coordinator, self->case_id, NET_EXPERT_ID);
  net_wait_number (coordinator, "waiting", 0);
  net_close (coordinator);
  expert = net_desk (self->net, "laptop", NET_EXPERT);
  ed_case_free (net_wait_case (expert, self->case_id, net_case_is_there));
  net_close (expert);
}

static void
tear_down (Site *self)
{
  g_clear_pointer (&self->net, net_free);
  g_hash_table_unref (self->ids);
  g_rand_free (self->rand);
  g_free (self->folder);
  g_free (self->case_id);
}

static void
kill_once (Site *self, gboolean server)
{
  if (self->worker == NULL)
    start_worker (self, NULL);
  g_assert_true (listen_to_worker (self, 1 + (guint) g_rand_int_range (self->rand, 0, LINES_MAX)));
  /* Any moment will do; what is waited for comes after it. */
  g_usleep ((gulong) g_rand_int_range (self->rand, 0, MOMENT_US));
  if (server)
    {
      net_kill (self->net);
      net_start (self->net);
      self->server_kills++;
      return;
    }
  g_subprocess_force_exit (self->worker);
  end_worker (self);
  self->worker_kills++;
}

static void
drain (Site *self)
{
  if (self->worker != NULL)
    {
      g_subprocess_force_exit (self->worker);
      end_worker (self);
    }
  start_worker (self, "drain");
  g_assert_true (g_subprocess_wait_check (self->worker, NULL, NULL));
  end_worker (self);
  g_clear_pointer (&self->net->process, ed_server_process_stop);
}

static gint64
count (EdDb *db, const char *sql)
{
  g_autoptr (EdStatement) select = ed_db_prepare (db, sql, NULL);

  g_assert_true (ed_statement_step (select, NULL));
  return ed_statement_int (select, 0);
}

/* Answers how many were lost; messages are as many as commands that sent them. */
static guint
count_lost (Site *self)
{
  g_autofree char *path = g_build_filename (self->net->server_dir, "organisation.db", NULL);
  const EdDbOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_db_open (&options, &error);
  GHashTableIter iter;
  gpointer id;
  guint lost = 0;

  g_assert_no_error (error);
  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (EdStatement) select = ed_db_query (
          db,
          NULL,
          "SELECT 1 FROM command WHERE id = $1 AND type = 'message.send' AND status = 'applied'",
          "t",
          id);

      if (ed_statement_step (select, NULL))
        continue;
      g_print ("# lost: %s\n", (const char *) id);
      lost++;
    }
  g_assert_cmpint (count (db, "SELECT count(*) FROM document WHERE type = 'message'"),
                   ==,
                   count (db, "SELECT count(*) FROM command WHERE type = 'message.send'"));
  return lost;
}

/* --- full disks ---------------------------------------------------------------------------------
 */

static gboolean
try_command (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

/* Puts what is in FOLDER on a disk of its own; FALSE where that is not allowed. */
static gboolean
move_to_small_disk (const char *folder, guint mib)
{
  g_autofree char *aside = g_strconcat (folder, "-aside", NULL);
  g_autofree char *copy = g_strdup_printf ("cp -a %s %s", folder, aside);
  g_autofree char *mount =
      g_strdup_printf ("mount -t tmpfs -o size=%um,mode=700 tmpfs %s", mib, folder);
  g_autofree char *back = g_strdup_printf ("cp -a %s/. %s", aside, folder);
  gboolean is_mounted;

  g_assert_true (try_command (copy));
  is_mounted = try_command (mount);
  if (is_mounted)
    g_assert_true (try_command (back));
  ed_remove_tree (aside);
  return is_mounted;
}

static guint64
count_free (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  g_assert_nonnull (info);
  return g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}

/* Writes until FOLDER's disk has no room, and some more, then makes room. */
static void
fill_up (Site *self, const char *folder)
{
  g_autofree char *larger = g_strdup_printf ("mount -o remount,size=256m %s", folder);

  start_worker (self, NULL);
  while (count_free (folder) > ROOM_LEFT)
    g_assert_true (listen_to_worker (self, 1));
  g_assert_true (listen_to_worker (self, LINES_WHEN_FULL));
  g_assert_true (try_command (larger));
}

static void
test_full_disk_loses_nothing (gconstpointer data)
{
  gboolean of_server = GPOINTER_TO_INT (data);
  Site self = { .rand = g_rand_new_with_seed (1) };
  const char *folder;
  g_autofree char *unmount = NULL;

  set_up (&self);
  folder = of_server ? self.net->server_dir : self.folder;
  unmount = g_strdup_printf ("umount %s", folder);
  g_clear_pointer (&self.net->process, ed_server_process_stop);
  if (move_to_small_disk (folder, DISK_MIB))
    {
      net_start (self.net);
      fill_up (&self, folder);
      drain (&self);
      g_assert_cmpuint (count_lost (&self), ==, 0);
      g_assert_true (try_command (unmount));
    }
  else
    g_test_skip ("mounting a small disk is not allowed here");
  tear_down (&self);
}

static guint
run (guint kills, guint32 seed)
{
  Site self = { .rand = g_rand_new_with_seed (seed) };
  guint lost;

  set_up (&self);
  for (guint i = 0; i < 2 * kills; i++)
    kill_once (&self, i % 2 == 0);
  drain (&self);
  lost = count_lost (&self);
  g_print ("# %u commands taken\n", g_hash_table_size (self.ids));
  g_print ("%s%u kills of the server, %u of the client, %u lost\n",
           g_test_initialized () ? "# " : "",
           self.server_kills,
           self.worker_kills,
           lost);
  tear_down (&self);
  return lost;
}

static void
test_nothing_taken_is_lost (void)
{
  g_assert_cmpuint (run (KILLS_IN_TESTS, 1), ==, 0);
}

/* crash [KILLS SEED]; without them as a test. */
int
main (int argc, char **argv)
{
  if (argc > 1 && g_ascii_isdigit (*argv[1]))
    return run ((guint) g_ascii_strtoull (argv[1], NULL, 10),
                argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : 1)
           > 0;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/nothing-taken-is-lost", test_nothing_taken_is_lost);
  g_test_add_data_func ("/crash/full-disk-loses-nothing/server",
                        GINT_TO_POINTER (TRUE),
                        test_full_disk_loses_nothing);
  g_test_add_data_func ("/crash/full-disk-loses-nothing/client",
                        GINT_TO_POINTER (FALSE),
                        test_full_disk_loses_nothing);
  return g_test_run ();
}
