/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The drill: a backup, a day of work after it, the server lost, the backup put back. The desktop
 * programs bring the day back; nothing is lost, nothing is there twice, whoever comes first. */

#include <string.h>

#include "net.h"
#include "server/held-table.h"
#include "store/connection.h"
#include "sync/desk-privacy.h"

static const char *
program (void)
{
  return g_getenv ("ED_SERVER_PROGRAM");
}

typedef struct
{
  Net *net;
  char *key_file, *backup;
  EdDesk *office, *laptop;
  char *old_case, *new_case; /* before the backup, after it */
  gint64 new_number;
} Drill;

static void
make_backup (Drill *drill)
{
  g_autofree char *said = NULL, *key = NULL;

  drill->key_file = g_build_filename (drill->net->folder, "backup-key", NULL);
  drill->backup = g_build_filename (drill->net->folder, "yesterday.backup", NULL);
  said = ed_server_command (program (), "backup-key", "--to", drill->key_file, NULL);
  key = g_strchomp (g_strdup (said + strlen ("public: ")));
  g_free (ed_server_command (program (),
                             "backup",
                             "--data",
                             drill->net->server_dir,
                             "--to",
                             drill->backup,
                             "--key",
                             key,
                             NULL));
}

static void
wait_until_sent (EdDesk *desk)
{
  ed_desk_sync_now (desk);
  net_wait_number (desk, "waiting", 0);
}

/* A case that the expert has and has contacted. */
static void
work_on_case (Drill *drill, char **id)
{
  g_free (net_create_case (drill->office, id));
  g_free (net_assign (drill->office, *id, NET_EXPERT_ID));
  wait_until_sent (drill->office);
  ed_case_free (net_wait_case (drill->laptop, *id, net_case_is_there));
  g_free (net_contact (drill->laptop, *id));
  wait_until_sent (drill->laptop);
}

static void
work_for_a_day (Drill *drill)
{
  g_autoptr (EdCase) case_ = NULL;

  work_on_case (drill, &drill->new_case);
  g_free (net_add_session (drill->laptop, drill->new_case));
  g_free (net_add_session (drill->laptop, drill->old_case));
  wait_until_sent (drill->laptop);
  ed_case_free (net_wait_case (drill->office, drill->old_case, net_case_has_session));
  case_ = net_wait_case (drill->office, drill->new_case, net_case_has_session);
  drill->new_number = case_->number;
}

static void
open_office (Drill *drill)
{
  drill->office = net_desk (drill->net, "office", NET_COORDINATOR);
  net_wait_connection (drill->office, ED_CONNECTION_UP_TO_DATE);
}

static void
open_laptop (Drill *drill)
{
  drill->laptop = net_desk (drill->net, "laptop", NET_EXPERT);
  net_wait_connection (drill->laptop, ED_CONNECTION_UP_TO_DATE);
}

/* The machine is lost; a new one gets what the backup has, under the same address, and what stood
 * in the file OUTSIDE (NULL: none). */
static void
lose_server (Drill *drill, const char *outside, const char *noted)
{
  net_kill (drill->net);
  ed_remove_tree (drill->net->server_dir);
  g_free (ed_server_command (program (),
                             "restore",
                             "--data",
                             drill->net->server_dir,
                             "--from",
                             drill->backup,
                             "--key-file",
                             drill->key_file,
                             NULL));
  if (outside != NULL)
    g_assert_true (g_file_set_contents (outside, noted, -1, NULL));
  net_start (drill->net);
}

static void
lose_and_restore (Drill *drill)
{
  net_close (drill->office);
  net_close (drill->laptop);
  lose_server (drill, NULL, NULL);
}

static void
assert_one_session (EdDesk *desk, const char *id)
{
  g_autoptr (EdCase) case_ = net_wait_case (desk, id, net_case_has_session);

  g_assert_cmpuint (case_->sessions->len, ==, 1);
  g_assert_true (net_case_is_contacted (case_));
  g_assert_cmpstr (case_->expert_id, ==, NET_EXPERT_ID);
}

static void
assert_day_is_back (Drill *drill)
{
  g_autofree char *later = NULL, *said = NULL;
  g_autoptr (EdCase) back = NULL, new = NULL;

  assert_one_session (drill->office, drill->old_case);
  assert_one_session (drill->office, drill->new_case);
  assert_one_session (drill->laptop, drill->old_case);
  assert_one_session (drill->laptop, drill->new_case);
  back = net_load (drill->office, drill->new_case);
  g_assert_cmpint (back->number, ==, drill->new_number);

  /* What was contacted and held then, not now. */
  g_assert_cmpint (back->contacted_at, <=, back->contacted_received_at);
  g_free (net_create_case (drill->office, &later));
  wait_until_sent (drill->office);
  new = net_wait_case (drill->office, later, net_case_is_there);
  g_assert_cmpint (new->number, >, 1000);

  said = ed_server_command (program (), "check", "--data", drill->net->server_dir, NULL);
  g_assert_cmpstr (said, ==, "all is whole\n");
}

static void
set_up (Drill *drill)
{
  *drill = (Drill){ .net = net_new () };
  open_office (drill);
  open_laptop (drill);
  work_on_case (drill, &drill->old_case);
  make_backup (drill);
  work_for_a_day (drill);
  lose_and_restore (drill);
}

