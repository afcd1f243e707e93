/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile offers before and instead of sessions: each deed makes exactly its command, and is
 * offered when the rules would take it. */

#include "client/cases/attempt-row.h"
#include "client/cases/deed-texts.h"
#include "client/deed-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <adwaita.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define NOW ED_SAMPLE_NOW

/* Presses LABEL and saves the attempt as the dialog proposes it, at TIME where given. */
static void
log_attempt (EdDeedStage *fixture, const char *label, const char *time)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, label);

  if (time != NULL)
    gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time")), time);
  ed_stage_click (dialog, "Save");
  ed_stage_settle ();
}

/* --- contact and decline --------------------------------------------------------------------- */

static void
test_contact_can_be_dated_back (EdDeedStage *fixture, gconstpointer data)
{
  static const struct
  {
    const char *time, *hint;
  } rows[] = {
    { "25:00", "The time is not one of the day, such as 16:00." },
    { "12:33", "This still lies in the future." },
    { "9:31", "The case was assigned later, on 24 March 2020, 09:32." },
  };
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "At another time…");
  GtkWidget *time = ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "12:32");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (time), rows[i].time);
      g_assert_true (ed_stage_says (dialog, rows[i].hint));
      g_assert_false (gtk_widget_is_sensitive (ed_stage_find (dialog, GTK_TYPE_BUTTON, "Save")));
    }
  gtk_editable_set_text (GTK_EDITABLE (time), "11:32");
  ed_stage_click (dialog, "Save");
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_CONTACT)->at,
                   ==,
                   NOW - HOUR);
  ed_stage_wait_for (fixture->profile, "Next: register the first session");
  g_assert_false (ed_deed_stage_offers (fixture, "Decline case"));

  dialog = ed_deed_stage_ask (fixture, "Correct the time…");
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time")),
                         "10:32");
  ed_stage_click (dialog, "Save");
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 2, ED_COMMAND_CONTACT_CORRECT)->at,
                   ==,
                   NOW - 2 * HOUR);
}

static void
test_decline_takes_a_reason (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Decline case");

  ed_deed_stage_choose (dialog, "Conflict of interest");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_DECLINE)->reason, ==, 1);
  ed_stage_wait_for (fixture->profile, "Case declined: another expert is to be assigned");
  g_assert_true (
      ed_stage_says (fixture->profile,
                     "It leaves the expert’s list as soon as the server has the decline."));
  g_assert_false (ed_deed_stage_offers (fixture, "Client has been contacted"));
}

static void
test_decline_needs_no_reason (EdDeedStage *fixture, gconstpointer data)
{
  ed_deed_stage_confirm (ed_deed_stage_ask (fixture, "Decline case"));
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_DECLINE)->reason,
                   ==,
                   ED_ABSENT);
}

static void
test_cancelled_dialog_does_nothing (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Decline case");

  ed_deed_stage_respond (dialog, "cancel");
  ed_deed_stage_wait_no_dialog (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

/* --- attempts -------------------------------------------------------------------------------- */

static void
test_attempts_are_logged (EdDeedStage *fixture, gconstpointer data)
{
  static const struct
  {
    const char *button;
    EdAttemptKind kind;
    const char *row;
  } kinds[] = {
    { "Phone call", ED_ATTEMPT_CALL, "Phone call · No answer" },
    { "Text message", ED_ATTEMPT_MESSAGE, "Text message · No answer" },
    { "E-mail", ED_ATTEMPT_EMAIL, "E-mail · No answer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const EdArgs *args;

      log_attempt (fixture, kinds[i].button, NULL);
      args = ed_deed_stage_wait_command (fixture, i + 1, ED_COMMAND_ATTEMPT_ADD);
      g_assert_cmpint (args->kind, ==, kinds[i].kind);
      g_assert_cmpint (args->at, ==, NOW);
      g_assert_cmpint (args->result, ==, ED_RESULT_NO_ANSWER);
      ed_stage_wait_for (fixture->profile, kinds[i].row);
    }
}

/* The profile's clock goes from minute to minute: "now" is not the future for that. */
static void
test_attempt_is_logged_at_once (EdDeedStage *fixture, gconstpointer data)
{
  const gint64 later = NOW + 30000;

  ed_fake_desk_set_now (fixture->desk, later);
  log_attempt (fixture, "Phone call", NULL);
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_ATTEMPT_ADD)->at, ==, later);
}

static void
test_attempt_is_edited_and_deleted (EdDeedStage *fixture, gconstpointer data)
{
  const EdCommand *command;
  GtkWidget *dialog;
  g_autofree char *id = NULL;

  log_attempt (fixture, "Phone call", NULL);
  id = g_strdup (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_ATTEMPT_ADD)->id);
  g_assert_true (gtk_widget_activate_action (fixture->profile, "deed.edit-attempt", "s", id));
  dialog = ed_deed_stage_wait_dialog (fixture);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_stage_find (dialog, ADW_TYPE_COMBO_ROW, NULL)),
                              ED_RESULT_VOICEMAIL);
  ed_stage_click (dialog, "Save");
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 2, ED_COMMAND_ATTEMPT_EDIT)->id, ==, id);
  command = ed_fake_desk_command (fixture->desk, 1);
  g_assert_cmpint (((EdAttempt *) command->from)->result, ==, ED_RESULT_NO_ANSWER);
  g_assert_cmpint (((EdAttempt *) command->to)->result, ==, ED_RESULT_VOICEMAIL);
  ed_stage_wait_for (fixture->profile, "Phone call · Voicemail");

  g_assert_true (gtk_widget_activate_action (fixture->profile, "deed.delete-attempt", "s", id));
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 3, ED_COMMAND_ATTEMPT_DELETE)->id, ==, id);
  g_assert_null (ed_stage_find (fixture->profile, ED_TYPE_ATTEMPT_ROW, NULL));
}

