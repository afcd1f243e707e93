/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-profile.h"

#include "client/cases/mail-notice.h"
#include "client/cases/session-dialog.h"
#include "client/cases/session-row.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "client/widgets/date-row.h"
#include "domain/account.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  EdDesk *desk;
  GtkWidget *profile;
  GtkWindow *window;
} Fixture;

static char *
make_id (gint64 number)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012" G_GINT64_FORMAT, number);
}

/* Shows the profile of the sample case NUMBER; DATA is that number. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_id (GPOINTER_TO_INT (data));
  g_autofree char *name = g_strdup_printf ("Case %d", GPOINTER_TO_INT (data));

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  fixture->profile = ed_case_profile_new (fixture->desk, id);
  fixture->window = ed_stage_show (fixture->profile, 1160, 900);
  ed_stage_wait_for (fixture->profile, "Client name");
  g_assert_true (ed_stage_says (fixture->profile, name));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
}

static void
test_profile_shows_the_case (Fixture *fixture, gconstpointer data)
{
  static const char *const said[] = {
    "Next: contact the client",
    "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY",
    "0/3",
    "Problem details",
    "Other family problems",
    "No session has been registered yet.",
    "Case recorded",
    "0 of 5 used, 5 left",
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_true (ed_stage_says (fixture->profile, said[i]));
    }
}

/* Whoever has to tell the expert otherwise reads so beside the case. */
static void
test_lost_mails_are_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_id (GPOINTER_TO_INT (data));
  EdAccount *expert = ed_record_new (&ed_account_type);

  g_assert_null (ed_stage_find (fixture->profile, ED_TYPE_MAIL_NOTICE, NULL));
  expert->id = g_strdup (ed_fake_desk_find (fixture->desk, id)->expert_id);
  expert->name = g_strdup ("Dr. Kovács Anna");
  expert->roles = g_strsplit ("expert", ",", -1);
  expert->reply_to = g_strdup ("anna@mail.example");
  expert->mail_failed_at = ED_SAMPLE_NOW;
  ed_fake_desk_add_account (fixture->desk, expert);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->profile,
                     "E-mails to anna@mail.example have not arrived since Tue 24 March 2020. New "
                     "cases and answers are not announced there: correct the address, or call.");
}

/* --- doing ----------------------------------------------------------------------------------- */

static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == fixture->window)
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

static GtkWidget *
wait_for_dialog (Fixture *fixture)
{
  ed_stage_wait (has_dialog, fixture);
  return find_dialog (fixture);
}

static const EdCase *
find_case (Fixture *fixture, gint64 number)
{
  g_autofree char *id = make_id (number);

  return ed_fake_desk_find (fixture->desk, id);
}

static void
test_contact_is_one_click (Fixture *fixture, gconstpointer data)
{
  ed_stage_click (fixture->profile, "Client has been contacted");
  ed_stage_wait_for (fixture->profile, "Next: register the first session");
  g_assert_cmpint (find_case (fixture, 261)->contacted_at, ==, ED_SAMPLE_NOW);
  g_assert_true (ed_stage_says (fixture->profile, "24 March 2020, 12:32, within 48 hours"));
  g_assert_true (ed_stage_says (fixture->profile, "1/3"));
}

/* Opens "Add session", types DATE and saves. */
static void
add_session (Fixture *fixture, const char *date)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate_action (fixture->profile, "deed.add-session", NULL));
  dialog = wait_for_dialog (fixture);
  g_assert_true (ED_IS_SESSION_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (dialog, ED_TYPE_DATE_ROW, NULL)), date);
  ed_stage_click (dialog, "Save");
}

static void
test_session_is_added (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "23.3.2020");
  ed_stage_wait_for (fixture->profile, "Date and time of session 1: 2020-03-23");
  g_assert_cmpuint (find_case (fixture, 266)->sessions->len, ==, 1);
  g_assert_true (ed_stage_says (fixture->profile, "50 minutes · Mon 23 March 2020, yesterday"));
  ed_stage_wait_for (fixture->profile, "waiting to be sent");
  ed_fake_desk_settle (fixture->desk, ED_OUTBOX_ACCEPTED, ED_REFUSAL_NONE, NULL);
  ed_stage_settle ();
  g_assert_false (ed_stage_says (fixture->profile, "waiting to be sent"));
}

