/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile offers beside sessions: each deed makes exactly its command, and is offered when
 * the rules would take it. */

#include "client/cases/ask-dialog.h"
#include "client/cases/attempt-row.h"
#include "client/cases/case-profile.h"
#include "client/cases/moment-dialog.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "client/widgets/date-row.h"

#include <adwaita.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define NOW ED_SAMPLE_NOW

typedef struct
{
  EdDesk *desk;
  GtkWidget *profile;
  GtkWindow *window;
} Fixture;

static void
open_profile (Fixture *fixture, const char *id)
{
  fixture->profile = ed_case_profile_new (fixture->desk, id);
  fixture->window = ed_stage_show (fixture->profile, 1160, 900);
  ed_stage_wait_for (fixture->profile, "Client name");
}

static void
show_number (Fixture *fixture, gconstpointer data, guint roles)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012d", GPOINTER_TO_INT (data));

  fixture->desk = ed_fake_desk_new (NOW);
  ed_fake_desk_set_roles (fixture->desk, roles);
  ed_sample_cases_add (fixture->desk);
  open_profile (fixture, id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  show_number (fixture, data, ED_ROLE_EXPERT);
}

static void
set_up_coordinator (Fixture *fixture, gconstpointer data)
{
  show_number (fixture, data, ED_ROLE_COORDINATOR);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
}

/* --- looking and doing ----------------------------------------------------------------------- */

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

/* Presses the profile's button LABEL; the dialog that it opens. */
static GtkWidget *
ask (Fixture *fixture, const char *label)
{
  ed_stage_wait (has_no_dialog, fixture);
  ed_stage_click (fixture->profile, label);
  ed_stage_wait (has_dialog, fixture);
  return find_dialog (fixture);
}

/* As its button does: answers, then closes without another answer. */
static void
respond (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
confirm (GtkWidget *dialog)
{
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  respond (dialog, "confirm");
}

static void
choose (GtkWidget *dialog, const char *choice)
{
  GtkWidget *row = ed_stage_find (dialog, ADW_TYPE_ACTION_ROW, choice);

  g_assert_nonnull (row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ed_stage_find (row, GTK_TYPE_CHECK_BUTTON, NULL)),
                               TRUE);
}

static void
write_text (GtkWidget *dialog, const char *text)
{
  GtkWidget *view = ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static gboolean
can_press (Fixture *fixture, const char *label)
{
  GtkWidget *button = ed_stage_find (fixture->profile, GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
is_offered (Fixture *fixture, const char *label)
{
  return ed_stage_find (fixture->profile, GTK_TYPE_BUTTON, label) != NULL;
}

typedef struct
{
  EdDesk *desk;
  guint n;
} Count;

static gboolean
has_commands (gpointer data)
{
  const Count *count = data;

  return ed_fake_desk_count_commands (count->desk) >= count->n;
}

/* The Nth command (from 1), once it is done; it must be the last and of TYPE. */
static const EdArgs *
wait_command (Fixture *fixture, guint n, EdCommandType type)
{
  const EdCommand *command;

  ed_stage_wait (has_commands, &(Count){ fixture->desk, n });
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, n);
  command = ed_fake_desk_command (fixture->desk, n - 1);
  g_assert_cmpint (command->type, ==, type);
  g_assert_null (ed_command_find_invalid (command));
  return command->args;
}

/* Presses LABEL and saves the attempt as the dialog proposes it, at TIME where given. */
static void
log_attempt (Fixture *fixture, const char *label, const char *time)
{
  GtkWidget *dialog = ask (fixture, label);

  if (time != NULL)
    gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time")), time);
  ed_stage_click (dialog, "Save");
  ed_stage_settle ();
}

/* --- contact and decline --------------------------------------------------------------------- */

static void
test_contact_can_be_dated_back (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *time, *hint;
  } rows[] = {
    { "25:00", "The time is not one of the day, such as 16:00." },
    { "12:33", "This still lies in the future." },
    { "9:31", "The case was assigned later, on 24 March 2020, 09:32." },
  };
  GtkWidget *dialog = ask (fixture, "At another time…");
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
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_CASE_CONTACT)->at, ==, NOW - HOUR);
  ed_stage_wait_for (fixture->profile, "Next: register the first session");
  g_assert_false (is_offered (fixture, "Decline case"));

  dialog = ask (fixture, "Correct the time…");
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Time")),
                         "10:32");
  ed_stage_click (dialog, "Save");
  g_assert_cmpint (wait_command (fixture, 2, ED_COMMAND_CONTACT_CORRECT)->at, ==, NOW - 2 * HOUR);
}

