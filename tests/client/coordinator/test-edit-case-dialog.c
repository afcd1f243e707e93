/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting right what was recorded: only what is another is changed, from what was seen. */

#include "client/coordinator/edit-case-dialog.h"
#include "client/dialog-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#define CASE "00000000-0000-4000-8000-000000000261"

static void
set_up (EdDialogStage *fixture, gconstpointer data)
{
  ed_dialog_stage_set_up (fixture, NULL);
  ed_sample_cases_add (fixture->desk);
  ed_dialog_stage_watch (fixture,
                         ed_edit_case_dialog_open (fixture->window,
                                                   fixture->desk,
                                                   ed_fake_desk_find (fixture->desk, CASE)));
}

static void
type (EdDialogStage *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ed_edit_case_dialog_row (fixture->dialog, field)), text);
}

static void
save (EdDialogStage *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "edit-case.save", NULL);
}

static void
test_only_what_is_another_is_changed (EdDialogStage *fixture, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (fixture->desk, CASE);
  g_autoptr (EdCase) before = ed_case_copy (case_);
  const EdCommand *command;

  type (fixture, "city", "Győr");
  save (fixture);
  ed_dialog_stage_wait_closed (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_EDIT);
  g_assert_cmpstr (((const EdCase *) command->from)->city, ==, before->city);
  g_assert_cmpstr (((const EdCase *) command->to)->city, ==, "Győr");
  g_assert_cmpuint (command->edited & (command->edited - 1), ==, 0); /* one field */
  case_ = ed_fake_desk_find (fixture->desk, CASE);
  g_assert_cmpstr (case_->city, ==, "Győr");
  g_assert_cmpstr (case_->company_name, ==, before->company_name);
  g_assert_cmpint (case_->recorded_at, ==, before->recorded_at);
}

static void
test_nothing_is_nothing (EdDialogStage *fixture, gconstpointer data)
{
  save (fixture);
  ed_dialog_stage_wait_closed (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

/* Somebody else was faster: both values are said, and what was typed stays. */
static void
test_conflict_shows_both (EdDialogStage *fixture, gconstpointer data)
{
  EdCase *case_ = (EdCase *) ed_fake_desk_find (fixture->desk, CASE);
  g_autofree char *former = g_strdup (case_->city);
  g_autofree char *trouble = NULL;

  g_free (case_->city);
  case_->city = g_strdup ("Pécs");
  type (fixture, "city", "Győr");
  save (fixture);
  while ((trouble = ed_stage_text (fixture->dialog, "trouble")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (trouble, former));
  g_assert_nonnull (strstr (trouble, "Győr"));
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (ed_edit_case_dialog_row (fixture->dialog, "city"))),
      ==,
      "Győr");
  g_assert_cmpstr (case_->city, ==, "Pécs");
}

static void
test_wrong_field_is_said (EdDialogStage *fixture, gconstpointer data)
{
  type (fixture, "client_alias", "");
  save (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

#define ADD(path, test) \
  g_test_add (path, EdDialogStage, NULL, set_up, test, ed_dialog_stage_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/edit-case-dialog/only-what-is-another", test_only_what_is_another_is_changed);
  ADD ("/coordinator/edit-case-dialog/nothing-is-nothing", test_nothing_is_nothing);
  ADD ("/coordinator/edit-case-dialog/conflict-shows-both", test_conflict_shows_both);
  ADD ("/coordinator/edit-case-dialog/wrong-field-is-said", test_wrong_field_is_said);
  return g_test_run ();
}
