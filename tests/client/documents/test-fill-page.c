/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms being filled in, through a real window. */

#include "client/documents/fill-stage.h"

#include "client/cases/case-deeds.h"
#include "client/documents/form-page.h"
#include "client/documents/form-writer.h"
#include "client/documents/logged-session-row.h"
#include "client/documents/proof.h"
#include "client/sample-cases.h"
#include "client/shell/window.h"
#include "client/stage.h"
#include "sql/db.h"
#include "sync/desk-drafts.h"

#include <string.h>

static void
keep_draft (EdFillStage *stage, const char *case_id, EdFormKind kind, const char *json)
{
  ed_desk_save_draft_async (stage->desk, ed_form_get (kind)->name, case_id, json, NULL, NULL, NULL);
  ed_stage_settle ();
}

/* --- asking ---------------------------------------------------------------------------------- */

/* The form's questions and nothing else: what the case knows is not asked. */
static void
test_page_asks_questions (EdFillStage *stage, gconstpointer data)
{
  static const struct
  {
    const char *case_id, *form, *questions[7];
  } cases[] = {
    { CASE_240,
      "satisfaction",
      { "All in all, how satisfied are you with the counselling?",
        "How far do you agree with these statements?",
        "I was given a first appointment quickly.",
        "Would you recommend the programme to others?",
        "What helped you most?",
        "What could we do better?",
        "Date" } },
    { CASE_240,
      "treatment-log",
      { "Reason for the counselling and goals",
        "Sessions",
        "Session 1",
        "Session 3",
        "Summary of the counselling",
        "Outcome",
        "Recommendation" } },
    { CASE_255,
      "case-file",
      { "Kind of coaching", "Goals of the client", "Starting point", "Plan", "Results" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ed_fill_stage_open (stage, cases[i].case_id, cases[i].form, cases[i].questions[0]);
      for (guint j = 0; j < 7 && cases[i].questions[j] != NULL; j++)
        g_assert_nonnull (ed_stage_find (ed_fill_stage_page (stage), 0, cases[i].questions[j]));
      g_assert_null (ed_stage_find (ed_fill_stage_page (stage), 0, "Client (alias)"));
      g_assert_null (ed_stage_find (ed_fill_stage_page (stage), GTK_TYPE_BUTTON, "Discard draft"));
    }
}

/* One stop of the Tab key for each question, the arrows go on from there; pressing an answer again
 * takes it back. */
static void
test_answers_are_picked (EdFillStage *stage, gconstpointer data)
{
  const char *question = "Outcome";
  GtkWidget *row, *focus;

  ed_fill_stage_open_log (stage);
  row = ed_stage_find (stage->window, ADW_TYPE_PREFERENCES_ROW, question);
  ed_fill_stage_pick (stage, question, "Goals reached");
  ed_fill_stage_pick (stage, question, "Partly reached");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "\"outcome\":\"partly\"");
  g_assert_true (gtk_widget_grab_focus (row));
  focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  g_assert_true (focus == ed_stage_find (row, GTK_TYPE_TOGGLE_BUTTON, "Partly reached"));
  g_assert_true (gtk_widget_child_focus (stage->window, GTK_DIR_RIGHT));
  focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  g_assert_true (focus == ed_stage_find (row, GTK_TYPE_TOGGLE_BUTTON, "Not reached"));
  g_assert_true (gtk_widget_child_focus (stage->window, GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  g_assert_false (gtk_widget_is_ancestor (focus, row));
  ed_fill_stage_pick (stage, question, "Partly reached");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", NULL);
}

/* --- the draft ------------------------------------------------------------------------------- */

static void
test_draft_keeps_itself (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "Sleeps through again");
  ed_stage_wait_for (stage->window, "Draft saved, 12:32");
}

static void
test_draft_is_there_again (EdFillStage *stage, gconstpointer data)
{
  keep_draft (stage,
              CASE_240,
              ED_FORM_TREATMENT_LOG,
              "{\"language\":\"hu\",\"values\":{\"summary\":\"Alszik\",\"outcome\":\"partly\"}}");
  ed_fill_stage_open_log (stage);
  g_assert_nonnull (ed_stage_find (stage->window, GTK_TYPE_BUTTON, "Discard draft"));
  g_assert_true (ed_stage_says (stage->window, "Magyar"));
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (ed_stage_find (stage->window, GTK_TYPE_TOGGLE_BUTTON, "Partly reached"))));
  /* With the sessions that the case has now. */
  g_assert_nonnull (ed_stage_find (stage->window, 0, "Session 3"));
}

/* Whoever leaves at once loses nothing: by going back, by locking, by closing the window. */
static void
test_draft_survives_leaving (EdFillStage *stage, gconstpointer data)
{
  const char *way = data;

  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Recommendation", "The evening walk goes on");
  if (g_str_equal (way, "back"))
    gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  else if (g_str_equal (way, "lock"))
    ed_window_lock (ED_WINDOW (stage->window));
  else
    gtk_widget_activate_action (stage->window, "win.show", "s", "outbox");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "The evening walk goes on");
}

