/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Closing a case and what a coordinator decides, in the profile: what each type needs, and which
 * command comes of it. */

#include "client/deed-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/stage.h"

#include <adwaita.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define NOW ED_SAMPLE_NOW

/* --- closing --------------------------------------------------------------------------------- */

static void
test_score_is_entered (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Enter satisfaction score");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "0"));
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "11"));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (ed_stage_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "9")),
      TRUE);
  ed_deed_stage_confirm (dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SATISFACTION_SCORE)->score,
                   ==,
                   9);
  ed_stage_wait_for (fixture->profile, "All conditions are fulfilled: the case may be closed");
  ed_stage_click (fixture->profile, "Close case");
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 2, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_COMPLETED);
}

static void
test_box_stands_in_for_the_form (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *box = ed_stage_find (fixture->profile, GTK_TYPE_CHECK_BUTTON, NULL);
  GtkWidget *dialog;

  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
  gtk_widget_activate (box);
  g_assert_cmpint (
      ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SATISFACTION_NOT_POSSIBLE)->not_possible,
      ==,
      1);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
  dialog = ed_deed_stage_ask (fixture, "Close case");
  ed_deed_stage_choose (dialog, "The client became unreachable");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 2, ED_COMMAND_CASE_CLOSE)->outcome,
                   ==,
                   ED_OUTCOME_DROPPED_OUT);
}

static void
test_box_is_taken_back (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *box = ed_stage_find (fixture->profile, GTK_TYPE_CHECK_BUTTON, NULL);

  gtk_widget_activate (box);
  ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SATISFACTION_NOT_POSSIBLE);
  gtk_widget_activate (box);
  g_assert_cmpint (
      ed_deed_stage_wait_command (fixture, 2, ED_COMMAND_SATISFACTION_NOT_POSSIBLE)->not_possible,
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

static const struct
{
  EdCaseKind type;
  int coaching_kind;
  int document;             /* that it needs; -1: none */
  const char *document_row; /* or NULL */
  const char *satisfaction_row;
} needs[] = {
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

static void
test_closing_needs_what_the_type_needs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    /* Bits: the document is there, there is a score, the box is ticked. */
    for (guint there = 0; there < 8; there++)
      {
        gboolean document = (there & 1) != 0, score = (there & 2) != 0, box = (there & 4) != 0;
        EdCase *case_ = make_held (needs[i].type, needs[i].coaching_kind);
        EdDeedStage fixture = { .desk = ed_fake_desk_new (NOW) };

        if (document)
          add_document (case_, needs[i].document < 0 ? ED_DOCUMENT_OTHER : needs[i].document);
        case_->satisfaction_score = score && !box ? 7 : ED_ABSENT;
        case_->satisfaction_not_possible = box ? 1 : ED_ABSENT;
        ed_fake_desk_add_case (fixture.desk, case_);
        ed_deed_stage_open (&fixture, ED_SAMPLE_CASE);
        g_test_message ("type %u, there %u", i, there);
        g_assert_cmpint (ed_deed_stage_can_press (&fixture, "Close case"),
                         ==,
                         (document || needs[i].document < 0) && (score || box));
        g_assert_true (ed_deed_stage_can_press (&fixture,
                                                score && !box ? "Change the score"
                                                              : "Enter satisfaction score"));
        g_assert_cmpint (ed_stage_says (fixture.profile, "Treatment log uploaded"),
                         ==,
                         g_strcmp0 (needs[i].document_row, "Treatment log uploaded") == 0);
        g_assert_cmpint (ed_stage_says (fixture.profile, "Case file uploaded"),
                         ==,
                         g_strcmp0 (needs[i].document_row, "Case file uploaded") == 0);
        g_assert_cmpint (ed_stage_says (fixture.profile, needs[i].satisfaction_row),
                         ==,
                         !score && !box);
        ed_stage_close (fixture.window);
        g_assert_finalize_object (fixture.desk);
      }
}

static void
test_withdraw_opens_the_case (EdDeedStage *fixture, gconstpointer data)
{
  g_assert_false (ed_deed_stage_offers (fixture, "Close case"));
  g_assert_false (ed_deed_stage_offers (fixture, "Approve"));
  g_assert_true (ed_stage_says (fixture->profile, "Approval pending"));
  ed_stage_click (fixture->profile, "Withdraw");
  ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_WITHDRAW);
  ed_stage_wait_for (fixture->profile, "All conditions are fulfilled: the case may be closed");
}

/* --- the coordinator ------------------------------------------------------------------------- */

static void
test_coordinator_approves (EdDeedStage *fixture, gconstpointer data)
{
  const EdCommand *command;

  g_assert_false (ed_deed_stage_offers (fixture, "Withdraw"));
  g_assert_true (ed_stage_says (fixture->profile,
                                "Closed on 22 March 2020, 12:32, the counselling was completed."));
  ed_stage_click (fixture->profile, "Approve");
  ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_APPROVE);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpstr (((EdArgs *) command->args)->closing, ==, "0000001e-0000-4000-8000-000000000244");
  ed_stage_wait_for (fixture->profile, "The case is closed and approved");
}