static void
test_decline_takes_a_reason (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Decline case");

  choose (dialog, "Conflict of interest");
  confirm (dialog);
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_CASE_DECLINE)->reason, ==, 1);
  ed_stage_wait_for (fixture->profile, "Case declined: another expert is to be assigned");
  g_assert_true (
      ed_stage_says (fixture->profile,
                     "It leaves the expert’s list as soon as the server has the decline."));
  g_assert_false (is_offered (fixture, "Client has been contacted"));
}

static void
test_decline_needs_no_reason (Fixture *fixture, gconstpointer data)
{
  confirm (ask (fixture, "Decline case"));
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_CASE_DECLINE)->reason, ==, ED_ABSENT);
}

static void
test_cancelled_dialog_does_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Decline case");

  respond (dialog, "cancel");
  ed_stage_wait (has_no_dialog, fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

/* --- attempts -------------------------------------------------------------------------------- */

static void
test_attempts_are_logged (Fixture *fixture, gconstpointer data)
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
      args = wait_command (fixture, i + 1, ED_COMMAND_ATTEMPT_ADD);
      g_assert_cmpint (args->kind, ==, kinds[i].kind);
      g_assert_cmpint (args->at, ==, NOW);
      g_assert_cmpint (args->result, ==, ED_RESULT_NO_ANSWER);
      ed_stage_wait_for (fixture->profile, kinds[i].row);
    }
}

static void
test_attempt_is_edited_and_deleted (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;
  GtkWidget *dialog;
  g_autofree char *id = NULL;

  log_attempt (fixture, "Phone call", NULL);
  id = g_strdup (wait_command (fixture, 1, ED_COMMAND_ATTEMPT_ADD)->id);
  g_assert_true (gtk_widget_activate_action (fixture->profile, "deed.edit-attempt", "s", id));
  ed_stage_wait (has_dialog, fixture);
  dialog = find_dialog (fixture);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_stage_find (dialog, ADW_TYPE_COMBO_ROW, NULL)),
                              ED_RESULT_VOICEMAIL);
  ed_stage_click (dialog, "Save");
  g_assert_cmpstr (wait_command (fixture, 2, ED_COMMAND_ATTEMPT_EDIT)->id, ==, id);
  command = ed_fake_desk_command (fixture->desk, 1);
  g_assert_cmpint (((EdAttempt *) command->from)->result, ==, ED_RESULT_NO_ANSWER);
  g_assert_cmpint (((EdAttempt *) command->to)->result, ==, ED_RESULT_VOICEMAIL);
  ed_stage_wait_for (fixture->profile, "Phone call · Voicemail");

  g_assert_true (gtk_widget_activate_action (fixture->profile, "deed.delete-attempt", "s", id));
  g_assert_cmpstr (wait_command (fixture, 3, ED_COMMAND_ATTEMPT_DELETE)->id, ==, id);
  g_assert_null (ed_stage_find (fixture->profile, ED_TYPE_ATTEMPT_ROW, NULL));
}

/* --- unreachable ----------------------------------------------------------------------------- */

static void
log_enough (Fixture *fixture)
{
  log_attempt (fixture, "Phone call", NULL);
  log_attempt (fixture, "Phone call", NULL);
  log_attempt (fixture, "Phone call", "10:00");
  log_attempt (fixture, "Text message", NULL);
  ed_stage_wait_for (fixture->profile, "Enough has been tried; this also closes the case.");
}

static void
test_unreachable_says_what_is_missing (Fixture *fixture, gconstpointer data)
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
      g_assert_false (can_press (fixture, "Client unreachable"));
    }
  log_attempt (fixture, "Phone call", NULL);
  ed_stage_wait_for (fixture->profile, "Enough has been tried; this also closes the case.");
  dialog = ask (fixture, "Client unreachable");
  g_assert_nonnull (
      g_strrstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "same time of day"));
  confirm (dialog);
  args = wait_command (fixture, 6, ED_COMMAND_CASE_UNREACHABLE);
  g_assert_cmpstr (args->closing, ==, ed_fake_desk_command (fixture->desk, 5)->id);
  ed_stage_wait_for (fixture->profile, "Withdraw");
}

