/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting two-step sign-in up, and off; what is saved and printed of it. */

#include "client/fake-desk-insides.h"
#include "client/sample-cases.h"
#include "client/shell/code-sheet.h"
#include "client/shell/two-step-dialog.h"
#include "client/stage.h"

typedef struct
{
  EdDesk *desk;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
}

static void
show (Fixture *fixture)
{
  fixture->dialog = ed_two_step_dialog_new (fixture->desk);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  ed_stage_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ed_stage_settle ();
  g_assert_null (fixture->dialog);
  g_assert_finalize_object (fixture->desk);
}

static void
enter (Fixture *fixture, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, title)),
                         text);
}

static gboolean
is_ready (Fixture *fixture, const char *button)
{
  return gtk_widget_is_sensitive (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, button));
}

static void
test_is_set_up (Fixture *fixture, gconstpointer data)
{
  guint syncs = ed_fake_desk_asked_to_sync (fixture->desk);

  show (fixture);
  ed_stage_wait_for (fixture->dialog,
                     "After your password you are asked for a code from an app on "
                     "your phone. Whoever guesses or steals your password alone "
                     "then cannot sign in.");
  g_assert_false (is_ready (fixture, "Set up"));
  enter (fixture, "Your password", "wrong");
  ed_stage_click (fixture->dialog, "Set up");
  ed_stage_wait_for (fixture->dialog, "The password is wrong.");
  enter (fixture, "Your password", "secret");
  ed_stage_click (fixture->dialog, "Set up");
  ed_stage_wait_for (fixture->dialog, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  g_assert_false (is_ready (fixture, "Turn on"));
  enter (fixture, "Code from your authenticator app", "12345");
  g_assert_false (is_ready (fixture, "Turn on"));
  enter (fixture, "Code from your authenticator app", "654321");
  ed_stage_click (fixture->dialog, "Turn on");
  ed_stage_wait_for (fixture->dialog,
                     "The code is wrong, or was used before. Wait for the next one that the app "
                     "shows.");
  enter (fixture, "Code from your authenticator app", "123456");
  ed_stage_click (fixture->dialog, "Turn on");
  ed_stage_wait_for (fixture->dialog, "Keep these recovery codes");
  /* The account's view says so, too, once it is fetched. */
  g_assert_cmpuint (ed_fake_desk_asked_to_sync (fixture->desk), >, syncs);
  ed_stage_click (fixture->dialog, "Done");
  ed_stage_settle ();
  g_assert_null (fixture->dialog);
}

static void
test_is_turned_off (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_totp (fixture->desk, 7, FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->dialog, "7 codes are left");
  ed_stage_click (fixture->dialog, "Turn off…");
  g_assert_false (is_ready (fixture, "Turn off"));
  enter (fixture, "Your password", "secret");
  enter (fixture, "Code from your authenticator app", "111111");
  ed_stage_click (fixture->dialog, "Turn off");
  ed_stage_wait_for (fixture->dialog,
                     "The code is wrong, or was used before. Wait for the next one that the app "
                     "shows.");
  enter (fixture, "Code from your authenticator app", "123456");
  ed_stage_click (fixture->dialog, "Turn off");
  ed_stage_wait_for (fixture->dialog, "Set up");
}

static void
test_codes_are_made_anew (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_totp (fixture->desk, 1, FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->dialog, "1 code is left");
  ed_stage_click (fixture->dialog, "New codes…");
  ed_stage_click (fixture->dialog, "Use a recovery code");
  enter (fixture, "Your password", "secret");
  enter (fixture, "Recovery code", "abcd-efgh");
  g_assert_false (is_ready (fixture, "Make new codes"));
  ed_stage_click (fixture->dialog, "Use the authenticator app");
  enter (fixture, "Code from your authenticator app", "123456");
  ed_stage_click (fixture->dialog, "Make new codes");
  ed_stage_wait_for (fixture->dialog, "Keep these recovery codes");
}

/* Who is asked for it by the organisation is told so, and cannot turn it off again. */
static void
test_organisation_asks_for_it (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->desk->settings->coordinators_totp = 1;
  ed_fake_desk_set_totp (fixture->desk, ED_ABSENT, TRUE);
  show (fixture);
  ed_stage_wait_for (fixture->dialog,
                     "Your organisation asks everybody who coordinates for this. "
                     "Set it up to go on.");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ed_fake_desk_set_totp (fixture->desk, 10, FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->dialog, "On: your organisation asks for it");
  g_assert_null (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Turn off…"));
  gtk_widget_activate_action (fixture->dialog, "two-step.turn-off", NULL);
  ed_stage_settle ();
  g_assert_true (ed_stage_says (fixture->dialog, "10 codes are left"));
}

static void
test_server_is_needed (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_fail_account (
      fixture->desk,
      g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "unreachable"));
  show (fixture);
  ed_stage_wait_for (fixture->dialog,
                     "The server cannot be reached. Check the address and your connection.");
  ed_stage_click (fixture->dialog, "Try again");
  ed_stage_wait_for (fixture->dialog, "Set up");
}

static void
test_sheet_holds_the_codes (void)
{
  const char *codes[] = { "abcd-efgh-jkmn-2345", "bcde-fghj-kmnp-3456", NULL };
  g_autofree char *text = ed_code_sheet_text ("Segítő Kör", "anna@demo.example", (char **) codes);

  g_assert_nonnull (strstr (text, "Segítő Kör"));
  g_assert_nonnull (strstr (text, "anna@demo.example"));
  g_assert_nonnull (strstr (text, "abcd-efgh-jkmn-2345\nbcde-fghj-kmnp-3456\n"));
}

static void
test_sheet_is_printed (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "recovery-codes.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = ed_code_sheet_print_new ("abcd-efgh-jkmn-2345\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpint (remove (path), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add ("/client/two-step-dialog/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("is-set-up", test_is_set_up);
  ADD ("is-turned-off", test_is_turned_off);
  ADD ("codes-are-made-anew", test_codes_are_made_anew);
  ADD ("organisation-asks-for-it", test_organisation_asks_for_it);
  ADD ("server-is-needed", test_server_is_needed);
#undef ADD
  g_test_add_func ("/client/two-step-dialog/sheet-holds-the-codes", test_sheet_holds_the_codes);
  g_test_add_func ("/client/two-step-dialog/sheet-is-printed", test_sheet_is_printed);
  return g_test_run ();
}