static void
test_draft_is_discarded (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Recommendation", "A walk");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
  ed_stage_click (stage->window, "Discard draft");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", NULL);
  g_assert_null (ed_stage_find (stage->window, GTK_TYPE_BUTTON, "Discard draft"));
  ed_stage_click (stage->window, "Undo");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
}

/* A disk that is full is said; the draft is saved when it can be. */
static void
test_draft_cannot_be_saved (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fake_desk_fail_drafts (stage->desk,
                            g_error_new_literal (ED_DB_ERROR, ED_DB_ERROR_FULL, "full"));
  ed_fill_stage_answer (stage->window, "Recommendation", "A walk");
  ed_stage_wait_for (stage->window,
                     "The draft could not be saved: The disk is full. Make room, then try again; "
                     "nothing is lost.");
  ed_fake_desk_fail_drafts (stage->desk, NULL);
  gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
}

/* A draft that cannot be read is not written over with an empty form. */
static void
test_draft_cannot_be_read (EdFillStage *stage, gconstpointer data)
{
  keep_draft (stage, CASE_240, ED_FORM_TREATMENT_LOG, "{\"values\":{\"summary\":\"A walk\"}}");
  ed_fake_desk_fail_drafts (stage->desk, g_error_new_literal (ED_DB_ERROR, ED_DB_ERROR_IO, "io"));
  ed_fill_stage_open (stage, CASE_240, "treatment-log", "The form cannot be filled in");
  g_assert_true (
      ed_stage_says (stage->window, "The disk cannot be written: it failed, or is read-only."));
  ed_fake_desk_fail_drafts (stage->desk, NULL);
  gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
}

/* What was emptied again is no draft. */
static void
test_draft_of_nothing_goes (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Recommendation", "A walk");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
  ed_fill_stage_answer (stage->window, "Recommendation", "  ");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", NULL);
}

/* The date is that of the day until another one is entered. */
static void
test_draft_has_no_date_of_its_own (EdFillStage *stage, gconstpointer data)
{
  GtkWidget *date;

  ed_fill_stage_open_log (stage);
  date = ed_stage_find (stage->window, GTK_TYPE_TEXT, "2020-03-24");
  g_assert_nonnull (date);
  ed_fill_stage_answer (stage->window, "Recommendation", "A walk");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "A walk");
  g_assert_null (strstr (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240), "signed_on"));
  gtk_editable_set_text (GTK_EDITABLE (date), "2020-03-20");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "\"signed_on\":\"2020-03-20\"");
}

/* --- the case -------------------------------------------------------------------------------- */

static void
on_session_added (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  g_assert_true (ed_desk_do_finish (ED_DESK (source), result, &refusal, NULL));
}

static void
test_sessions_follow_case (EdFillStage *stage, gconstpointer data)
{
  g_autoptr (EdCommand) command = NULL;
  GtkWidget *first;

  ed_fill_stage_open_log (stage);
  first = ed_stage_find (stage->window, ED_TYPE_LOGGED_SESSION_ROW, "Session 1");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (first), TRUE);
  ed_fill_stage_answer (first, "Topic", "Sleep and shifts");
  command = ed_case_add_session_command (ed_fake_desk_find (stage->desk, CASE_240),
                                         ed_date_from_text ("2020-01-10"),
                                         ED_ABSENT,
                                         ED_ABSENT,
                                         ED_SAMPLE_NOW);
  ed_desk_do_async (stage->desk, command, NULL, on_session_added, NULL);
  ed_stage_wait_for (stage->window, "Session 4");
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "2020-01-10");
  g_assert_nonnull (
      strstr (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240), "Sleep and shifts"));
}

/* The case leaves this machine: what was entered is shown and kept no more. */
static void
test_case_goes (EdFillStage *stage, gconstpointer data)
{
  EdCase *case_ = ed_fill_stage_case (stage);

  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Recommendation", "A walk");
  g_free (case_->id);
  case_->id = g_strdup ("00000000-0000-4000-8000-000000000000");
  g_signal_emit_by_name (stage->desk, "changed");
  ed_stage_wait_for (stage->window, "The form cannot be filled in");
  gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  ed_stage_settle ();
  g_assert_null (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240));
}

static void
test_page_hides_names (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  g_assert_true (ed_stage_says (stage->window, "Case 240 (Suzuki - Kék)"));
  g_object_set (stage->window, "private", TRUE, NULL);
  ed_stage_wait_for (stage->window, "Case 240 (Suzuki - ••••••)");
  g_object_set (stage->window, "private", FALSE, NULL);
}

/* --- the document ---------------------------------------------------------------------------- */

