/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/expert-choice.h"
#include "client/dialog-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/stage.h"
#include "client/walk.h"

#define SZABO "33333333-3333-4333-8333-333333333331"

typedef struct
{
  EdDialogStage stage;
  char *command_id, *expert; /* as "assigned" said */
  guint given_up;
} Fixture;

static void
on_assigned (Fixture *fixture, const char *command_id, const char *expert)
{
  fixture->command_id = g_strdup (command_id);
  fixture->expert = g_strdup (expert);
}

static void
on_given_up (Fixture *fixture)
{
  fixture->given_up++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ed_dialog_stage_set_up (&fixture->stage, NULL);
  ed_sample_cases_add (fixture->stage.desk);
  ed_sample_experts_add (fixture->stage.desk);
}

/* Opens the dialog and waits for the experts. */
static void
open_dialog (Fixture *fixture)
{
  GListModel *candidates;

  ed_dialog_stage_watch (
      &fixture->stage,
      ed_assign_dialog_open (fixture->stage.window,
                             fixture->stage.desk,
                             ed_fake_desk_find (fixture->stage.desk, ED_SAMPLE_CASE)));
  g_signal_connect_swapped (fixture->stage.dialog, "assigned", G_CALLBACK (on_assigned), fixture);
  g_signal_connect_swapped (fixture->stage.dialog, "given-up", G_CALLBACK (on_given_up), fixture);
  candidates = ed_assign_dialog_candidates (fixture->stage.dialog);
  while (g_list_model_get_n_items (candidates) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_dialog_stage_tear_down (&fixture->stage, NULL);
  g_free (fixture->command_id);
  g_free (fixture->expert);
}

static void
test_dialog_ranks_experts (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Dr. Szabó Péter", "Dr. Nagy Zoltán", "Varga Ilona",
                                       "Dr. Kovács Anna", "Dr. Tóth Béla",   "Kiss Mária",
                                       "Dr. Horváth Éva" };
  GListModel *candidates;

  open_dialog (fixture);
  candidates = ed_assign_dialog_candidates (fixture->stage.dialog);
  g_assert_cmpuint (g_list_model_get_n_items (candidates), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EdExpertChoice) choice = g_list_model_get_item (candidates, i);

      g_assert_cmpstr (ed_expert_choice_account (choice)->name, ==, names[i]);
      if (g_str_equal (names[i], "Dr. Kovács Anna"))
        g_assert_cmpint (ed_expert_choice_match (choice).burden.open, >, 1);
    }
}

/* The best is chosen already: "Assign" reassigns, and the undo is handed on. */
static void
test_dialog_assigns (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (fixture->stage.desk, ED_SAMPLE_CASE);
  g_autofree char *former = g_strdup (case_->assignment_id);

  g_assert_nonnull (former);
  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->stage.dialog), "assign.do", NULL);
  ed_dialog_stage_wait_closed (&fixture->stage);
  case_ = ed_fake_desk_find (fixture->stage.desk, ED_SAMPLE_CASE);
  g_assert_cmpstr (fixture->expert, ==, "Dr. Szabó Péter");
  g_assert_cmpstr (case_->expert_id, ==, SZABO);
  g_assert_cmpstr (case_->assignment_id, ==, fixture->command_id);
  g_assert_cmpuint (case_->assignments->len, ==, 1);
  g_assert_cmpstr (((EdAssignment *) case_->assignments->pdata[0])->id, ==, former);
  g_assert_cmpuint (fixture->given_up, ==, 0);
}

static void
test_dialog_says_why_not (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint position;
    const char *trouble;
  } cases[] = {
    { 0, NULL },
    { 3, "Dr. Kovács Anna: Has this case now." },
    { 4, "Dr. Tóth Béla: Does not take cases of this type." },
    { 6, "Dr. Horváth Éva: The account is suspended." },
  };
  GtkListView *view;

  open_dialog (fixture);
  view = ed_stage_find_type (GTK_WIDGET (fixture->stage.dialog), GTK_TYPE_LIST_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *trouble = NULL;
      guint n = ed_fake_desk_count_commands (fixture->stage.desk);

      gtk_selection_model_select_item (gtk_list_view_get_model (view), cases[i].position, TRUE);
      trouble = ed_stage_text (fixture->stage.dialog, "trouble");
      g_assert_cmpstr (trouble, ==, cases[i].trouble);
      if (cases[i].trouble == NULL)
        continue;
      gtk_widget_activate_action (GTK_WIDGET (fixture->stage.dialog), "assign.do", NULL);
      g_assert_cmpuint (ed_fake_desk_count_commands (fixture->stage.desk), ==, n);
    }
}