/* --- unreachable ----------------------------------------------------------------------------- */

static void
log_enough (EdDeedStage *fixture)
{
  log_attempt (fixture, "Phone call", NULL);
  log_attempt (fixture, "Phone call", NULL);
  log_attempt (fixture, "Phone call", "10:00");
  log_attempt (fixture, "Text message", NULL);
  ed_stage_wait_for (fixture->profile, "Enough has been tried; this also closes the case.");
}

static void
test_missing_attempts_without_a_phone (void)
{
  EdCase *case_ = ed_sample_case_new ();
  g_autofree char *missing = NULL;

  g_clear_pointer (&case_->phone, g_free);
  missing = ed_attempts_missing_text (case_);
  g_assert_cmpstr (missing, ==, "4 contact attempts of any kind, as no phone number is known");
  ed_case_free (case_);
}

static void
test_unreachable_says_what_is_missing (EdDeedStage *fixture, gconstpointer data)
{
  static const struct
  {
    const char *button, *said;
  } steps[] = {
    { NULL, "Still needed: 3 phone calls and 1 text message" },
    { "E-mail", "Still needed: 3 phone calls and 1 text message" },
    { "Text message", "Still needed: 3 phone calls" },
    { "Phone call", "Still needed: 2 phone calls" },
    { "Phone call", "Still needed: 1 phone call" },
  };
  const EdArgs *args;
  GtkWidget *dialog;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i].button != NULL)
        log_attempt (fixture, steps[i].button, NULL);
      ed_stage_wait_for (fixture->profile, steps[i].said);
      g_assert_false (ed_deed_stage_can_press (fixture, "Client unreachable"));
    }
  log_attempt (fixture, "Phone call", NULL);
  ed_stage_wait_for (fixture->profile, "Enough has been tried; this also closes the case.");
  dialog = ed_deed_stage_ask (fixture, "Client unreachable");
  g_assert_nonnull (
      g_strrstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "same time of day"));
  ed_deed_stage_confirm (dialog);
  args = ed_deed_stage_wait_command (fixture, 6, ED_COMMAND_CASE_UNREACHABLE);
  g_assert_cmpstr (args->closing, ==, ed_fake_desk_command (fixture->desk, 5)->id);
  ed_stage_wait_for (fixture->profile, "Withdraw");
}

static void
test_unreachable_warns_only_of_equal_times (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  log_enough (fixture);
  dialog = ed_deed_stage_ask (fixture, "Client unreachable");
  g_assert_null (
      g_strrstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "same time of day"));
  ed_deed_stage_respond (dialog, "cancel");
}

/* The case has a session, and enough has been tried. */
static GtkWidget *
ask_with_session (EdDeedStage *fixture)
{
  GtkWidget *dialog;

  log_enough (fixture);
  dialog = ed_deed_stage_ask (fixture, "Client unreachable");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  return dialog;
}

static void
test_unreachable_removes_the_first_appointment (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask_with_session (fixture);

  ed_deed_stage_choose (
      dialog,
      "The first appointment did not take place: remove it and report unreachable");
  ed_deed_stage_confirm (dialog);
  ed_deed_stage_wait_command (fixture, 6, ED_COMMAND_CASE_UNREACHABLE);
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 4)->type, ==, ED_COMMAND_SESSION_DELETE);
  g_assert_cmpint (((EdArgs *) ed_fake_desk_command (fixture->desk, 4)->args)->reason,
                   ==,
                   ED_REASON_DID_NOT_HAPPEN);
}

static void
test_unreachable_after_sessions_closes (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask_with_session (fixture);

  ed_deed_stage_choose (dialog, "The client came before: go to closing");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 6, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_DROPPED_OUT);
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 4)->type,
                   ==,
                   ED_COMMAND_SATISFACTION_NOT_POSSIBLE);
}

#define ADD(path, number, begin, test)    \
  g_test_add ("/client/case-deeds/" path, \
              EdDeedStage,                \
              GINT_TO_POINTER (number),   \
              begin,                      \
              test,                       \
              ed_deed_stage_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("contact-at", 261, ed_deed_stage_set_up, test_contact_can_be_dated_back);
  ADD ("decline", 261, ed_deed_stage_set_up, test_decline_takes_a_reason);
  ADD ("decline-without-reason", 261, ed_deed_stage_set_up, test_decline_needs_no_reason);
  ADD ("cancel", 261, ed_deed_stage_set_up, test_cancelled_dialog_does_nothing);
  ADD ("attempts", 261, ed_deed_stage_set_up, test_attempts_are_logged);
  ADD ("attempt-at-once", 261, ed_deed_stage_set_up, test_attempt_is_logged_at_once);
  ADD ("attempt-edited", 261, ed_deed_stage_set_up, test_attempt_is_edited_and_deleted);
  ADD ("unreachable", 261, ed_deed_stage_set_up, test_unreachable_says_what_is_missing);
  ADD ("unreachable-times", 261, ed_deed_stage_set_up, test_unreachable_warns_only_of_equal_times);
  ADD ("unreachable-first",
       268,
       ed_deed_stage_set_up,
       test_unreachable_removes_the_first_appointment);
  ADD ("unreachable-later", 221, ed_deed_stage_set_up, test_unreachable_after_sessions_closes);
  g_test_add_func ("/client/case-deeds/unreachable-without-phone",
                   test_missing_attempts_without_a_phone);
  return g_test_run ();
}