static void
test_unreachable_warns_only_of_equal_times (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  log_enough (fixture);
  dialog = ask (fixture, "Client unreachable");
  g_assert_null (
      g_strrstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "same time of day"));
  respond (dialog, "cancel");
}

/* The case has a session, and enough has been tried. */
static GtkWidget *
ask_with_session (Fixture *fixture)
{
  GtkWidget *dialog;

  log_enough (fixture);
  dialog = ask (fixture, "Client unreachable");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  return dialog;
}

static void
test_unreachable_removes_the_first_appointment (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask_with_session (fixture);

  choose (dialog, "The first appointment did not take place: remove it and report unreachable");
  confirm (dialog);
  wait_command (fixture, 6, ED_COMMAND_CASE_UNREACHABLE);
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 4)->type, ==, ED_COMMAND_SESSION_DELETE);
  g_assert_cmpint (((EdArgs *) ed_fake_desk_command (fixture->desk, 4)->args)->reason,
                   ==,
                   ED_REASON_DID_NOT_HAPPEN);
}

static void
test_unreachable_after_sessions_closes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask_with_session (fixture);

  choose (dialog, "The client came before: go to closing");
  confirm (dialog);
  g_assert_cmpint (wait_command (fixture, 6, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_DROPPED_OUT);
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 4)->type,
                   ==,
                   ED_COMMAND_SATISFACTION_NOT_POSSIBLE);
}

/* --- closing --------------------------------------------------------------------------------- */

static void
test_score_is_entered (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Enter satisfaction score");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "0"));
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "11"));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "9")),
      TRUE);
  confirm (dialog);
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_SATISFACTION_SCORE)->score, ==, 9);
  ed_stage_wait_for (fixture->profile, "All conditions are fulfilled: the case may be closed");
  ed_stage_click (fixture->profile, "Close case");
  g_assert_cmpint (wait_command (fixture, 2, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_COMPLETED);
}

static void
test_box_stands_in_for_the_form (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = ed_stage_find (fixture->profile, GTK_TYPE_CHECK_BUTTON, NULL);
  GtkWidget *dialog;

  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
  gtk_widget_activate (box);
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_SATISFACTION_NOT_POSSIBLE)->not_possible,
                   ==,
                   1);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
  dialog = ask (fixture, "Close case");
  choose (dialog, "The client became unreachable");
  confirm (dialog);
  g_assert_cmpint (wait_command (fixture, 2, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_DROPPED_OUT);
}

static void
test_box_is_taken_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = ed_stage_find (fixture->profile, GTK_TYPE_CHECK_BUTTON, NULL);

  gtk_widget_activate (box);
  wait_command (fixture, 1, ED_COMMAND_SATISFACTION_NOT_POSSIBLE);
  gtk_widget_activate (box);
  g_assert_cmpint (wait_command (fixture, 2, ED_COMMAND_SATISFACTION_NOT_POSSIBLE)->not_possible,
                   ==,
                   0);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
}

static void
add_document (EdCase *case_, EdDocumentKind kind)
{
  EdDocument *document = ed_record_new (&ed_document_type);

  document->id = g_strdup ("00000020-0000-4000-8000-000000000261");
  document->assignment_id = g_strdup (case_->assignment_id);
  document->kind = kind;
  g_ptr_array_add (case_->documents, document);
}

/* A case of that type, contacted, with one session held. */
static EdCase *
make_held (EdCaseKind type, int coaching_kind)
{
  EdCase *case_ = ed_sample_case_new ();
  EdSession *session = ed_record_new (&ed_session_type);

  case_->type = type;
  case_->coaching_kind = coaching_kind < 0 ? ED_ABSENT : coaching_kind;
  case_->contacted_at = NOW - HOUR;
  session->id = g_strdup ("00000002-0000-4000-8000-000000000261");
  session->assignment_id = g_strdup (case_->assignment_id);
  session->date = NOW / (24 * HOUR) - 1;
  g_ptr_array_add (case_->sessions, session);
  return case_;
}

