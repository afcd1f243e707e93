/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own account: choosing or keeping a password, devices, and asking for a new password. */

#include "client/cases/ask-dialog.h"
#include "client/fake-desk-insides.h"
#include "client/sample-cases.h"
#include "client/shell/devices-dialog.h"
#include "client/shell/password-dialog.h"
#include "client/shell/sign-in-page.h"
#include "client/stage.h"

#define THIS "d0000000-0000-4000-8000-000000000001"
#define OTHER "d0000000-0000-4000-8000-000000000002"
#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  EdDesk *desk;
  GtkWidget *dialog;
  char *said;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ed_stage_settle ();
  g_assert_null (fixture->dialog);
  g_assert_finalize_object (fixture->desk);
  g_free (fixture->said);
}

/* DIALOG is shown. */
static void
show (Fixture *fixture, GtkWidget *dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  ed_stage_settle ();
}

static void
on_changed (Fixture *fixture, const char *sentence)
{
  fixture->said = g_strdup (sentence);
}

static void
show_password (Fixture *fixture, const char *issued)
{
  GtkWidget *dialog = ed_password_dialog_new (fixture->desk, issued);

  g_signal_connect_swapped (dialog, "changed", G_CALLBACK (on_changed), fixture);
  show (fixture, dialog);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
enter (Fixture *fixture, const char *title, const char *text)
{
  gtk_editable_set_text (
      GTK_EDITABLE (ed_stage_find (fixture->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, title)),
      text);
}

static void
test_first_password_is_kept (Fixture *fixture, gconstpointer data)
{
  show_password (fixture, "abcde-abcde-abcde-abcde");
  g_assert_null (ed_stage_find (fixture->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "Present password"));
  ed_stage_click (fixture->dialog, "Keep the one from the e-mail");
  ed_stage_wait (is_closed, fixture);
  g_assert_cmpstr (ed_fake_desk_account_deed (), ==, "kept");
  g_assert_cmpstr (fixture->said, ==, "You keep the password from the e-mail.");
}

/* An organisation may want that nobody keeps what came by e-mail. */
static void
test_own_password_is_wanted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (ed_fake_desk_account_deed ());

  fixture->desk->settings->own_password = 1;
  show_password (fixture, "abcde-abcde-abcde-abcde");
  g_assert_null (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Keep the one from the e-mail"));
  gtk_widget_activate_action (fixture->dialog, "password.keep", NULL);
  ed_stage_settle ();
  g_assert_cmpstr (ed_fake_desk_account_deed (), ==, before);
  g_assert_nonnull (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Choose your own password"));
}

static void
test_own_password_is_chosen (Fixture *fixture, gconstpointer data)
{
  show_password (fixture, "abcde-abcde-abcde-abcde");
  enter (fixture, "New password", "sieben Zwerge");
  enter (fixture, "New password again", "sieben Zwerge");
  ed_stage_click (fixture->dialog, "Choose your own password");
  ed_stage_wait (is_closed, fixture);
  g_assert_cmpstr (ed_fake_desk_account_deed (),
                   ==,
                   "changed abcde-abcde-abcde-abcde to sieben Zwerge");
}

static void
test_enter_goes_on_to_what_is_empty (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  show_password (fixture, "abcde-abcde-abcde-abcde");
  enter (fixture, "New password", "sieben Zwerge");
  g_signal_emit_by_name (
      ed_stage_find (fixture->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New password"),
      "entry-activated");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (
      focus,
      ed_stage_find (fixture->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "New password again")));
  g_assert_nonnull (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Choose your own password"));
}

/* What is wrong stands beneath the fields, before anybody presses anything. */
static void
test_faults_are_told (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *old, *chosen, *again, *hint;
  } rows[] = {
    { "", "", "", "At least 12 characters: a few words do well." },
    { "old", "elevenchars", "", "At least 12 characters: a few words do well." },
    { "old", "password1234", "", "This is one of the first that would be tried. Choose another." },
    { "", "sieben Zwerge", "", "Enter your present password, too." },
    { "old", "sieben Zwerge", "", "Enter it once more, to be sure." },
    { "old", "sieben Zwerge", "sieb", "Enter it once more, to be sure." },
    { "old", "sieben Zwerge", "acht", "The two are not the same." },
    { "old",
      "sieben Zwerge",
      "sieben Zwerge",
      "On your other computers you are asked for it the next time." },
  };
  GtkWidget *button;

  show_password (fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      enter (fixture, "Present password", rows[i].old);
      enter (fixture, "New password", rows[i].chosen);
      enter (fixture, "New password again", rows[i].again);
      g_assert_true (ed_stage_says (fixture->dialog, rows[i].hint));
      button = ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Change password");
      g_assert_cmpint (gtk_widget_is_sensitive (button), ==, i == G_N_ELEMENTS (rows) - 1);
    }
}

static void
test_wrong_password_stays_open (Fixture *fixture, gconstpointer data)
{
  show_password (fixture, NULL);
  enter (fixture, "Present password", "wrong");
  enter (fixture, "New password", "sieben Zwerge");
  enter (fixture, "New password again", "sieben Zwerge");
  ed_fake_desk_fail_account (
      fixture->desk,
      g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD, "password_wrong"));
  ed_stage_click (fixture->dialog, "Change password");
  ed_stage_wait_for (fixture->dialog, "The present password is wrong.");
  ed_stage_click (fixture->dialog, "Change password");
  ed_stage_wait (is_closed, fixture);
  g_assert_cmpstr (fixture->said, ==, "Your password is changed.");
}

static void
add_device (EdDesk *desk, const char *id, const char *name, gint64 days)
{
  EdListedDevice *device = ed_record_new (&ed_listed_device_type);

  device->id = g_strdup (id);
  device->name = g_strdup (name);
  device->created_at = ED_SAMPLE_NOW - 90 * DAY_MS;
  device->last_seen_at = ED_SAMPLE_NOW - days * DAY_MS;
  if (g_str_equal (id, THIS))
    device->current = TRUE;
  ed_fake_desk_add_device (desk, device);
}

static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ED_IS_ASK_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_devices_are_revoked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  add_device (fixture->desk, THIS, "Anna's <laptop>", 0);
  add_device (fixture->desk, OTHER, "old tower", 3);
  show (fixture, ed_devices_dialog_new (fixture->desk, NULL));
  ed_stage_wait_for (fixture->dialog, "Last seen 3 days ago");
  g_assert_true (ed_stage_says (fixture->dialog, "This device"));
  g_assert_true (ed_stage_says (fixture->dialog, "Anna's <laptop>"));
  ed_stage_click (fixture->dialog, "Revoke");
  ed_stage_settle ();
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  gtk_window_destroy (GTK_WINDOW (question));
  ed_stage_wait_for (fixture->dialog, "Revoked today");
  g_assert_null (ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Revoke"));
}

static void
test_devices_without_server (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_fail_account (
      fixture->desk,
      g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "unreachable"));
  show (fixture, ed_devices_dialog_new (fixture->desk, NULL));
  ed_stage_wait_for (fixture->dialog,
                     "The server cannot be reached. Check the address and your connection.");
  ed_stage_click (fixture->dialog, "Try again");
  ed_stage_wait_for (fixture->dialog, "No devices");
}