static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint n = g_list_model_get_n_items (controllers);
  gboolean handled = FALSE;

  for (guint i = 0; i < n && !handled; i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (keys))
        g_signal_emit_by_name (keys, "key-pressed", key, 0, state, &handled);
    }
  return handled;
}

/* In a text Enter begins a line; with Ctrl it answers, if there is an answer. */
static void
test_note_is_answered_by_keyboard (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Return");

  g_assert_true (press (dialog, GDK_KEY_Return, GDK_CONTROL_MASK));
  ed_deed_stage_write (dialog, "Session 2 is missing.");
  g_assert_false (press (dialog, GDK_KEY_Return, 0));
  g_assert_true (press (dialog, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_RETURN)->note,
                   ==,
                   "Session 2 is missing.");
  ed_deed_stage_wait_no_dialog (fixture);
}

static void
test_coordinator_returns_with_a_note (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Return");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  ed_deed_stage_write (dialog, " \n ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  ed_deed_stage_write (dialog, "Session 2 is missing.");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_RETURN)->note,
                   ==,
                   "Session 2 is missing.");
  ed_stage_wait_for (fixture->profile, "Returned on 24 March 2020, 12:32: Session 2 is missing.");
  g_assert_false (ed_deed_stage_offers (fixture, "Close case"));
}

static void
test_coordinator_reopens_with_a_reason (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Re-open");

  ed_deed_stage_write (dialog, "Approved by mistake.");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_REOPEN)->why,
                   ==,
                   "Approved by mistake.");
}

static void
test_more_sessions_are_asked_for (EdDeedStage *fixture, gconstpointer data)
{
  const EdArgs *args;
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Ask for more sessions");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  ed_deed_stage_write (dialog, "Grief takes longer.");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ed_stage_find (dialog, GTK_TYPE_SPIN_BUTTON, NULL)),
                             8);
  ed_deed_stage_confirm (dialog);
  args = ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SESSIONS_ASK_MORE);
  g_assert_cmpint (args->number, ==, 8);
  g_assert_cmpstr (args->why, ==, "Grief takes longer.");
  ed_stage_wait_for (fixture->profile, "Asked for 8 in all; not answered yet.");
}

static void
show_asked (EdDeedStage *fixture, gconstpointer data)
{
  EdCase *case_ = make_held (ED_CASE_PSYCHOLOGICAL, -1);

  case_->sessions_asked = 8;
  case_->sessions_asked_why = g_strdup ("Grief takes longer.");
  fixture->desk = ed_fake_desk_new (NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_fake_desk_add_case (fixture->desk, case_);
  ed_deed_stage_open (fixture, ED_SAMPLE_CASE);
}

static void
test_coordinator_authorises (EdDeedStage *fixture, gconstpointer data)
{
  g_assert_true (ed_stage_says (fixture->profile,
                                "The expert asks for 8 sessions in all: Grief takes longer."));
  ed_deed_stage_confirm (ed_deed_stage_ask (fixture, "Authorise"));
  g_assert_cmpint (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SESSIONS_AUTHORISE)->number,
                   ==,
                   8);
  g_assert_false (ed_deed_stage_offers (fixture, "Authorise"));
}

static void
test_coordinator_refuses (EdDeedStage *fixture, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, "Refuse");

  ed_deed_stage_write (dialog, "The contract ends.");
  ed_deed_stage_confirm (dialog);
  g_assert_cmpstr (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_SESSIONS_REFUSE)->note,
                   ==,
                   "The contract ends.");
}

/* What is the expert's is not the coordinator's, and the other way round. */
static void
test_coordinator_registers_nothing (EdDeedStage *fixture, gconstpointer data)
{
  static const char *const labels[] = {
    "Client has been contacted", "At another time…", "Decline case", "Client unreachable",
    "Enter satisfaction score",  "Change the score", "Close case",   "Phone call",
    "Ask for more sessions"
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_test_message ("%s", labels[i]);
      g_assert_false (ed_deed_stage_offers (fixture, labels[i]));
    }
}

/* --- whose it is ------------------------------------------------------------------------------ */