static void
test_closing_needs_what_the_type_needs (void)
{
  static const struct
  {
    EdCaseKind type;
    int coaching_kind;
    int document;             /* that it needs; -1: none */
    const char *document_row; /* or NULL */
    const char *satisfaction_row;
  } types[] = {
    { ED_CASE_PSYCHOLOGICAL,
      -1,
      ED_DOCUMENT_TREATMENT_LOG,
      "Treatment log uploaded",
      "Satisfaction feedback form or score" },
    { ED_CASE_LEGAL, -1, -1, NULL, "Satisfaction score" },
    { ED_CASE_FINANCIAL, -1, -1, NULL, "Satisfaction score" },
    { ED_CASE_HEALTH_COACHING,
      0,
      ED_DOCUMENT_CASE_FILE,
      "Case file uploaded",
      "Satisfaction feedback form or score" },
    { ED_CASE_HEALTH_COACHING,
      1,
      ED_DOCUMENT_CASE_FILE,
      "Case file uploaded",
      "Satisfaction feedback form or score" },
    { ED_CASE_HEALTH_COACHING,
      2,
      ED_DOCUMENT_CASE_FILE,
      "Case file uploaded",
      "Satisfaction feedback form or score" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    /* Bits: the document is there, there is a score, the box is ticked. */
    for (guint there = 0; there < 8; there++)
      {
        gboolean document = (there & 1) != 0, score = (there & 2) != 0, box = (there & 4) != 0;
        EdCase *case_ = make_held (types[i].type, types[i].coaching_kind);
        Fixture fixture = { .desk = ed_fake_desk_new (NOW) };

        if (document)
          add_document (case_, types[i].document < 0 ? ED_DOCUMENT_OTHER : types[i].document);
        case_->satisfaction_score = score && !box ? 7 : ED_ABSENT;
        case_->satisfaction_not_possible = box ? 1 : ED_ABSENT;
        ed_fake_desk_add_case (fixture.desk, case_);
        open_profile (&fixture, ED_SAMPLE_CASE);
        g_test_message ("type %u, there %u", i, there);
        g_assert_cmpint (can_press (&fixture, "Close case"),
                         ==,
                         (document || types[i].document < 0) && (score || box));
        g_assert_true (can_press (&fixture, "Enter satisfaction score"));
        g_assert_cmpint (ed_stage_says (fixture.profile, "Treatment log uploaded"),
                         ==,
                         g_strcmp0 (types[i].document_row, "Treatment log uploaded") == 0);
        g_assert_cmpint (ed_stage_says (fixture.profile, "Case file uploaded"),
                         ==,
                         g_strcmp0 (types[i].document_row, "Case file uploaded") == 0);
        g_assert_cmpint (ed_stage_says (fixture.profile, types[i].satisfaction_row),
                         ==,
                         !score && !box);
        ed_stage_close (fixture.window);
        g_assert_finalize_object (fixture.desk);
      }
}

static void
test_withdraw_opens_the_case (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_offered (fixture, "Close case"));
  g_assert_false (is_offered (fixture, "Approve"));
  g_assert_true (ed_stage_says (fixture->profile, "Approval pending"));
  ed_stage_click (fixture->profile, "Withdraw");
  wait_command (fixture, 1, ED_COMMAND_CASE_WITHDRAW);
  ed_stage_wait_for (fixture->profile, "All conditions are fulfilled: the case may be closed");
}

/* --- the coordinator ------------------------------------------------------------------------- */

static void
test_coordinator_approves (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  g_assert_false (is_offered (fixture, "Withdraw"));
  g_assert_true (ed_stage_says (fixture->profile,
                                "Closed on 22 March 2020, 12:32, the counselling was completed."));
  ed_stage_click (fixture->profile, "Approve");
  wait_command (fixture, 1, ED_COMMAND_CASE_APPROVE);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpstr (((EdArgs *) command->args)->closing, ==, "0000001e-0000-4000-8000-000000000244");
  ed_stage_wait_for (fixture->profile, "The case is closed and approved");
}

static void
test_coordinator_returns_with_a_note (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Return");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  write_text (dialog, " \n ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  write_text (dialog, "Session 2 is missing.");
  confirm (dialog);
  g_assert_cmpstr (wait_command (fixture, 1, ED_COMMAND_CASE_RETURN)->note,
                   ==,
                   "Session 2 is missing.");
  ed_stage_wait_for (fixture->profile, "Returned on 24 March 2020, 12:32: Session 2 is missing.");
  g_assert_false (is_offered (fixture, "Close case"));
}

static void
test_coordinator_reopens_with_a_reason (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Re-open");

  write_text (dialog, "Approved by mistake.");
  confirm (dialog);
  g_assert_cmpstr (wait_command (fixture, 1, ED_COMMAND_CASE_REOPEN)->why,
                   ==,
                   "Approved by mistake.");
}

static void
test_more_sessions_are_asked_for (Fixture *fixture, gconstpointer data)
{
  const EdArgs *args;
  GtkWidget *dialog = ask (fixture, "Ask for more sessions");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  write_text (dialog, "Grief takes longer.");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ed_stage_find (dialog, GTK_TYPE_SPIN_BUTTON, NULL)),
                             8);
  confirm (dialog);
  args = wait_command (fixture, 1, ED_COMMAND_SESSIONS_ASK_MORE);
  g_assert_cmpint (args->number, ==, 8);
  g_assert_cmpstr (args->why, ==, "Grief takes longer.");
  ed_stage_wait_for (fixture->profile, "Asked for 8 in all; not answered yet.");
}