static void
tear_down (Drill *drill)
{
  net_close (drill->office);
  net_close (drill->laptop);
  net_free (drill->net);
  g_free (drill->key_file);
  g_free (drill->backup);
  g_free (drill->old_case);
  g_free (drill->new_case);
}

static void
test_office_comes_back_first (void)
{
  Drill drill;

  set_up (&drill);
  open_office (&drill);
  open_laptop (&drill);
  assert_day_is_back (&drill);
  tear_down (&drill);
}

static gint64
count_held (Drill *drill)
{
  g_autofree char *path = g_build_filename (drill->net->server_dir, "organisation.db", NULL);
  EdDbOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_db_open (&options, &error);
  gint64 n;

  g_assert_no_error (error);
  ed_held_count (db, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* What the expert did on a case that the server does not know yet waits for the coordinator's. */
static void
test_laptop_comes_back_first (void)
{
  Drill drill;

  set_up (&drill);
  open_laptop (&drill);
  net_wait_number (drill.laptop, "waiting", 0);
  g_assert_cmpint (count_held (&drill), ==, 2);
  open_office (&drill);
  assert_day_is_back (&drill);
  g_assert_cmpint (count_held (&drill), ==, 0);
  tear_down (&drill);
}

/* --- erased clients --------------------------------------------------------------------------- */

static void
erase (Drill *drill, const char *id)
{
  g_autoptr (EdCase) case_ = net_load (drill->office, id);
  char *cases[] = { (char *) id, NULL };
  const EdPrivacyOrder order = { cases, NULL, case_->number, ED_ERASURE_ASKED };
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  ed_desk_erase_client_async (drill->office, &order, NULL, net_on_ready, &result);
  answer = net_wait_result (&result);
  ed_desk_erase_client_finish (drill->office, answer, &error);
  g_assert_no_error (error);
}

static gboolean
knows_neither (EdDesk *desk, gpointer data)
{
  const Drill *drill = data;
  g_autoptr (EdCase) old = net_load (desk, drill->old_case);
  g_autoptr (EdCase) new = net_load (desk, drill->new_case);

  return old == NULL && new == NULL;
}

/* The closed desk of USER has nothing to say about either, in whatever state. */
static void
assert_forgotten (Drill *drill, const char *name, const char *user)
{
  EdVault *vault;
  EdStore *store = net_open_store (drill->net, name, user, &vault);
  const char *const ids[] = { drill->old_case, drill->new_case };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      EdStatement *row = ed_db_query (store->db,
                                      &error,
                                      "SELECT COUNT(*) FROM outbox"
                                      " WHERE target = $1 AND command <> ''",
                                      "t",
                                      ids[i]);

      g_assert_no_error (error);
      g_assert_true (ed_statement_step (row, NULL));
      g_assert_cmpint (ed_statement_int (row, 0), ==, 0);
      ed_statement_done (row);
    }
  ed_store_close (store);
  ed_vault_close (vault);
}

static void
assert_server_is_clean (Drill *drill)
{
  static const char *const names[] = { "organisation.db", "organisation.db-wal" };
  g_autofree char *said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (drill->net->server_dir, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      for (gsize at = 0; at + strlen (NET_ALIAS) <= length; at++)
        g_assert_true (memcmp (bytes + at, NET_ALIAS, strlen (NET_ALIAS)) != 0);
    }
  said = ed_server_command (program (), "check", "--data", drill->net->server_dir, NULL);
  g_assert_cmpstr (said, ==, "all is whole\n");
}

/* Backup, a day's work, the clients erased, the server lost, the backup put back: the computers
 * bring the day back, and none of it is taken. */
static void
test_erased_do_not_come_back (void)
{
  Drill drill = { .net = net_new () };
  g_autofree char *outside = g_build_filename (drill.net->server_dir, "outside", NULL);
  g_autofree char *noted = NULL;
  g_autoptr (GError) error = NULL;

  open_office (&drill);
  open_laptop (&drill);
  work_on_case (&drill, &drill.old_case);
  make_backup (&drill);
  work_for_a_day (&drill);
  net_close (g_steal_pointer (&drill.laptop));
  erase (&drill, drill.old_case);
  erase (&drill, drill.new_case);
  g_file_get_contents (outside, &noted, NULL, &error);
  g_assert_no_error (error);
  net_close (drill.office);
  lose_server (&drill, outside, noted);

  open_laptop (&drill);
  net_wait_until (drill.laptop, knows_neither, &drill, "the expert's computer forgets");
  open_office (&drill);
  net_wait_until (drill.office, knows_neither, &drill, "the coordinator's computer forgets");
  wait_until_sent (drill.office);
  net_close (g_steal_pointer (&drill.office));
  net_close (g_steal_pointer (&drill.laptop));
  assert_forgotten (&drill, "office", NET_COORDINATOR);
  assert_forgotten (&drill, "laptop", NET_EXPERT);
  net_kill (drill.net);
  assert_server_is_clean (&drill);
  net_free (drill.net);
  g_free (drill.key_file);
  g_free (drill.backup);
  g_free (drill.old_case);
  g_free (drill.new_case);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/drill/office-comes-back-first", test_office_comes_back_first);
  g_test_add_func ("/sync/drill/laptop-comes-back-first", test_laptop_comes_back_first);
  g_test_add_func ("/sync/drill/erased-do-not-come-back", test_erased_do_not_come_back);
  return g_test_run ();
}
