/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "net.h"

#include "sql/db.h"
#include "support/fault-vfs.h"
#include "support/plain-rights.h"
#include "support/scripted-server.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_open_signs_in (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);
  gint64 synced_at = ED_ABSENT;

  g_assert_cmpstr (ed_desk_account (desk)->id, ==, NET_EXPERT_ID);
  g_assert_cmpstr (ed_desk_settings (desk)->organisation, ==, "Segítő Kör");
  g_assert_cmpstr (ed_desk_settings (desk)->zone, ==, "Europe/Budapest");
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_object_get (desk, "synced-at", &synced_at, NULL);
  g_assert_cmpint (synced_at, !=, ED_ABSENT);
  net_close (desk);
}

static void
test_open_unknown_without_server (void)
{
  g_autoptr (Net) net = net_new ();
  g_autoptr (GError) error = NULL;
  EdDesk *desk;

  net_kill (net);
  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
  net_start (net);
  desk = net_desk (net, "laptop", NET_EXPERT);
  net_close (desk);
}

static void
test_open_known_without_server (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  net_kill (net);
  desk = net_desk (net, "laptop", NET_EXPERT);
  g_assert_cmpstr (ed_desk_account (desk)->id, ==, NET_EXPERT_ID);
  g_assert_cmpstr (ed_desk_settings (desk)->organisation, ==, "Segítő Kör");
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  net_start (net);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
}