static void
test_session_asks_about_the_contact (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  add_session (fixture, "2020-03-22");
  ed_stage_wait (has_dialog, fixture);
  dialog = wait_for_dialog (fixture);
  while (!ADW_IS_MESSAGE_DIALOG (dialog))
    {
      g_main_context_iteration (NULL, TRUE);
      dialog = find_dialog (fixture);
    }
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "contacted");
  ed_stage_wait_for (fixture->profile, "Date and time of session 1: 2020-03-22");
  g_assert_cmpint (find_case (fixture, 261)->contacted_at, ==, ED_SAMPLE_NOW);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 2);
}

static void
test_session_is_saved_without_the_contact (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  add_session (fixture, "2020-03-22");
  dialog = wait_for_dialog (fixture);
  while (!ADW_IS_MESSAGE_DIALOG (dialog))
    {
      g_main_context_iteration (NULL, TRUE);
      dialog = find_dialog (fixture);
    }
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "session");
  ed_stage_wait_for (fixture->profile, "Date and time of session 1: 2020-03-22");
  g_assert_cmpint (find_case (fixture, 261)->contacted_at, ==, ED_ABSENT);
}

static void
test_session_before_the_case_cannot_be_saved (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date, *time, *hint;
    gboolean valid;
  } rows[] = {
    { "", "", "Type a date, or pick it in the calendar.", FALSE },
    { "soon", "", "This is not a date, such as 2020-03-24.", FALSE },
    { "2020-03-17", "", "The case was recorded later, on Wed 18 March 2020.", FALSE },
    { "2020-03-18", "", "Wed 18 March 2020, 6 days ago", TRUE },
    { "2020-03-18", "25:00", "The time is not one of the day, such as 16:00.", FALSE },
    { "2020-03-18", "16:00", "Wed 18 March 2020, 6 days ago", TRUE },
  };
  GtkWidget *dialog, *date, *time;

  gtk_widget_activate_action (fixture->profile, "deed.add-session", NULL);
  dialog = wait_for_dialog (fixture);
  date = ed_stage_find (dialog, ED_TYPE_DATE_ROW, NULL);
  time = ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time (optional)");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *save = ed_stage_find (dialog, GTK_TYPE_BUTTON, "Save");

      gtk_editable_set_text (GTK_EDITABLE (date), rows[i].date);
      gtk_editable_set_text (GTK_EDITABLE (time), rows[i].time);
      g_test_message ("%s %s", rows[i].date, rows[i].time);
      g_assert_true (ed_stage_says (dialog, rows[i].hint));
      g_assert_cmpint (gtk_widget_is_sensitive (save), ==, rows[i].valid);
    }
  gtk_window_close (GTK_WINDOW (dialog));
  ed_stage_wait (has_no_dialog, fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
test_session_is_edited (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_ = find_case (fixture, 240);
  g_autofree char *id = g_strdup (((EdSession *) case_->sessions->pdata[0])->id);
  GtkWidget *dialog, *date;

  g_assert_true (ed_stage_says (fixture->profile, "Date and time of session 1: 2020-01-14 16:00"));
  gtk_widget_activate_action (fixture->profile, "deed.edit-session", "s", id);
  dialog = wait_for_dialog (fixture);
  date = ed_stage_find (dialog, ED_TYPE_DATE_ROW, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (date)), ==, "2020-01-14");
  gtk_editable_set_text (GTK_EDITABLE (date), "2020-01-15");
  ed_stage_click (dialog, "Save");
  ed_stage_wait_for (fixture->profile, "Date and time of session 1: 2020-01-15 16:00");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
}