static void
show_in_state (EdDeedStage *fixture, EdCaseState state)
{
  EdCase *case_ = ed_sample_case_new ();

  case_->state = state;
  if (state == ED_CASE_RECORDED)
    {
      g_clear_pointer (&case_->assignment_id, g_free);
      g_clear_pointer (&case_->expert_id, g_free);
      g_clear_pointer (&case_->expert_name, g_free);
      g_clear_pointer (&case_->assigned_by, g_free);
      g_clear_pointer (&case_->assigned_by_name, g_free);
      g_clear_pointer (&case_->expert_id, g_free);
      g_clear_pointer (&case_->expert_name, g_free);
      case_->assigned_at = ED_ABSENT;
    }
  fixture->desk = ed_fake_desk_new (NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_fake_desk_add_case (fixture->desk, case_);
  ed_sample_experts_add (fixture->desk);
  ed_deed_stage_open (fixture, ED_SAMPLE_CASE);
}

static void
show_recorded (EdDeedStage *fixture, gconstpointer data)
{
  show_in_state (fixture, ED_CASE_RECORDED);
}

static void
show_assigned (EdDeedStage *fixture, gconstpointer data)
{
  show_in_state (fixture, ED_CASE_ASSIGNED);
}

static gboolean
can_assign (gpointer dialog)
{
  GtkWidget *button = ed_stage_find (dialog, GTK_TYPE_BUTTON, "Assign");

  return button != NULL && gtk_widget_is_sensitive (button);
}

/* Presses the profile's button LABEL and takes the best expert; what the command then names as the
 * assignment that it ends. */
static const char *
assign_by (EdDeedStage *fixture, const char *label)
{
  GtkWidget *dialog = ed_deed_stage_ask (fixture, label);

  ed_stage_wait (can_assign, dialog);
  ed_stage_click (dialog, "Assign");
  g_assert_nonnull (ed_deed_stage_wait_command (fixture, 1, ED_COMMAND_CASE_ASSIGN)->expert);
  ed_deed_stage_wait_no_dialog (fixture);
  return ed_fake_desk_command (fixture->desk, 0)->assignment_id;
}

static void
test_coordinator_assigns (EdDeedStage *fixture, gconstpointer data)
{
  g_assert_false (ed_deed_stage_offers (fixture, "Reassign…"));
  g_assert_null (assign_by (fixture, "Assign…"));
  ed_stage_wait_for (fixture->profile, "Choose another expert for the case");
  g_assert_true (ed_deed_stage_can_press (fixture, "Reassign…"));
}

static void
test_coordinator_reassigns (EdDeedStage *fixture, gconstpointer data)
{
  g_autofree char *former =
      g_strdup (ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE)->assignment_id);

  g_assert_false (ed_deed_stage_offers (fixture, "Assign…"));
  g_assert_cmpstr (assign_by (fixture, "Reassign…"), ==, former);
}

/* Neither an expert, nor of a case that is closed or about to be. */
static void
test_case_is_not_assigned (EdDeedStage *fixture, gconstpointer data)
{
  g_assert_false (ed_deed_stage_offers (fixture, "Assign…"));
  g_assert_false (ed_deed_stage_offers (fixture, "Reassign…"));
}

#define ADD(path, number, begin, test)      \
  g_test_add ("/client/case-closing/" path, \
              EdDeedStage,                  \
              GINT_TO_POINTER (number),     \
              begin,                        \
              test,                         \
              ed_deed_stage_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("score", 221, ed_deed_stage_set_up, test_score_is_entered);
  ADD ("box", 221, ed_deed_stage_set_up, test_box_stands_in_for_the_form);
  ADD ("box-back", 221, ed_deed_stage_set_up, test_box_is_taken_back);
  g_test_add_func ("/client/case-closing/types", test_closing_needs_what_the_type_needs);
  ADD ("withdraw", 244, ed_deed_stage_set_up, test_withdraw_opens_the_case);
  ADD ("approve", 244, ed_deed_stage_set_up_coordinator, test_coordinator_approves);
  ADD ("return-by-key", 244, ed_deed_stage_set_up_coordinator, test_note_is_answered_by_keyboard);
  ADD ("return", 244, ed_deed_stage_set_up_coordinator, test_coordinator_returns_with_a_note);
  ADD ("reopen", 199, ed_deed_stage_set_up_coordinator, test_coordinator_reopens_with_a_reason);
  ADD ("ask-more", 240, ed_deed_stage_set_up, test_more_sessions_are_asked_for);
  ADD ("authorise", 0, show_asked, test_coordinator_authorises);
  ADD ("refuse", 0, show_asked, test_coordinator_refuses);
  ADD ("coordinator", 261, ed_deed_stage_set_up_coordinator, test_coordinator_registers_nothing);
  ADD ("assign", 0, show_recorded, test_coordinator_assigns);
  ADD ("reassign", 0, show_assigned, test_coordinator_reassigns);
  ADD ("assign-closing", 244, ed_deed_stage_set_up_coordinator, test_case_is_not_assigned);
  ADD ("assign-closed", 199, ed_deed_stage_set_up_coordinator, test_case_is_not_assigned);
  ADD ("assign-expert", 261, ed_deed_stage_set_up, test_case_is_not_assigned);
  return g_test_run ();
}
