/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms that have been filled in become documents of their case. */

#include "client/documents/fill-stage.h"
#include "client/documents/form-writer.h"

#include "client/stage.h"
#include "sync/desk-files.h"

#include <adwaita.h>
#include <poppler.h>
#include <string.h>

static gboolean
has_file (gpointer data)
{
  return ed_fake_desk_count_files (data) > 0;
}

static gboolean
has_no_file (gpointer data)
{
  return ed_fake_desk_count_files (data) == 0;
}

static void
take_bytes (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GBytes **) data = ed_desk_load_file_finish (ED_DESK (source), result, NULL, NULL, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* The text of the file that was attached to the case, all its pages. */
static char *
read_attached (EdFillStage *stage, const char *case_id)
{
  GBytes *bytes = NULL;
  PopplerDocument *document;
  g_autoptr (GString) text = g_string_new (NULL);

  ed_desk_load_file_async (stage->desk,
                           case_id,
                           ed_fake_desk_file (stage->desk, 0),
                           NULL,
                           take_bytes,
                           &bytes);
  ed_stage_wait (is_set, &bytes);
  document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_assert_nonnull (document);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *said = poppler_page_get_text (page);

      g_string_append (text, said);
      g_object_unref (page);
    }
  g_object_unref (document);
  g_bytes_unref (bytes);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- finishing ------------------------------------------------------------------------------- */

static void
test_finish_attaches (EdFillStage *stage, gconstpointer data)
{
  g_autofree char *text = NULL;
  const EdDocument *document;

  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_fill_stage_pick (stage, "Outcome", "Goals reached");
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait (has_file, stage->desk);
  ed_stage_wait_for (stage->window, "Treatment log attached");
  document = ed_case_find_document (ed_fill_stage_case (stage), ed_fake_desk_file (stage->desk, 0));
  g_assert_nonnull (document);
  g_assert_cmpint (document->kind, ==, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpstr (document->name, ==, "Treatment log 240.pdf");
  g_assert_null (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240));
  text = read_attached (stage, CASE_240);
  g_assert_nonnull (strstr (text, "Sleeps through again"));
  g_assert_nonnull (strstr (text, "240"));
  g_assert_nonnull (strstr (text, "24 March 2020"));
}

/* The desk is locked before the page has heard that it is attached. */
static void
test_finished_draft_is_gone (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait (has_file, stage->desk);
  ed_desk_close (stage->desk);
  ed_stage_settle ();
  g_assert_null (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240));
}

/* The document's language is not the window's. */
static void
test_finish_in_language (EdFillStage *stage, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkWidget *languages;

  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Újra átalussza az éjszakát");
  languages = ed_stage_find (ed_fill_stage_page (stage), GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (languages), 1);
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait (has_file, stage->desk);
  text = read_attached (stage, CASE_240);
  g_assert_nonnull (strstr (text, "Kezelési napló"));
  g_assert_nonnull (strstr (text, "Újra átalussza az éjszakát"));
}

static void
test_finish_is_undone (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window, "Treatment log attached");
  ed_stage_click (stage->window, "Undo");
  /* In the step in which the document goes, its words are a draft. */
  g_assert_true (has_no_file (stage->desk));
  g_assert_nonnull (ed_fake_desk_draft (stage->desk, "treatment-log", CASE_240));
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "Sleeps through again");
  ed_stage_wait_for (stage->window, "Reason for the counselling and goals");
  g_assert_nonnull (ed_stage_find (stage->window, GTK_TYPE_BUTTON, "Discard draft"));
}

static void
test_finish_is_sent_already (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window, "Treatment log attached");
  ed_fake_desk_settle_file (stage->desk, ed_fake_desk_file (stage->desk, 0), ED_REFUSAL_NONE);
  ed_stage_click (stage->window, "Undo");
  ed_stage_wait_for (stage->window, "This has been sent already and cannot be undone.");
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 1);
}