static void
test_dialog_searches (Fixture *fixture, gconstpointer data)
{
  GListModel *candidates;
  GtkEditable *entry;
  g_autoptr (EdExpertChoice) choice = NULL;

  open_dialog (fixture);
  candidates = ed_assign_dialog_candidates (fixture->stage.dialog);
  entry = ed_stage_find_type (GTK_WIDGET (fixture->stage.dialog), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (entry, "slovak");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (candidates), ==, 1);
  choice = g_list_model_get_item (candidates, 0);
  g_assert_cmpstr (ed_expert_choice_account (choice)->name, ==, "Varga Ilona");
  g_signal_emit_by_name (entry, "activate");
  ed_dialog_stage_wait_closed (&fixture->stage);
  g_assert_cmpstr (fixture->expert, ==, "Varga Ilona");
}

/* Somebody else was faster: the sentence stands in the dialog, which stays. */
static void
test_dialog_shows_refusal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trouble = NULL;

  open_dialog (fixture);
  ed_fake_desk_set_roles (fixture->stage.desk, ED_ROLE_EXPERT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->stage.dialog), "assign.do", NULL);
  while ((trouble = ed_stage_text (fixture->stage.dialog, "trouble")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (trouble, ==, "Your account may not do this.");
  g_assert_null (fixture->command_id);
}

static void
on_faster_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  g_assert_true (ed_desk_do_finish (ED_DESK (source), result, &refusal, NULL));
}

/* Another coordinator gave it to somebody while the dialog stood open. */
static void
test_dialog_overruns_nobody (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (fixture->stage.desk, ED_SAMPLE_CASE);
  g_autoptr (EdCommand) faster = ed_command_new (ED_COMMAND_CASE_ASSIGN,
                                                 "77777777-7777-4777-8777-777777777777",
                                                 case_->id,
                                                 case_->assignment_id,
                                                 ED_SAMPLE_NOW);
  g_autofree char *trouble = NULL;
  guint n;

  open_dialog (fixture);
  ((EdArgs *) faster->args)->expert = g_strdup (case_->expert_id);
  n = ed_fake_desk_count_commands (fixture->stage.desk);
  ed_desk_do_async (fixture->stage.desk, faster, NULL, on_faster_done, NULL);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->stage.desk), ==, n + 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->stage.dialog), "assign.do", NULL);
  while ((trouble = ed_stage_text (fixture->stage.dialog, "trouble")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (trouble, ==, "The case has already been assigned.");
  case_ = ed_fake_desk_find (fixture->stage.desk, ED_SAMPLE_CASE);
  g_assert_cmpstr (case_->assignment_id, ==, faster->id);
}

static void
test_dialog_is_given_up (Fixture *fixture, gconstpointer data)
{
  guint n = ed_fake_desk_count_commands (fixture->stage.desk);

  open_dialog (fixture);
  gtk_window_close (GTK_WINDOW (fixture->stage.dialog));
  ed_dialog_stage_wait_closed (&fixture->stage);
  g_assert_cmpuint (fixture->given_up, ==, 1);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->stage.desk), ==, n);
}

#define HEIGHT 740 /* of a small screen */

static gboolean
is_seen (gpointer list)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (list));
  graphene_rect_t seen;

  if (!gtk_widget_compute_bounds (list, window, &seen))
    return FALSE;
  graphene_rect_intersection (&seen, &GRAPHENE_RECT_INIT (0, 0, 10000, HEIGHT), &seen);
  return seen.size.height >= HEIGHT / 4;
}

/* What the notice says leaves room for those it is about, however large its text. */
static void
test_dialog_shows_experts_below_large_notice (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *view, *list;
  int least;

  g_object_set (settings, "gtk-xft-dpi", 1024 * 96 * 2, NULL);
  open_dialog (fixture);
  gtk_window_set_default_size (fixture->stage.dialog, 360, HEIGHT);
  ed_walk_wait_drawn (fixture->stage.dialog);
  view = ed_stage_find_type (fixture->stage.dialog, GTK_TYPE_LIST_VIEW);
  list = gtk_widget_get_parent (view);
  gtk_widget_measure (gtk_window_get_child (fixture->stage.dialog),
                      GTK_ORIENTATION_VERTICAL,
                      360,
                      &least,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (least, <=, HEIGHT);
  gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
  ed_stage_wait (is_seen, list);
  g_object_set (settings, "gtk-xft-dpi", 1024 * 96, NULL);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/assign-dialog/ranks-experts", test_dialog_ranks_experts);
  ADD ("/coordinator/assign-dialog/assigns", test_dialog_assigns);
  ADD ("/coordinator/assign-dialog/says-why-not", test_dialog_says_why_not);
  ADD ("/coordinator/assign-dialog/searches", test_dialog_searches);
  ADD ("/coordinator/assign-dialog/shows-refusal", test_dialog_shows_refusal);
  ADD ("/coordinator/assign-dialog/overruns-nobody", test_dialog_overruns_nobody);
  ADD ("/coordinator/assign-dialog/is-given-up", test_dialog_is_given_up);
  ADD ("/coordinator/assign-dialog/shows-experts-below-large-notice",
       test_dialog_shows_experts_below_large_notice);
  return g_test_run ();
}
