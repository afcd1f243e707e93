/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reminding the experts of several cases: who is written to, who is left out, what is refused. */

#include "client/coordinator/remind-dialog.h"
#include "client/dialog-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

static char *
make_id (guint n)
{
  return g_strdup_printf ("00000000-0000-4000-8000-000000009%03u", n);
}

/* EXPERT: NULL for one that nobody has. */
static void
add_case (EdDialogStage *fixture, guint n, const char *expert, EdCaseState state)
{
  EdCase *case_ = ed_case_new ();

  case_->id = make_id (n);
  case_->number = 900 + n;
  case_->state = state;
  case_->type = ED_CASE_LEGAL;
  case_->recorded_at = ED_SAMPLE_NOW - 1000;
  case_->company_name = g_strdup ("Suzuki");
  case_->client_alias = g_strdup_printf ("A%u", n);
  if (expert != NULL)
    {
      case_->assignment_id = make_id (100 + n);
      case_->expert_id = make_id (200 + n);
      case_->expert_name = g_strdup (expert);
      case_->assigned_at = ED_SAMPLE_NOW - 500;
    }
  ed_fake_desk_add_case (fixture->desk, case_);
}

static EdCase *
find_case (EdDialogStage *fixture, guint n)
{
  g_autofree char *id = make_id (n);

  return (EdCase *) ed_fake_desk_find (fixture->desk, id);
}

/* Opens the dialog for the first N cases. */
static void
open_dialog (EdDialogStage *fixture, guint n)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cases, find_case (fixture, i));
  ed_dialog_stage_watch (fixture, ed_remind_dialog_open (fixture->window, fixture->desk, cases));
}

static void
type (EdDialogStage *fixture, const char *text)
{
  GtkWidget *view = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  g_assert_true (GTK_IS_TEXT_VIEW (view));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
send (EdDialogStage *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "remind.send", NULL);
}

static void
test_each_is_written_to (EdDialogStage *fixture, gconstpointer data)
{
  g_autofree char *summary = NULL;
  g_autofree char *left_out = NULL;

  add_case (fixture, 0, "Dr. Kovács Anna", ED_CASE_ASSIGNED);
  add_case (fixture, 1, "Dr. Tóth Béla", ED_CASE_ASSIGNED);
  add_case (fixture, 2, "Dr. Kovács Anna", ED_CASE_ASSIGNED);
  add_case (fixture, 3, NULL, ED_CASE_RECORDED);
  add_case (fixture, 4, "Dr. Tóth Béla", ED_CASE_CLOSING);
  open_dialog (fixture, 5);
  summary = ed_stage_text (fixture->dialog, "summary");
  g_assert_cmpstr (summary, ==, "Dr. Kovács Anna 2 · Dr. Tóth Béla 1");
  left_out = ed_stage_text (fixture->dialog, "left-out");
  g_assert_cmpstr (left_out, ==, "2 cases are left out: no expert works on them now.");

  type (fixture, "  Please have a look. ");
  send (fixture);
  ed_dialog_stage_wait_closed (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const EdCommand *command = ed_fake_desk_command (fixture->desk, i);
      g_autofree char *target = make_id (i);

      g_assert_cmpint (command->type, ==, ED_COMMAND_MESSAGE_SEND);
      g_assert_cmpstr (command->target_id, ==, target);
      g_assert_cmpstr (((const EdArgs *) command->args)->text, ==, "Please have a look.");
    }
}

/* Who got it does not get it again. */
static void
test_refused_stay (EdDialogStage *fixture, gconstpointer data)
{
  g_autofree char *trouble = NULL;
  g_autofree char *summary = NULL;

  add_case (fixture, 0, "Dr. Kovács Anna", ED_CASE_ASSIGNED);
  add_case (fixture, 1, "Dr. Tóth Béla", ED_CASE_ASSIGNED);
  open_dialog (fixture, 2);
  find_case (fixture, 1)->state = ED_CASE_DECLINED;
  send (fixture);
  while ((trouble = ed_stage_text (fixture->dialog, "trouble")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (trouble,
                   ==,
                   "In 1 case the expert could not be written to: it has changed meanwhile.");
  summary = ed_stage_text (fixture->dialog, "summary");
  g_assert_cmpstr (summary, ==, "Dr. Tóth Béla 1");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
}

static void
test_words_are_needed (EdDialogStage *fixture, gconstpointer data)
{
  add_case (fixture, 0, "Dr. Kovács Anna", ED_CASE_ASSIGNED);
  open_dialog (fixture, 1);
  type (fixture, "  ");
  send (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

#define ADD(path, test) \
  g_test_add (path, EdDialogStage, NULL, ed_dialog_stage_set_up, test, ed_dialog_stage_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/remind-dialog/each-is-written-to", test_each_is_written_to);
  ADD ("/coordinator/remind-dialog/refused-stay", test_refused_stay);
  ADD ("/coordinator/remind-dialog/words-are-needed", test_words_are_needed);
  return g_test_run ();
}