static void
test_finish_wants_something (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window, "Nothing has been filled in yet.");
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 0);
}

static void
test_finish_points_at_what_is_wrong (EdFillStage *stage, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20001, 'a');
  GtkWidget *focus;

  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Recommendation", text);
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window,
                     "This answer is too long: it can have 20000 characters at most.");
  focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  g_assert_true (gtk_widget_is_ancestor (
      focus,
      ed_stage_find (stage->window, ADW_TYPE_PREFERENCES_ROW, "Recommendation")));
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 0);
}

/* Refused by the rules: it is said, and nothing of what was entered is lost. */
static void
test_finish_is_refused (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_log (stage);
  ed_fill_stage_answer (stage->window, "Summary of the counselling", "Sleeps through again");
  ed_fill_stage_case (stage)->state = ED_CASE_CLOSED;
  ed_stage_click (stage->window, "Finish and attach");
  while (ed_stage_find (ed_fill_stage_page (stage), GTK_TYPE_LABEL, "The case is closed.") == NULL)
    g_main_context_iteration (NULL, TRUE);
  ed_fill_stage_wait_for_draft (stage, "treatment-log", "Sleeps through again");
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 0);
}

/* --- the score ------------------------------------------------------------------------------- */

#define SCORE_QUESTION "All in all, how satisfied are you with the counselling?"
#define OFFER "Enter it as the case’s satisfaction score, too"

static void
test_score_is_entered (EdFillStage *stage, gconstpointer data)
{
  ed_fill_stage_open_feedback (stage);
  g_assert_null (ed_stage_find (stage->window, ADW_TYPE_ACTION_ROW, OFFER));
  ed_fill_stage_pick (stage, SCORE_QUESTION, "8");
  g_assert_nonnull (ed_stage_find (stage->window, ADW_TYPE_ACTION_ROW, OFFER));
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window, "Satisfaction Feedback form attached, score 8 entered");
  g_assert_cmpint (ed_fill_stage_case (stage)->satisfaction_score, ==, 8);
  ed_stage_click (stage->window, "Undo");
  ed_stage_wait (has_no_file, stage->desk);
  ed_fill_stage_wait_for_draft (stage, "satisfaction", "\"score\":8");
  g_assert_cmpint (ed_fill_stage_case (stage)->satisfaction_score, ==, ED_ABSENT);
}

static void
test_score_is_not_wanted (EdFillStage *stage, gconstpointer data)
{
  GtkWidget *offer;

  ed_fill_stage_open_feedback (stage);
  ed_fill_stage_pick (stage, SCORE_QUESTION, "3");
  offer = ed_stage_find (stage->window, ADW_TYPE_ACTION_ROW, OFFER);
  gtk_switch_set_active (GTK_SWITCH (ed_stage_find (offer, GTK_TYPE_SWITCH, NULL)), FALSE);
  ed_stage_click (stage->window, "Finish and attach");
  ed_stage_wait_for (stage->window, "Satisfaction Feedback form attached");
  g_assert_cmpint (ed_fill_stage_case (stage)->satisfaction_score, ==, ED_ABSENT);
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
  ADD ("finish/attaches", NULL, test_finish_attaches);
  ADD ("finish/draft", NULL, test_finished_draft_is_gone);
  ADD ("finish/language", NULL, test_finish_in_language);
  ADD ("finish/undone", NULL, test_finish_is_undone);
  ADD ("finish/sent-already", NULL, test_finish_is_sent_already);
  ADD ("finish/wants-something", NULL, test_finish_wants_something);
  ADD ("finish/points-at-wrong", NULL, test_finish_points_at_what_is_wrong);
  ADD ("finish/refused", NULL, test_finish_is_refused);
  ADD ("score/entered", NULL, test_score_is_entered);
  ADD ("score/not-wanted", NULL, test_score_is_not_wanted);
  status = g_test_run ();
  ed_form_write_wait ();
  return status;
}