static void
show_asked (Fixture *fixture, gconstpointer data)
{
  EdCase *case_ = make_held (ED_CASE_PSYCHOLOGICAL, -1);

  case_->sessions_asked = 8;
  case_->sessions_asked_why = g_strdup ("Grief takes longer.");
  fixture->desk = ed_fake_desk_new (NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_fake_desk_add_case (fixture->desk, case_);
  open_profile (fixture, ED_SAMPLE_CASE);
}

static void
test_coordinator_authorises (Fixture *fixture, gconstpointer data)
{
  g_assert_true (ed_stage_says (fixture->profile,
                                "The expert asks for 8 sessions in all: Grief takes longer."));
  confirm (ask (fixture, "Authorise"));
  g_assert_cmpint (wait_command (fixture, 1, ED_COMMAND_SESSIONS_AUTHORISE)->number, ==, 8);
  g_assert_false (is_offered (fixture, "Authorise"));
}

static void
test_coordinator_refuses (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = ask (fixture, "Refuse");

  write_text (dialog, "The contract ends.");
  confirm (dialog);
  g_assert_cmpstr (wait_command (fixture, 1, ED_COMMAND_SESSIONS_REFUSE)->note,
                   ==,
                   "The contract ends.");
}

/* What is the expert's is not the coordinator's, and the other way round. */
static void
test_coordinator_registers_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = {
    "Client has been contacted", "At another time…", "Decline case", "Client unreachable",
    "Enter satisfaction score",  "Close case",       "Phone call",   "Ask for more sessions"
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_test_message ("%s", labels[i]);
      g_assert_false (is_offered (fixture, labels[i]));
    }
}

#define ADD(path, number, begin, test) \
  g_test_add ("/client/case-deeds/" path, Fixture, GINT_TO_POINTER (number), begin, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("contact-at", 261, set_up, test_contact_can_be_dated_back);
  ADD ("decline", 261, set_up, test_decline_takes_a_reason);
  ADD ("decline-without-reason", 261, set_up, test_decline_needs_no_reason);
  ADD ("cancel", 261, set_up, test_cancelled_dialog_does_nothing);
  ADD ("attempts", 261, set_up, test_attempts_are_logged);
  ADD ("attempt-edited", 261, set_up, test_attempt_is_edited_and_deleted);
  ADD ("unreachable", 261, set_up, test_unreachable_says_what_is_missing);
  ADD ("unreachable-times", 261, set_up, test_unreachable_warns_only_of_equal_times);
  ADD ("unreachable-first", 268, set_up, test_unreachable_removes_the_first_appointment);
  ADD ("unreachable-later", 221, set_up, test_unreachable_after_sessions_closes);
  ADD ("score", 221, set_up, test_score_is_entered);
  ADD ("box", 221, set_up, test_box_stands_in_for_the_form);
  ADD ("box-back", 221, set_up, test_box_is_taken_back);
  g_test_add_func ("/client/case-deeds/types", test_closing_needs_what_the_type_needs);
  ADD ("withdraw", 244, set_up, test_withdraw_opens_the_case);
  ADD ("approve", 244, set_up_coordinator, test_coordinator_approves);
  ADD ("return", 244, set_up_coordinator, test_coordinator_returns_with_a_note);
  ADD ("reopen", 199, set_up_coordinator, test_coordinator_reopens_with_a_reason);
  ADD ("ask-more", 240, set_up, test_more_sessions_are_asked_for);
  ADD ("authorise", 0, show_asked, test_coordinator_authorises);
  ADD ("refuse", 0, show_asked, test_coordinator_refuses);
  ADD ("coordinator", 261, set_up_coordinator, test_coordinator_registers_nothing);
  return g_test_run ();
}