static gboolean
shows_pages (gpointer data)
{
  return ed_proof_count_pages (data) > 0;
}

static gboolean
is_roomy (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
test_proof_is_beside (EdFillStage *stage, gconstpointer data)
{
  GtkWidget *proof;

  ed_fill_stage_open_log (stage);
  proof = ed_stage_find (stage->window, ED_TYPE_PROOF, NULL);
  g_assert_nonnull (proof);
  ed_stage_wait (shows_pages, proof);
}

static gboolean
is_folded (gpointer data)
{
  gboolean folded;

  g_object_get (data, "folded", &folded, NULL);
  return folded;
}

/* In a narrow window one at a time; nothing asks for more than it has. */
static void
test_narrow_window_shows_one (EdFillStage *stage, gconstpointer data)
{
  GtkWidget *page;
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (stage->window), 360, 700);
  ed_stage_wait (is_folded, stage->window);
  ed_fill_stage_open_feedback (stage);
  page = ed_fill_stage_page (stage);
  while (ed_stage_find (page, ED_TYPE_PROOF, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_object_set (page, "previewing", TRUE, NULL);
  while (ed_stage_find (page, ED_TYPE_PROOF, NULL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ed_stage_wait (is_roomy, ed_stage_find (page, ED_TYPE_PROOF, NULL));
  ed_stage_wait (shows_pages, ed_stage_find (page, ED_TYPE_PROOF, NULL));
}

/* --- ways in and out ------------------------------------------------------------------------- */

static void
test_profile_is_come_back_to (EdFillStage *stage, gconstpointer data)
{
  gtk_widget_activate_action (stage->window, "win.open-case", "s", CASE_240);
  ed_stage_wait_for (stage->window, "Case 240");
  ed_stage_click (stage->window, "Fill in the treatment log");
  ed_stage_wait_for (stage->window, "Reason for the counselling and goals");
  ed_stage_settle ();
  gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  ed_stage_wait_for (stage->window, "Case 240");
}

static gboolean
has_choices (gpointer data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (data)) > 1;
}

static void
test_forms_menu_leads_here (EdFillStage *stage, gconstpointer data)
{
  GtkWidget *page, *cases;

  ed_window_show (ED_WINDOW (stage->window), "treatment-log");
  page = ed_stage_find (stage->window, ED_TYPE_FORM_PAGE, NULL);
  cases = ed_stage_find (page, GTK_TYPE_DROP_DOWN, NULL);
  ed_stage_wait (has_choices, cases);
  ed_stage_click (page, "Fill in"); /* for which case? */
  while (ed_stage_find (cases, GTK_TYPE_POPOVER, NULL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_popover_popdown (GTK_POPOVER (ed_stage_find (cases, GTK_TYPE_POPOVER, NULL)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (cases), 1);
  ed_stage_click (page, "Fill in");
  ed_stage_wait_for (stage->window, "Reason for the counselling and goals");
  gtk_widget_activate_action (ed_fill_stage_page (stage), "fill.back", NULL);
  ed_stage_wait_for (stage->window, "Fill in");
}

#define ADD(path, data, test)            \
  g_test_add ("/client/fill-page/" path, \
              EdFillStage,               \
              data,                      \
              ed_fill_stage_set_up,      \
              test,                      \
              ed_fill_stage_tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("asks-questions", NULL, test_page_asks_questions);
  ADD ("answers-are-picked", NULL, test_answers_are_picked);
  ADD ("draft-keeps-itself", NULL, test_draft_keeps_itself);
  ADD ("draft-is-there-again", NULL, test_draft_is_there_again);
  ADD ("draft-survives/back", "back", test_draft_survives_leaving);
  ADD ("draft-survives/lock", "lock", test_draft_survives_leaving);
  ADD ("draft-survives/elsewhere", "show", test_draft_survives_leaving);
  ADD ("draft-is-discarded", NULL, test_draft_is_discarded);
  ADD ("draft-cannot-be-saved", NULL, test_draft_cannot_be_saved);
  ADD ("draft-cannot-be-read", NULL, test_draft_cannot_be_read);
  ADD ("draft-of-nothing-goes", NULL, test_draft_of_nothing_goes);
  ADD ("draft-has-no-date", NULL, test_draft_has_no_date_of_its_own);
  ADD ("sessions-follow-case", NULL, test_sessions_follow_case);
  ADD ("case-goes", NULL, test_case_goes);
  ADD ("hides-names", NULL, test_page_hides_names);
  ADD ("proof-is-beside", NULL, test_proof_is_beside);
  ADD ("narrow-window", NULL, test_narrow_window_shows_one);
  ADD ("back-to-profile", NULL, test_profile_is_come_back_to);
  ADD ("from-forms-menu", NULL, test_forms_menu_leads_here);
  status = g_test_run ();
  ed_form_write_wait ();
  return status;
}
