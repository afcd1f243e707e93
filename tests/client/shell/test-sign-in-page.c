/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/sign-in-page.h"

#include "client/fake-desk.h"
#include "client/stage.h"
#include "sql/db.h"
#include "store/vault.h"
#include "sync/pin.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *page;
  GtkWindow *window;
  EdDesk *desk; /* of "opened" */
} Fixture;

static void
on_opened (Fixture *fixture, EdDesk *desk)
{
  fixture->desk = g_object_ref (desk);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->page = g_object_new (ED_TYPE_SIGN_IN_PAGE, NULL);
  g_signal_connect_swapped (fixture->page, "opened", G_CALLBACK (on_opened), fixture);
  fixture->window = ed_stage_show (fixture->page, 600, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  if (fixture->desk != NULL)
    g_assert_finalize_object (fixture->desk);
}

static gboolean
has_desk (gpointer data)
{
  return ((Fixture *) data)->desk != NULL;
}

static gboolean
has_trouble (gpointer data)
{
  return ed_sign_in_page_trouble (ED_SIGN_IN_PAGE (((Fixture *) data)->page)) != NULL;
}

static GtkWidget *
find_field (Fixture *fixture, const char *title)
{
  return ed_stage_find (fixture->page, ADW_TYPE_ENTRY_ROW, title);
}

static void
fill_in (Fixture *fixture)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, "Server")), "server.example");
  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, "User name")), "expert@demo.example");
  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, "Password")), "secret");
}

static void
test_page_signs_in (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  ed_stage_click (fixture->page, "Sign in");
  g_assert_true (ed_stage_says (fixture->page, "Signing in…"));
  ed_stage_wait (has_desk, fixture);
  /* The password does not stay. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field (fixture, "Password"))), ==, "");
}

static void
test_enter_signs_in (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  g_signal_emit_by_name (find_field (fixture, "Password"), "entry-activated");
  ed_stage_wait (has_desk, fixture);
}

static void
test_empty_fields_are_asked_for (Fixture *fixture, gconstpointer data)
{
  ed_stage_click (fixture->page, "Sign in");
  g_assert_true (ed_stage_says (fixture->page, "Fill in the server, your user name and password."));
  g_assert_null (fixture->desk);
}

/* Opening fails with CODE of DOMAIN: SENTENCE is said, and the fields stay as they were. */
static void
assert_says (Fixture *fixture, GQuark domain, int code, const char *sentence)
{
  ed_sign_in_page_set_trouble (ED_SIGN_IN_PAGE (fixture->page), NULL);
  ed_fake_desk_fail_open (g_error_new_literal (domain, code, "raw"));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (has_trouble, fixture);
  g_assert_true (ed_stage_says (fixture->page, sentence));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field (fixture, "User name"))),
                   ==,
                   "expert@demo.example");
}

/* Each thing that can go wrong is said on the page. */
static void
test_page_says_what_went_wrong (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    GQuark domain;
    int code;
    const char *sentence;
  } rows[] = {
    { ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD, "User name or password is wrong." },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_UNREACHABLE,
      "The server cannot be reached. Check the address and your connection." },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_CERTIFICATE,
      "The server’s certificate is not one to trust, so nothing was sent to it. Ask your "
      "coordinator before you go on." },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_CHANGED,
      "This server shows another certificate than the one that was confirmed on this computer, so "
      "nothing was sent to it. Ask your organisation whether its server has changed before you go "
      "on." },
    { ED_VAULT_ERROR,
      ED_VAULT_ERROR_CLOSED,
      "Too many wrong passwords: this computer now opens only with the server. Connect to the "
      "network and sign in; what you have not sent is still here." },
    { ED_VAULT_ERROR,
      ED_VAULT_ERROR_IN_USE,
      "This account is already open in another window on this computer." },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_PROTOCOL,
      "The server’s answer makes no sense. Is this the address of an Experts’ Dashboard "
      "server?" },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_OLD,
      "This program and the server are of different ages. Update the program, or ask your "
      "coordinator." },
    { ED_VAULT_ERROR,
      ED_VAULT_ERROR_FOLDER,
      "The program’s folder on this computer cannot be read or written." },
    { ED_DB_ERROR,
      ED_DB_ERROR_FULL,
      "The disk is full. Make room, then try again; nothing is lost." },
    { ED_DB_ERROR, ED_DB_ERROR_IO, "The disk cannot be written: it failed, or is read-only." },
    { ED_VAULT_ERROR,
      ED_VAULT_ERROR_DAMAGED,
      "What is kept on this computer is damaged and cannot be read." },
    { ED_DB_ERROR,
      ED_DB_ERROR_NEWER,
      "A newer version of this program has been used on this computer. Update this one." },
  };

  fill_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_says (fixture, rows[i].domain, rows[i].code, rows[i].sentence);
  g_assert_null (fixture->desk);
}

#define PIN \
  "9D:6F:17:50:C0:93:30:73:5B:7F:43:26:D9:1A:02:E5:14:F5:BE:FD:12:0C:1C:25:A0:A3:E1:36:49:CC:29:66"

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *i = all; i != NULL; i = i->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (i->data))
        return i->data;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* Where the page keeps what it was told. */
