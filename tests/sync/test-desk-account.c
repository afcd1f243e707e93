/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords and devices between the real server, its mails, and real desks. */

#include "net.h"

#include "sync/desk-account.h"
#include "sync/desk-audit.h"
#include "sync/desk-report.h"

#include <glib/gstdio.h>
#include <string.h>

#define CHOSEN "sieben Zwerge im Wald"

/* --- mails ------------------------------------------------------------------------------------ */

/* The password in a mail of FOLDER to USER that is not SEEN, or NULL. */
static char *
find_password (const char *folder, const char *user, const char *seen)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *mail = NULL;
      const char *at;

      if (!g_file_get_contents (path, &mail, NULL, NULL) || strstr (mail, user) == NULL)
        continue;
      at = strstr (mail, "Password: ");
      if (at != NULL && (seen == NULL || strstr (at, seen) == NULL))
        return g_strndup (at + strlen ("Password: "), 23);
    }
  return NULL;
}

/* Waits for the mail that brings USER a password other than SEEN; free with g_free(). */
static char *
wait_password (Net *net, const char *user, const char *seen)
{
  g_autofree char *folder = g_build_filename (net->server_dir, "mail", "new", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileMonitor) monitor = NULL;
  char *password;

  g_mkdir_with_parents (folder, 0700);
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  g_assert_nonnull (monitor);
  while ((password = find_password (folder, user, seen)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return password;
}

static void
ask_reset (Net *net, const char *user)
{
  EdDeskOptions options = { .server = net->url, .user = user };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ed_desk_reset_password_async (&options, NULL, net_on_ready, &result);
  net_wait_result (&result);
  g_assert_true (ed_desk_reset_password_finish (result, &error));
  g_assert_no_error (error);
}

/* --- passwords -------------------------------------------------------------------------------- */

/* Somebody works offline, closes the program, and has forgotten the password. */
static void
test_forgotten_password_loses_no_work (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  char *commands[3];

  net_kill (net);
  net_wait_connection (expert, ED_CONNECTION_OFFLINE);
  commands[0] = net_contact (expert, id);
  commands[1] = net_add_session (expert, id);
  commands[2] = net_add_session (expert, id);
  net_wait_number (expert, "waiting", 3);
  net_close (expert);
  net_start (net);
  ask_reset (net, NET_EXPERT);
  password = wait_password (net, NET_EXPERT, NULL);
  expert = net_open (net, "laptop", NET_EXPERT, password, &error);
  g_assert_no_error (error);
  g_assert_true (ed_desk_password_is_issued (expert));
  net_wait_number (expert, "waiting", 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_assert_cmpint (net_state (expert, commands[i]), ==, ED_OUTBOX_ACCEPTED);
      g_free (commands[i]);
    }
  net_close (expert);

  /* The vault has a new slot: it opens with the new password without the server, and with the
   * former no longer. */
  net_kill (net);
  expert = net_open (net, "laptop", NET_EXPERT, password, &error);
  g_assert_no_error (error);
  net_close (expert);
  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  net_close (coordinator);
}

/* A reset that nobody uses changes nothing. */
static void
test_unused_reset_changes_nothing (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *password = NULL;

  net_close (net_desk (net, "laptop", NET_EXPERT));
  ask_reset (net, NET_EXPERT);
  password = wait_password (net, NET_EXPERT, NULL);
  net_close (net_desk (net, "laptop", NET_EXPERT));
}

static gboolean
change (EdDesk *desk, const char *old, const char *chosen, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ed_desk_change_password_async (desk, old, chosen, NULL, net_on_ready, &result);
  net_wait_result (&result);
  return ed_desk_change_password_finish (desk, result, error);
}

static void
test_change_of_password (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *laptop = net_desk (net, "laptop", NET_EXPERT);
  EdDesk *desktop = net_desk (net, "desktop", NET_EXPERT);
  g_autoptr (GError) error = NULL;

  g_assert_false (change (laptop, "wrong", CHOSEN, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_false (change (laptop, NET_PASSWORD, "short", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROBLEM);
  g_clear_error (&error);
  g_assert_true (change (laptop, NET_PASSWORD, CHOSEN, &error));
  g_assert_no_error (error);
  g_assert_false (ed_desk_password_is_issued (laptop));
  /* This one goes on, the other is asked for the password. */
  ed_desk_sync_now (laptop);
  net_wait_connection (laptop, ED_CONNECTION_UP_TO_DATE);
  ed_desk_sync_now (desktop);
  net_wait_connection (desktop, ED_CONNECTION_SIGN_IN);
  net_close (laptop);
  net_close (desktop);

  g_assert_null (net_open (net, "laptop", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  desktop = net_open (net, "desktop", NET_EXPERT, CHOSEN, &error);
  g_assert_no_error (error);
  net_close (desktop);
  net_kill (net);
  laptop = net_open (net, "laptop", NET_EXPERT, CHOSEN, &error);
  g_assert_no_error (error);
  net_close (laptop);
}

/* From the invitation to the first sign-in, and the password from the e-mail kept. */
static void
test_invited_keeps_the_password (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdCommand *command = ed_command_new (ED_COMMAND_ACCOUNT_CREATE,
                                       "a0000000-0000-4000-8000-000000000001",
                                       "a0000000-0000-4000-8000-000000000002",
                                       NULL,
                                       ed_clock_now (ed_clock_system ()));
  EdAccount *entries = command->args;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  EdDesk *newcomer;

  entries->user = g_strdup ("new@net.example");
  entries->name = g_strdup ("Newcomer");
  entries->roles = g_strsplit ("expert", ",", -1);
  g_assert_cmpint ((gint) net_do (coordinator, command), ==, (gint) ED_REFUSAL_NONE);
  password = wait_password (net, "new@net.example", NULL);
  newcomer = net_open (net, "laptop", "NEW@net.example", password, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ed_desk_account (newcomer)->state, ==, ED_ACCOUNT_ACTIVE);
  g_assert_true (ed_desk_password_is_issued (newcomer));
  ed_desk_keep_password_async (newcomer, NULL, net_on_ready, &result);
  net_wait_result (&result);
  g_assert_true (ed_desk_keep_password_finish (newcomer, result, &error));
  g_clear_object (&result);
  g_assert_false (ed_desk_password_is_issued (newcomer));
  net_close (newcomer);
  newcomer = net_open (net, "laptop", "NEW@net.example", password, &error);
  g_assert_no_error (error);
  g_assert_false (ed_desk_password_is_issued (newcomer));
  net_close (newcomer);
  net_close (coordinator);
}

/* --- devices ---------------------------------------------------------------------------------- */

static EdDeviceList *
list_devices (EdDesk *desk, const char *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ed_desk_list_devices_async (desk, account, NULL, net_on_ready, &result);
  net_wait_result (&result);
  return ed_desk_list_devices_finish (desk, result, error);
}

static gboolean
withdraw (EdDesk *desk, const char *device, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ed_desk_revoke_device_async (desk, device, NULL, net_on_ready, &result);
  net_wait_result (&result);
  return ed_desk_revoke_device_finish (desk, result, error);
}

/* The coordinator sees both devices of an expert and withdraws the lost one; it stops at once. */
static void
test_lost_device_is_revoked (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *lost = net_desk (net, "lost", NET_EXPERT);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDeviceList) own = list_devices (lost, NULL, &error);
  g_autoptr (EdDeviceList) theirs = list_devices (coordinator, NET_EXPERT_ID, &error);
  g_autoptr (EdDeviceList) foreign = NULL;
  EdDesk *kept;
  const EdListedDevice *device;

  g_assert_no_error (error);
  g_assert_cmpuint (own->devices->len, ==, 1);
  g_assert_cmpuint (theirs->devices->len, ==, 1);
  device = own->devices->pdata[0];
  g_assert_cmpint (device->current, ==, TRUE);
  g_assert_cmpstr (((EdListedDevice *) theirs->devices->pdata[0])->id, ==, device->id);
  foreign = list_devices (lost, ed_desk_account (coordinator)->id, &error);
  g_assert_null (foreign);
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROBLEM);
  g_clear_error (&error);
  net_wait_connection (lost, ED_CONNECTION_UP_TO_DATE);

  g_assert_true (withdraw (coordinator, device->id, &error));
  g_assert_no_error (error);
  net_wait_connection (lost, ED_CONNECTION_SUSPENDED);
  net_close (lost);
  g_assert_null (net_open (net, "lost", NET_EXPERT, NET_PASSWORD, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_SUSPENDED);
  kept = net_desk (net, "laptop", NET_EXPERT);
  net_close (kept);
  net_close (coordinator);
}

/* The coordinator reads in the log what the expert did; the expert may not. */
static void
test_audit_log_is_read (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autoptr (EdAuditInquiry) inquiry = ed_record_new (&ed_audit_inquiry_type);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdAuditAnswer) answer = NULL;
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (GError) error = NULL;

  inquiry->account = g_strdup (NET_EXPERT_ID);
  inquiry->actions = g_strsplit ("sign_in", ",", -1);
  ed_desk_search_audit_async (coordinator, inquiry, NULL, net_on_ready, &result);
  net_wait_result (&result);
  answer = ed_desk_search_audit_finish (coordinator, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->entries->len, ==, 1);
  g_assert_cmpstr (((EdAuditEntry *) answer->entries->pdata[0])->account, ==, NET_EXPERT_ID);
  g_clear_object (&result);
  ed_desk_verify_audit_async (coordinator, NULL, net_on_ready, &result);
  net_wait_result (&result);
  proof = ed_desk_verify_audit_finish (coordinator, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
  g_clear_object (&result);
  ed_desk_search_audit_async (expert, inquiry, NULL, net_on_ready, &result);
  net_wait_result (&result);
  g_assert_null (ed_desk_search_audit_finish (expert, result, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROBLEM);
  g_clear_object (&result);
  net_close (expert);
  net_close (coordinator);
}

/* The coordinator gets figures, and has the last ones when there is no server any more. */
static void
test_report_is_read_and_kept (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "office", NET_COORDINATOR);
  g_autoptr (EdReportInquiry) inquiry = ed_record_new (&ed_report_inquiry_type);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdReport) report = NULL;
  g_autoptr (EdReport) kept = NULL;
  g_autoptr (GError) error = NULL;

  inquiry->from = ed_date_from_text ("2000-01-01");
  inquiry->to = ed_date_from_text ("2099-12-31");
  ed_desk_load_report_async (desk, NULL, net_on_ready, &result);
  net_wait_result (&result);
  g_assert_null (ed_desk_load_report_finish (desk, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  ed_desk_report_async (desk, inquiry, NULL, net_on_ready, &result);
  net_wait_result (&result);
  report = ed_desk_report_finish (desk, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  ed_desk_keep_report (desk, report);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  ed_desk_load_report_async (desk, NULL, net_on_ready, &result);
  net_wait_result (&result);
  kept = ed_desk_load_report_finish (desk, result, &error);
  g_assert_no_error (error);
  g_assert_true (ed_record_equal (&ed_report_type, kept, report));
  g_clear_object (&result);
  ed_desk_report_async (desk, inquiry, NULL, net_on_ready, &result);
  net_wait_result (&result);
  g_assert_null (ed_desk_report_finish (desk, result, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
  g_clear_object (&result);
  net_close (desk);
}

/* Nobody waits for an answer that cannot come. */
static void
test_calls_fail_at_once_offline (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);
  g_autoptr (GError) error = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (list_devices (desk, NULL, &error));
      g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
      g_clear_error (&error);
    }
  net_close (desk);
}

/* Closing a desk answers whoever still waits. */
static void
test_closing_answers (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdDeviceList) list = NULL;
  g_autoptr (GError) error = NULL;

  ed_desk_list_devices_async (desk, NULL, NULL, net_on_ready, &result);
  ed_desk_close (desk);
  net_wait_result (&result);
  list = ed_desk_list_devices_finish (desk, result, &error);
  g_assert_true (list != NULL || error != NULL);
  g_clear_object (&result);
  g_object_unref (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add_func ("/sync/desk-account/" path, function)
  ADD ("forgotten-password-loses-no-work", test_forgotten_password_loses_no_work);
  ADD ("unused-reset-changes-nothing", test_unused_reset_changes_nothing);
  ADD ("change-of-password", test_change_of_password);
  ADD ("invited-keeps-the-password", test_invited_keeps_the_password);
  ADD ("lost-device-is-revoked", test_lost_device_is_revoked);
  ADD ("audit-log-is-read", test_audit_log_is_read);
  ADD ("report-is-read-and-kept", test_report_is_read_and_kept);
  ADD ("calls-fail-at-once-offline", test_calls_fail_at_once_offline);
  ADD ("closing-answers", test_closing_answers);
  return g_test_run ();
}