static void
test_session_left_as_it_was_sends_nothing (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_ = find_case (fixture, 240);
  g_autofree char *id = g_strdup (((EdSession *) case_->sessions->pdata[0])->id);

  gtk_widget_activate_action (fixture->profile, "deed.edit-session", "s", id);
  ed_stage_click (wait_for_dialog (fixture), "Save");
  ed_stage_wait (has_no_dialog, fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
test_session_is_deleted_with_a_reason (Fixture *fixture, gconstpointer data)
{
  const EdSession *session = find_case (fixture, 240)->sessions->pdata[0];
  g_autofree char *id = g_strdup (session->id);
  GtkWidget *dialog, *row, *button;

  gtk_widget_activate_action (fixture->profile, "deed.delete-session", "s", id);
  dialog = wait_for_dialog (fixture);
  g_assert_true (ed_stage_says (dialog, "Delete session 1?"));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete"));
  row = ed_stage_find (dialog, ADW_TYPE_ACTION_ROW, "It did not happen");
  button = ed_stage_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "delete");
  ed_stage_wait_for (fixture->profile, "Date and time of session 1: 2020-01-21");
  session = ed_case_find_session (find_case (fixture, 240), id);
  g_assert_cmpint (session->deleted, ==, 1);
  g_assert_cmpint (session->reason, ==, ED_REASON_DID_NOT_HAPPEN);
}

static void
test_locked_case_offers_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_null (ed_stage_find (fixture->profile, GTK_TYPE_BUTTON, "Client has been contacted"));
  g_assert_false (ed_stage_says (fixture->profile, "Add session"));
  g_assert_true (ed_stage_says (fixture->profile,
                                "The profile is locked until the closing has been approved."));
  gtk_widget_activate_action (fixture->profile, "deed.add-session", NULL);
  g_assert_null (find_dialog (fixture));
}

static void
test_case_that_is_gone_says_so (Fixture *fixture, gconstpointer data)
{
  GtkWidget *profile = ed_case_profile_new (fixture->desk, "00000000-0000-4000-8000-000000999999");
  GtkWindow *window = ed_stage_show (profile, 400, 600);

  ed_stage_wait_for (profile, "This case is not here");
  g_assert_false (ed_stage_says (profile, "Look in the archive"));
  ed_stage_close (window);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  profile = ed_case_profile_new (fixture->desk, "00000000-0000-4000-8000-000000999999");
  window = ed_stage_show (profile, 400, 600);
  ed_stage_wait_for (profile, "Look in the archive");
  ed_stage_close (window);
}

static void
test_disposed_profile_ignores_the_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *profile = g_object_ref_sink (ed_case_profile_new (fixture->desk, ED_SAMPLE_CASE));

  g_object_run_dispose (G_OBJECT (profile));
  ed_stage_settle ();
  g_assert_finalize_object (profile);
}

static void
test_private_window_hides_the_client (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->profile, "private", TRUE, NULL);
  g_assert_false (ed_stage_says (
      fixture->profile,
      "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY"));
  g_assert_true (ed_stage_says (
      fixture->profile,
      "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - ••••••"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    int number; /* of the case */
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/case-profile/shows", 261, test_profile_shows_the_case },
    { "/client/case-profile/lost-mails-are-told", 261, test_lost_mails_are_told },
    { "/client/case-profile/contact", 261, test_contact_is_one_click },
    { "/client/case-profile/add-session", 266, test_session_is_added },
    { "/client/case-profile/add-and-contact", 261, test_session_asks_about_the_contact },
    { "/client/case-profile/add-without-contact", 261, test_session_is_saved_without_the_contact },
    { "/client/case-profile/invalid-session", 261, test_session_before_the_case_cannot_be_saved },
    { "/client/case-profile/edit-session", 240, test_session_is_edited },
    { "/client/case-profile/unchanged-session", 240, test_session_left_as_it_was_sends_nothing },
    { "/client/case-profile/delete-session", 240, test_session_is_deleted_with_a_reason },
    { "/client/case-profile/locked", 244, test_locked_case_offers_nothing },
    { "/client/case-profile/gone", 261, test_case_that_is_gone_says_so },
    { "/client/case-profile/disposed", 261, test_disposed_profile_ignores_the_answer },
    { "/client/case-profile/private", 261, test_private_window_hides_the_client },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                GINT_TO_POINTER (tests[i].number),
                set_up,
                tests[i].test,
                tear_down);
  return g_test_run ();
}