static void
test_open_refuses_wrong_password (void)
{
  g_autoptr (Net) net = net_new ();
  g_autoptr (GError) error = NULL;
  EdDesk *desk;

  g_assert_null (net_open (net, "laptop", NET_EXPERT, "wrong", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  net_close (net_desk (net, "laptop", NET_EXPERT));

  g_assert_null (net_open (net, "laptop", NET_EXPERT, "wrong", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  net_kill (net);
  g_assert_null (net_open (net, "laptop", NET_EXPERT, "wrong", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  desk = net_desk (net, "laptop", NET_EXPERT);
  net_close (desk);
}

/* The vault's slot still has another password than the server: it was changed on another machine.
 */
static void
test_open_after_password_change_elsewhere (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *dir = net_make_dir (net, "laptop");
  g_autofree char *folder = ed_vault_folder (dir, net->url, NET_EXPERT);
  const EdVaultCost cost = { .opslimit = 1, .memlimit = 8192 };
  g_autoptr (GError) error = NULL;
  guint8 key[ED_VAULT_KEY_LENGTH];
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);
  EdVault *vault;

  net_close (desk);
  vault = ed_vault_open (folder, &cost, &error);
  g_assert_no_error (error);
  g_assert_true (ed_vault_unlock (vault, NET_PASSWORD, key, &error));
  g_assert_true (ed_vault_set_password (vault, key, "former", &error));
  ed_vault_close (vault);

  /* The server refuses the former one, though it would open the vault. */
  g_assert_null (net_open (net, "laptop", NET_EXPERT, "former", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  net_close (net_desk (net, "laptop", NET_EXPERT));
  net_kill (net);
  g_assert_null (net_open (net, "laptop", NET_EXPERT, "former", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  net_close (net_desk (net, "laptop", NET_EXPERT));
}

static void
test_open_twice_is_refused (void)
{
  g_autoptr (Net) net = net_new ();
  g_autoptr (GError) error = NULL;
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);

  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_IN_USE);
  net_close (desk);
  net_close (net_desk (net, "laptop", NET_EXPERT));
}

/* In another process: "subprocess" of the test below, which says where. */
static void
try_to_open_from_here (void)
{
  EdDeskOptions options = { .data_dir = g_getenv ("ED_TEST_DATA_DIR"),
                            .server = g_getenv ("ED_TEST_SERVER"),
                            .user = NET_EXPERT,
                            .password = NET_PASSWORD };
  g_autoptr (GError) error = NULL;

  g_assert_null (net_open_with (&options, NULL, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_IN_USE);
  g_print ("refused\n");
}

/* A second program is kept out; the first one works on, and so can the second when it has ended. */
static void
test_open_in_another_process_is_refused (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *dir = net_make_dir (net, "laptop");
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);

  g_setenv ("ED_TEST_DATA_DIR", dir, TRUE);
  g_setenv ("ED_TEST_SERVER", net->url, TRUE);
  g_test_trap_subprocess ("/sync/desk-open/subprocess/try-to-open", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*refused*");
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  net_close (net_desk (net, "laptop", NET_EXPERT));
}

/* Writes SQL into the closed desk's encrypted database. */
static void
write_into (Net *net, const char *sql)
{
  g_autofree char *dir = net_make_dir (net, "office");
  g_autofree char *folder = ed_vault_folder (dir, net->url, NET_COORDINATOR);
  const EdVaultCost cost = { .opslimit = 1, .memlimit = 8192 };
  guint8 key[ED_VAULT_KEY_LENGTH];
  EdDbOptions options = { .key = key };
  g_autoptr (EdVault) vault = NULL;
  g_autoptr (EdDb) db = NULL;
  g_autoptr (GError) error = NULL;

  vault = ed_vault_open (folder, &cost, &error);
  g_assert_no_error (error);
  g_assert_true (ed_vault_unlock (vault, NET_PASSWORD, key, NULL));
  options.path = ed_vault_path (vault);
  db = ed_db_open (&options, &error);
  g_assert_no_error (error);
  ed_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* A newer program has been here: this one keeps its hands off, and what waited still waits. */
static void
test_open_refuses_newer_database (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *id = NULL, *created = NULL;
  g_autoptr (GError) error = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  created = net_create_case (desk, &id);
  net_close (desk);
  write_into (net, "UPDATE schema_version SET version = version + 1000");
  for (guint i = 0; i < 2; i++) /* without the server, and with it */
    {
      g_assert_null (net_open (net, "office", NET_COORDINATOR, NET_PASSWORD, &error));
      g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_NEWER);
      g_clear_error (&error);
      if (i == 0)
        net_start (net);
    }
  write_into (net, "UPDATE schema_version SET version = version - 1000");
  desk = net_desk (net, "office", NET_COORDINATOR);
  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (desk);
}

/* Opens the office at a clock that is DAYS ahead, or says why not. */
static EdDesk *
open_later (Net *net, EdManualClock *clock, gint64 days, GError **error)
{
  g_autofree char *dir = net_make_dir (net, "office");
  EdDeskOptions options = { .data_dir = dir,
                            .server = net->url,
                            .user = NET_COORDINATOR,
                            .password = NET_PASSWORD,
                            .clock = &clock->parent };

  ed_manual_clock_init (clock,
                        ed_clock_now (ed_clock_system ()) + days * G_GINT64_CONSTANT (86400000));
  return net_open_with (&options, NULL, error);
}

/* Nobody opens what a lost computer keeps for longer than the organisation wants; with the server
 * it opens again, and nothing that waited is lost. */
static void
test_open_after_too_long (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *id = NULL, *created = NULL;
  g_autoptr (GError) error = NULL;
  EdManualClock clock;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  created = net_create_case (desk, &id);
  net_close (desk);
  desk = open_later (net, &clock, 400, &error);
  g_assert_no_error (error);
  net_close (desk);
  write_into (net,
              "UPDATE document SET body = replace (body, '{\"id\"', '{\"offline_days\":5,\"id\"')"
              " WHERE type = 'settings'");
  desk = open_later (net, &clock, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ed_desk_settings (desk)->offline_days, ==, 5);
  net_close (desk);
  g_assert_null (open_later (net, &clock, 6, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_STALE);
  net_start (net);
  desk = net_desk (net, "office", NET_COORDINATOR);
  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (desk);
}

static void
test_open_refuses_damaged_database (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *dir = net_make_dir (net, "laptop");
  g_autofree char *folder = ed_vault_folder (dir, net->url, NET_EXPERT);
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autofree char *nonsense = g_strnfill (8192, 'n');
  g_autoptr (GError) error = NULL;

  net_close (net_desk (net, "laptop", NET_EXPERT));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, nonsense, 8192, NULL));
  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_KEY);
}

static void
test_open_refuses_read_only_folder (void)
{
  g_autoptr (Net) net = NULL;
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;

  if (!ed_test_with_plain_rights ())
    return;
  net = net_new ();
  dir = net_make_dir (net, "laptop");
  g_assert_cmpint (g_mkdir (dir, 0500), ==, 0);
  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER);
  g_assert_cmpint (g_chmod (dir, 0700), ==, 0);
  net_close (net_desk (net, "laptop", NET_EXPERT));
}

/* Does a deed that fails, and answers with what. */
static GError *
fail_to_create (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_CASE_CREATE,
                                                  "d0000000-0000-4000-8000-000000000001",
                                                  "c0000000-0000-4000-8000-000000000001",
                                                  NULL,
                                                  g_get_real_time () / 1000);
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  EdCase *intake = command->args;
  GError *error = NULL;

  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup ("XY");
  intake->type = ED_CASE_LEGAL;
  ed_desk_do_async (desk, command, NULL, net_on_ready, &result);
  g_assert_false (ed_desk_do_finish (desk, net_wait_result (&result), &refusal, &error));
  return error;
}

/* The disk is full while the desk is open: a deed says so and leaves nothing behind, the sync says
 * so, and both go on when there is room. */
static void
test_full_disk_is_told (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *other = net_desk (net, "home", NET_COORDINATOR);
  g_autofree char *id = NULL, *created = NULL, *own = NULL, *done = NULL;
  g_autoptr (GError) deed = NULL;
  g_autoptr (GError) trouble = NULL;
  EdDesk *desk;

  ed_fault_vfs_use_everywhere (TRUE);
  desk = net_desk (net, "office", NET_COORDINATOR);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  ed_fault_vfs_use_everywhere (FALSE);
  ed_fault_vfs_arm (1, ED_FAULT_FULL, TRUE);
  deed = fail_to_create (desk);
  g_assert_error (deed, ED_DB_ERROR, ED_DB_ERROR_FULL);
  created = net_create_case (other, &id);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  g_object_get (desk, "trouble", &trouble, NULL);
  g_assert_error (trouble, ED_DB_ERROR, ED_DB_ERROR_FULL);
  g_assert_null (net_load (desk, "c0000000-0000-4000-8000-000000000001"));

  g_assert_true (ed_fault_vfs_disarm ());
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  ed_case_free (net_wait_case (desk, id, net_case_is_there));
  done = net_create_case (desk, &own);
  ed_case_free (net_wait_case (other, own, net_case_is_there));
  net_close (desk);
  net_close (other);
}

static void
test_open_refuses_strange_server (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autofree char *dir = g_dir_make_tmp ("ed-strange-XXXXXX", NULL);
  EdDeskOptions options = { .data_dir = dir,
                            .server = ed_scripted_server_address (server),
                            .user = NET_EXPERT,
                            .password = NET_PASSWORD };
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  ed_scripted_server_set_text (server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  g_assert_null (net_open_with (&options, NULL, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
  request = ed_scripted_server_request (server);
  g_assert_null (strstr (request, NET_PASSWORD));
  ed_remove_tree (dir);
}

static void
test_open_refuses_bad_folder (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *file = g_build_filename (net->folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (net_open (net, "file", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER);
}

static void
test_open_can_be_cancelled (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autofree char *dir = g_dir_make_tmp ("ed-cancel-XXXXXX", NULL);
  EdDeskOptions options = { .data_dir = dir,
                            .server = ed_scripted_server_address (server),
                            .user = NET_EXPERT,
                            .password = NET_PASSWORD };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ed_desk_open_async (&options, cancellable, net_on_ready, &result);
  ed_scripted_server_wait (server, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (ed_desk_open_finish (net_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ed_remove_tree (dir);
}

/* While the program was closed, the numbers of its device turned out to be used up (PROTOCOL 3.5).
 */
static void
test_open_after_a_fork (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *id = NULL, *created = NULL, *device = NULL, *now = NULL;
  EdVault *vault;
  EdStore *store;

  net_close (coordinator);
  store = net_open_store (net, "office", NET_COORDINATOR, &vault);
  g_assert_true (ed_store_renew_device (store, NULL));
  g_assert_true (ed_store_set (store, "token", NULL, NULL));
  g_assert_true (ed_store_set (store, "refresh_token", NULL, NULL));
  device = ed_store_device (store, NULL);
  ed_store_close (store);
  ed_vault_close (vault);
  coordinator = net_desk (net, "office", NET_COORDINATOR);
  created = net_create_case (coordinator, &id);
  net_wait_number (coordinator, "waiting", 0);
  g_assert_cmpint (net_state (coordinator, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (coordinator);
  store = net_open_store (net, "office", NET_COORDINATOR, &vault);
  now = ed_store_device (store, NULL);
  g_assert_cmpstr (now, ==, device);
  ed_store_close (store);
  ed_vault_close (vault);
}

/* Another organisation answers at the same address: it gets no password and no work. */
static void
test_open_at_another_organisation (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autoptr (GError) trouble = NULL;

  net_close (expert);
  net_kill (net);
  ed_remove_tree (net->server_dir);
  net_found (net);
  net_start (net);
  expert = net_desk (net, "laptop", NET_EXPERT);
  net_wait_connection (expert, ED_CONNECTION_TROUBLE);
  g_object_get (expert, "trouble", &trouble, NULL);
  g_assert_nonnull (strstr (trouble->message, "another organisation"));
  net_close (expert);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/desk-open/" name, function)
  ADD ("signs-in", test_open_signs_in);
  ADD ("unknown-without-server", test_open_unknown_without_server);
  ADD ("known-without-server", test_open_known_without_server);
  ADD ("refuses-wrong-password", test_open_refuses_wrong_password);
  ADD ("after-password-change-elsewhere", test_open_after_password_change_elsewhere);
  ADD ("twice-is-refused", test_open_twice_is_refused);
  ADD ("in-another-process-is-refused", test_open_in_another_process_is_refused);
  ADD ("subprocess/try-to-open", try_to_open_from_here);
  ADD ("refuses-newer-database", test_open_refuses_newer_database);
  ADD ("refuses-damaged-database", test_open_refuses_damaged_database);
  ADD ("refuses-read-only-folder", test_open_refuses_read_only_folder);
  ADD ("full-disk-is-told", test_full_disk_is_told);
  ADD ("refuses-strange-server", test_open_refuses_strange_server);
  ADD ("refuses-bad-folder", test_open_refuses_bad_folder);
  ADD ("can-be-cancelled", test_open_can_be_cancelled);
  ADD ("after-too-long", test_open_after_too_long);
  ADD ("after-a-fork", test_open_after_a_fork);
  ADD ("at-another-organisation", test_open_at_another_organisation);
#undef ADD
  return g_test_run ();
}
