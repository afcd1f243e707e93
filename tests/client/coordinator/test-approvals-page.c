/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Closings are decided on one after the other, with what they rest on beside them. */

#include "client/cases/case-item.h"
#include "client/coordinator/approvals-page.h"
#include "client/coordinator/review.h"
#include "client/coordinator/today-queue.h"
#include "client/coordinator/today-row.h"
#include "client/coordinator/today-texts.h"
#include "client/documents/document-view.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sample-documents.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  EdDesk *desk;
} Fixture;

static void
present (Fixture *fixture, int width)
{
  fixture->window = GTK_WIDGET (ed_stage_show (fixture->page, width, 800));
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->page = ed_approvals_page_new (fixture->desk);
}

static void
set_up_cases (Fixture *fixture, int width)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  const EdCase *closing;

  set_up_empty (fixture, NULL);
  ed_sample_closings_add (fixture->desk);
  closing = ed_fake_desk_find (fixture->desk, ED_SAMPLE_CLOSING);
  ed_fake_desk_add_file (fixture->desk,
                         ED_SAMPLE_CLOSING,
                         ((EdDocument *) closing->documents->pdata[0])->id,
                         bytes);
  g_signal_emit_by_name (fixture->desk, "changed");
  present (fixture, width);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_cases (fixture, 1000);
}

static void
set_up_own (Fixture *fixture, gconstpointer data)
{
  set_up_empty (fixture, NULL);
  g_object_unref (g_object_ref_sink (fixture->page));
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR | ED_ROLE_EXPERT);
  fixture->page = ed_approvals_page_new (fixture->desk);
  ed_sample_closings_add (fixture->desk);
  g_signal_emit_by_name (fixture->desk, "changed");
  present (fixture, 1000);
}

static void
set_up_narrow (Fixture *fixture, gconstpointer data)
{
  set_up_cases (fixture, 360);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (GTK_WINDOW (fixture->window));
  /* What was asked may still be answered. */
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static EdReview *
find_review (Fixture *fixture)
{
  GtkWidget *review = ed_stage_find (fixture->page, ED_TYPE_REVIEW, NULL);

  return review == NULL ? NULL : ED_REVIEW (review);
}

typedef struct
{
  Fixture *fixture;
  const char *case_id;
} Expected;

static gboolean
is_reviewed (gpointer data)
{
  const Expected *expected = data;
  EdReview *review = find_review (expected->fixture);
  g_autoptr (EdCaseItem) item = NULL;

  if (review == NULL || g_strcmp0 (ed_review_case (review), expected->case_id) != 0)
    return FALSE;
  g_object_get (review, "item", &item, NULL);
  return item != NULL;
}

static void
wait_for_case (Fixture *fixture, const char *case_id)
{
  ed_stage_wait (is_reviewed, &(Expected){ fixture, case_id });
}

/* The order is that of Today: closings, unreachable ones, asks. */
static void
test_page_shows_evidence (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  ed_stage_settle ();
  view = ed_stage_find (fixture->page, ED_TYPE_DOCUMENT_VIEW, NULL);
  g_assert_nonnull (view);
  g_assert_nonnull (ed_document_view_document (ED_DOCUMENT_VIEW (view)));
  g_assert_true (ed_stage_says (fixture->page, "4 of 5 used, 1 left"));
  gtk_widget_activate_action (fixture->page, "approvals.next", NULL);
  wait_for_case (fixture, ED_SAMPLE_UNREACHABLE);
  ed_stage_settle ();
  g_assert_true (ed_stage_says (fixture->page, "Morning: 2"));
  g_assert_true (ed_stage_says (fixture->page, "Afternoon: –"));
  g_assert_true (ed_stage_says (fixture->page, "Evening: 1"));
  g_assert_null (ed_stage_find (fixture->page, ED_TYPE_DOCUMENT_VIEW, NULL));
  gtk_widget_activate_action (fixture->page, "approvals.next", NULL);
  wait_for_case (fixture, ED_SAMPLE_ASKING);
  gtk_widget_activate_action (fixture->page, "approvals.previous", NULL);
  wait_for_case (fixture, ED_SAMPLE_UNREACHABLE);
}

/* Approving leads to the next one. */
static void
test_approving_moves_on (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  gtk_widget_activate_action (fixture->page, "approvals.first", NULL);
  wait_for_case (fixture, ED_SAMPLE_UNREACHABLE);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_APPROVE);
  g_assert_cmpstr (command->target_id, ==, ED_SAMPLE_CLOSING);
  gtk_widget_activate_action (fixture->page, "approvals.first", NULL);
  wait_for_case (fixture, ED_SAMPLE_ASKING);
  g_assert_cmpstr (ed_fake_desk_command (fixture->desk, 1)->target_id, ==, ED_SAMPLE_UNREACHABLE);
}

