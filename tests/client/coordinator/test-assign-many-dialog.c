/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Assigning many cases at once: who gets what, what is refused, and what is done. */

#include "client/coordinator/assign-item.h"
#include "client/coordinator/assign-many-dialog.h"
#include "client/dialog-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/stage.h"

static void
set_up (EdDialogStage *fixture, gconstpointer data)
{
  ed_dialog_stage_set_up (fixture, NULL);
  ed_sample_experts_add (fixture->desk);
}

static char *
make_id (guint n)
{
  return g_strdup_printf ("00000000-0000-4000-8000-000000009%03u", n);
}

static void
add_case (EdDialogStage *fixture, guint n, EdCaseKind type, EdCaseState state)
{
  EdCase *case_ = ed_case_new ();

  case_->id = make_id (n);
  case_->number = 900 + n;
  case_->state = state;
  case_->type = type;
  case_->recorded_at = ED_SAMPLE_NOW - 1000;
  case_->company_name = g_strdup ("Suzuki");
  case_->client_alias = g_strdup_printf ("A%u", n);
  ed_fake_desk_add_case (fixture->desk, case_);
}

static const EdCase *
find_case (EdDialogStage *fixture, guint n)
{
  g_autofree char *id = make_id (n);

  return ed_fake_desk_find (fixture->desk, id);
}

static void
wait_for_items (EdDialogStage *fixture)
{
  while (ed_assign_many_dialog_items (fixture->dialog) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Opens the dialog for the first N cases. */
static void
open_dialog (EdDialogStage *fixture, guint n)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cases, (gpointer) find_case (fixture, i));
  ed_dialog_stage_watch (fixture,
                         ed_assign_many_dialog_open (fixture->window, fixture->desk, cases));
  wait_for_items (fixture);
}

static EdAssignItem *
get_item (EdDialogStage *fixture, guint i)
{
  g_autoptr (EdAssignItem) item =
      g_list_model_get_item (ed_assign_many_dialog_items (fixture->dialog), i);

  return item; /* the plan keeps it */
}

static void
act (EdDialogStage *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "assign-many.do", NULL);
}

/* Five cases that two can take go to them in turn; one that nobody takes is refused. */
static void
test_cases_are_spread (EdDialogStage *fixture, gconstpointer data)
{
  g_autofree char *summary = NULL;
  g_autofree char *note = NULL;
  guint before;

  for (guint i = 0; i < 5; i++)
    add_case (fixture, i, ED_CASE_PSYCHOLOGICAL, ED_CASE_RECORDED);
  add_case (fixture, 5, ED_CASE_PSYCHOLOGICAL, ED_CASE_CLOSED);
  open_dialog (fixture, 6);
  summary = ed_stage_text (fixture->dialog, "summary");
  g_assert_cmpstr (summary,
                   ==,
                   "Dr. Kovács Anna 2 · Dr. Szabó Péter 2 · Dr. Nagy Zoltán 1 · nobody 1");
  g_assert_cmpint (ed_assign_item_kind (get_item (fixture, 5)), ==, ED_ASSIGN_REFUSED);
  note = ed_stage_text (get_item (fixture, 5), "note");
  g_assert_cmpstr (note, ==, "The case is closed, or about to be.");
  before = ed_fake_desk_count_commands (fixture->desk);
  act (fixture);
  ed_dialog_stage_wait_closed (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, before + 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (find_case (fixture, i)->state, ==, ED_CASE_ASSIGNED);
  g_assert_cmpint (find_case (fixture, 5)->state, ==, ED_CASE_CLOSED);
}

static void
test_one_gets_all (EdDialogStage *fixture, gconstpointer data)
{
  g_autofree char *note = NULL;
  guint before;

  add_case (fixture, 0, ED_CASE_LEGAL, ED_CASE_RECORDED);
  add_case (fixture, 1, ED_CASE_PSYCHOLOGICAL, ED_CASE_RECORDED);
  add_case (fixture, 2, ED_CASE_LEGAL, ED_CASE_DECLINED);
  open_dialog (fixture, 3);
  for (guint i = 1; i < 10; i++)
    {
      ed_assign_many_dialog_choose (fixture->dialog, i);
      if (g_str_equal (
              ed_expert_choice_account (ed_assign_item_choice (get_item (fixture, 0)))->name,
              "Dr. Tóth Béla"))
        break;
    }
  g_assert_cmpint (ed_assign_item_kind (get_item (fixture, 0)), ==, ED_ASSIGN_GIVEN);
  g_assert_cmpint (ed_assign_item_kind (get_item (fixture, 1)), ==, ED_ASSIGN_REFUSED);
  note = ed_stage_text (get_item (fixture, 1), "note");
  g_assert_cmpstr (note, ==, "Dr. Tóth Béla: Does not take cases of this type.");
  ed_assign_item_include (get_item (fixture, 2), FALSE);
  before = ed_fake_desk_count_commands (fixture->desk);
  act (fixture);
  ed_dialog_stage_wait_closed (fixture);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, before + 1);
  g_assert_cmpstr (find_case (fixture, 0)->expert_name, ==, "Dr. Tóth Béla");
  g_assert_cmpint (find_case (fixture, 2)->state, ==, ED_CASE_DECLINED);
}

/* Somebody else was faster: the others are done, and it is said of the one that was not. */
static void
test_refused_stay (EdDialogStage *fixture, gconstpointer data)
{
  g_autofree char *trouble = NULL;
  g_autofree char *note = NULL;
  EdCase *taken;

  add_case (fixture, 0, ED_CASE_LEGAL, ED_CASE_RECORDED);
  add_case (fixture, 1, ED_CASE_LEGAL, ED_CASE_RECORDED);
  open_dialog (fixture, 2);
  taken = (EdCase *) find_case (fixture, 1);
  taken->state = ED_CASE_ASSIGNED;
  taken->assignment_id = make_id (77);
  taken->expert_id = make_id (78);
  act (fixture);
  while ((trouble = ed_stage_text (fixture->dialog, "trouble")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (trouble, ==, "1 case could not be assigned.");
  g_assert_cmpint (ed_assign_item_kind (get_item (fixture, 0)), ==, ED_ASSIGN_DONE);
  note = ed_stage_text (get_item (fixture, 1), "note");
  g_assert_cmpstr (note, ==, "The case has already been assigned.");
}

static void
test_unassigned_are_found (EdDialogStage *fixture, gconstpointer data)
{
  add_case (fixture, 0, ED_CASE_LEGAL, ED_CASE_RECORDED);
  add_case (fixture, 1, ED_CASE_LEGAL, ED_CASE_CLOSED);
  add_case (fixture, 2, ED_CASE_LEGAL, ED_CASE_DECLINED);
  ed_dialog_stage_watch (fixture,
                         ed_assign_many_dialog_open_unassigned (fixture->window, fixture->desk));
  wait_for_items (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (ed_assign_many_dialog_items (fixture->dialog)),
                    ==,
                    2);
}

#define ADD(path, test) \
  g_test_add (path, EdDialogStage, NULL, set_up, test, ed_dialog_stage_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/assign-many-dialog/cases-are-spread", test_cases_are_spread);
  ADD ("/coordinator/assign-many-dialog/one-gets-all", test_one_gets_all);
  ADD ("/coordinator/assign-many-dialog/refused-stay", test_refused_stay);
  ADD ("/coordinator/assign-many-dialog/unassigned-are-found", test_unassigned_are_found);
  return g_test_run ();
}