static char *
point_to_folder (Fixture *fixture)
{
  char *folder = g_dir_make_tmp ("ed-sign-in-XXXXXX", NULL);

  ed_sign_in_page_set_places (ED_SIGN_IN_PAGE (fixture->page), folder, NULL);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "servers", NULL);

  g_unlink (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
meet_stranger (Fixture *fixture)
{
  fill_in (fixture);
  ed_fake_desk_fail_open (
      g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_STRANGER, "own certificate " PIN));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (has_dialog, fixture);
}

/* A server that nobody has vouched for is asked about, once. */
static void
test_own_certificate_is_asked_about (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = point_to_folder (fixture);
  g_autofree char *pin = NULL;

  meet_stranger (fixture);
  g_assert_true (
      ed_stage_says (GTK_WIDGET (find_dialog ()), "Is this your organisation’s server?"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())),
                            "\n9D:6F:17:50:C0:93:30:73\n5B:7F:43:26:D9:1A:02:E5\n"
                            "14:F5:BE:FD:12:0C:1C:25\nA0:A3:E1:36:49:CC:29:66\n"));
  ed_stage_click (GTK_WIDGET (find_dialog ()), "Trust this server");
  ed_stage_wait (has_desk, fixture);
  pin = ed_pin_load (folder, "https://SERVER.example:443");
  g_assert_cmpstr (pin, ==, PIN);
  remove_folder (folder);
}

static void
test_stranger_is_not_trusted_unasked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = point_to_folder (fixture);

  meet_stranger (fixture);
  ed_stage_click (GTK_WIDGET (find_dialog ()), "Cancel");
  ed_stage_settle ();
  g_assert_null (fixture->desk);
  g_assert_null (ed_pin_load (folder, "https://server.example"));
  g_assert_true (ed_stage_says (fixture->page,
                                "This server shows its own certificate, which nobody has confirmed "
                                "on this computer yet, so nothing was sent to it."));
  remove_folder (folder);
}

static void
test_cancelled_sign_in_opens_nothing (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_click (fixture->page, "Cancel");
  ed_stage_settle ();
  g_assert_null (fixture->desk);
  g_assert_null (ed_sign_in_page_trouble (ED_SIGN_IN_PAGE (fixture->page)));
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Sign in"));
}

static gboolean
asks_for_code (gpointer data)
{
  return find_field (data, "Code from your authenticator app") != NULL;
}

static void
enter_code (Fixture *fixture, const char *title, const char *code)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, title)), code);
}

static void
test_second_step_asks_for_a_code (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED, "raw"));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (asks_for_code, fixture);
  g_assert_null (ed_fake_desk_opened_with ());
  g_assert_null (find_field (fixture, "Password"));
  g_assert_true (ed_stage_says (fixture->page, "Signing in as expert@demo.example"));
  g_assert_null (ed_sign_in_page_trouble (ED_SIGN_IN_PAGE (fixture->page)));
  ed_stage_click (fixture->page, "Sign in");
  g_assert_true (ed_stage_says (fixture->page, "Enter the whole code."));
  enter_code (fixture, "Code from your authenticator app", "111 111");
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG, "raw"));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait_for (fixture->page,
                     "The code is wrong, or was used before. Wait for the next one that the app "
                     "shows.");
  g_assert_cmpstr (ed_fake_desk_opened_with (), ==, "111111");
  ed_fake_desk_fail_open (NULL);
  enter_code (fixture, "Code from your authenticator app", "123456");
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (has_desk, fixture);
  g_assert_cmpstr (ed_fake_desk_opened_with (), ==, "123456");
}

static void
test_second_step_takes_a_recovery_code (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED, "raw"));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (asks_for_code, fixture);
  ed_stage_click (fixture->page, "Use a recovery code");
  enter_code (fixture, "Recovery code", "abcd-efgh-jkmn-2345");
  ed_fake_desk_fail_open (NULL);
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (has_desk, fixture);
  g_assert_cmpstr (ed_fake_desk_opened_with (), ==, "abcdefghjkmn2345");
}

static void
test_second_step_can_be_left (Fixture *fixture, gconstpointer data)
{
  fill_in (fixture);
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED, "raw"));
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (asks_for_code, fixture);
  ed_stage_click (fixture->page, "Back");
  g_assert_nonnull (find_field (fixture, "Password"));
  g_assert_null (find_field (fixture, "Code from your authenticator app"));
  ed_fake_desk_fail_open (NULL);
  ed_stage_click (fixture->page, "Sign in");
  ed_stage_wait (has_desk, fixture);
  g_assert_null (ed_fake_desk_opened_with ());
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/sign-in-page/signs-in", test_page_signs_in },
    { "/client/sign-in-page/enter", test_enter_signs_in },
    { "/client/sign-in-page/empty", test_empty_fields_are_asked_for },
    { "/client/sign-in-page/troubles", test_page_says_what_went_wrong },
    { "/client/sign-in-page/own-certificate", test_own_certificate_is_asked_about },
    { "/client/sign-in-page/stranger", test_stranger_is_not_trusted_unasked },
    { "/client/sign-in-page/second-step", test_second_step_asks_for_a_code },
    { "/client/sign-in-page/recovery-code", test_second_step_takes_a_recovery_code },
    { "/client/sign-in-page/second-step-can-be-left", test_second_step_can_be_left },
    { "/client/sign-in-page/cancel", test_cancelled_sign_in_opens_nothing },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