static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

static gboolean
has_commands (gpointer data)
{
  return ed_fake_desk_count_commands (data) > 0;
}

/* A note is about the case that it was asked for, though that one has left the list meanwhile. */
static void
test_note_stays_with_its_case (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;
  GtkWidget *question, *field;

  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  gtk_widget_activate_action (fixture->page, "approvals.second", NULL);
  ed_stage_wait (is_asked, NULL);
  gtk_widget_activate_action (fixture->page, "approvals.next", NULL);
  wait_for_case (fixture, ED_SAMPLE_UNREACHABLE);
  question = find_question ();
  field = ed_stage_find (question, GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_nonnull (field);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), "Log, please.", -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  ed_stage_wait (has_commands, fixture->desk);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_RETURN);
  g_assert_cmpstr (command->target_id, ==, ED_SAMPLE_CLOSING);
  g_assert_cmpstr (((EdArgs *) command->args)->note, ==, "Log, please.");
}

/* An ask for more sessions is answered here, too. */
static void
test_asking_is_answered (Fixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  gtk_widget_activate_action (fixture->page, "approvals.next", NULL);
  gtk_widget_activate_action (fixture->page, "approvals.next", NULL);
  wait_for_case (fixture, ED_SAMPLE_ASKING);
  ed_stage_settle ();
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Refuse…"));
  ed_stage_click (fixture->page, "Authorise…");
  ed_stage_wait (is_asked, NULL);
  question = find_question ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  ed_stage_wait (has_commands, fixture->desk);
  g_assert_cmpint (((EdArgs *) ed_fake_desk_command (fixture->desk, 0)->args)->number, ==, 8);
}

static gboolean
has_rows (gpointer data)
{
  return ed_stage_find (((Fixture *) data)->page, ED_TYPE_TODAY_ROW, NULL) != NULL;
}

/* On a narrow window the list leads to the case, and back. */
static void
test_narrow_window_has_one_pane (Fixture *fixture, gconstpointer data)
{
  gboolean needs_back;

  ed_stage_wait (has_rows, fixture);
  g_object_get (fixture->page, "needs-back", &needs_back, NULL);
  g_assert_false (needs_back);
  g_signal_emit_by_name (ed_stage_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  g_object_get (fixture->page, "needs-back", &needs_back, NULL);
  g_assert_true (needs_back);
  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  gtk_widget_activate_action (fixture->page, "approvals.back", NULL);
  g_object_get (fixture->page, "needs-back", &needs_back, NULL);
  g_assert_false (needs_back);
}

/* Who is the case's expert as well sends it back, and approves nothing. */
static void
test_own_is_left_to_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *why = NULL;
  g_autoptr (EdCaseItem) item = NULL;

  wait_for_case (fixture, ED_SAMPLE_CLOSING);
  g_object_get (find_review (fixture), "item", &item, NULL);
  why = ed_today_why_text (NULL, item);
  g_assert_true (g_str_has_suffix (why, " · your own: another coordinator approves it"));
  ed_stage_wait_for (fixture->page, why);
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Approve"));
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Return…"));
  gtk_widget_activate_action (fixture->page, "approvals.first", NULL);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
test_nothing_waits (Fixture *fixture, gconstpointer data)
{
  present (fixture, 1000);
  ed_stage_wait_for (fixture->page, "Nothing waits for approval");
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, set_up, test) \
  g_test_add ("/coordinator/approvals-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("evidence", set_up, test_page_shows_evidence);
  ADD ("approving-moves-on", set_up, test_approving_moves_on);
  ADD ("note", set_up, test_note_stays_with_its_case);
  ADD ("asking", set_up, test_asking_is_answered);
  ADD ("narrow", set_up_narrow, test_narrow_window_has_one_pane);
  ADD ("own-is-left-to-others", set_up_own, test_own_is_left_to_others);
  ADD ("nothing", set_up_empty, test_nothing_waits);
#undef ADD
  return g_test_run ();
}