static void
test_new_password_is_asked_for (void)
{
  GtkWidget *page = g_object_new (ED_TYPE_SIGN_IN_PAGE, NULL);
  GtkWindow *window = ed_stage_show (page, 600, 760);
  GtkWidget *question;

  ed_stage_click (page, "Forgot password?");
  g_assert_true (ed_stage_says (page, "Fill in the server and your user name first."));
  ed_sign_in_page_prefill (ED_SIGN_IN_PAGE (page), "server.example", "anna@demo.example");
  ed_stage_click (page, "Forgot password?");
  ed_stage_settle ();
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  gtk_window_destroy (GTK_WINDOW (question));
  ed_stage_wait_for (page,
                     "If there is an account of this name, a new password is on its way to its "
                     "e-mail address. What you have not sent yet stays on this computer, and is "
                     "sent once you have signed in.");
  g_assert_cmpstr (ed_fake_desk_account_deed (), ==, "reset anna@demo.example");
  ed_stage_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add ("/client/account-dialogs/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("first-password-is-kept", test_first_password_is_kept);
  ADD ("own-password-is-wanted", test_own_password_is_wanted);
  ADD ("own-password-is-chosen", test_own_password_is_chosen);
  ADD ("enter-goes-on", test_enter_goes_on_to_what_is_empty);
  ADD ("faults-are-told", test_faults_are_told);
  ADD ("wrong-password-stays-open", test_wrong_password_stays_open);
  ADD ("devices-are-revoked", test_devices_are_revoked);
  ADD ("devices-without-server", test_devices_without_server);
  g_test_add_func ("/client/account-dialogs/new-password-is-asked-for",
                   test_new_password_is_asked_for);
  return g_test_run ();
}
