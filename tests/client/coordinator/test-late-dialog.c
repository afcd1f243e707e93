/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Late work is settled beside what the case says, and whoever entered it is told. */

#include "client/coordinator/late-dialog.h"
#include "client/coordinator/late-row.h"
#include "client/documents/document-window.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/outbox-page.h"
#include "client/stage.h"

#define FORMER "99999999-9999-4999-8999-999999999999"

typedef struct
{
  EdDesk *desk;
  GtkWindow *main;
  GtkWidget *page;
  GtkWidget *dialog; /* NULL once it is gone */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_cases_add (fixture->desk);
  ed_sample_late_add (fixture->desk, FORMER, ED_LATE_WAITING);
  fixture->page = gtk_label_new ("Today");
  fixture->main = ed_stage_show (fixture->page, 800, 600);
  fixture->dialog =
      ed_late_dialog_open (fixture->page, fixture->desk, ED_TARGET_CASE, ED_SAMPLE_CASE);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ed_stage_wait (is_gone, &fixture->dialog);
  ed_stage_close (fixture->main);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static gboolean
has_rows (gpointer data)
{
  return ed_stage_find (data, ED_TYPE_LATE_ROW, NULL) != NULL;
}

/* Both facts are there: what was entered, and what the case says now. */
static void
test_dialog_shows_both_facts (Fixture *fixture, gconstpointer data)
{
  ed_stage_wait (has_rows, fixture->dialog);
  g_assert_true (ed_stage_says (fixture->dialog, "Session on Mon 23 March 2020"));
  g_assert_true (
      ed_stage_says (fixture->dialog, "The case now: with Dr. Kovács Anna; no session registered"));
  g_assert_true (ed_stage_says (fixture->dialog, "“The client prefers appointments after five.”"));
}

typedef struct
{
  EdDesk *desk;
  guint n;
} Expected;

static gboolean
has_commands (gpointer data)
{
  const Expected *expected = data;

  return ed_fake_desk_count_commands (expected->desk) == expected->n;
}

static void
test_accepting (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  ed_stage_wait (has_rows, fixture->dialog);
  ed_stage_click (fixture->dialog, "Accept");
  ed_stage_wait (has_commands, &(Expected){ fixture->desk, 1 });
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_LATE_SETTLE);
  g_assert_cmpstr (command->target_id, ==, ED_SAMPLE_LATE);
  g_assert_cmpint (((EdArgs *) command->args)->accepted, ==, 1);
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

/* The last one that is settled closes the dialog. */
static void
test_discarding_all (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 3; i++)
    {
      ed_stage_wait (has_rows, fixture->dialog);
      ed_stage_settle ();
      ed_stage_click (fixture->dialog, "Discard…");
      ed_stage_wait (is_asked, NULL);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "confirm");
      ed_stage_wait (has_commands, &(Expected){ fixture->desk, i });
      ed_stage_settle ();
      g_assert_cmpint (((EdArgs *) ed_fake_desk_command (fixture->desk, i - 1)->args)->accepted,
                       ==,
                       0);
    }
  ed_stage_wait (is_gone, &fixture->dialog);
}

static gboolean
has_no_stub (gpointer data)
{
  return !ed_stage_says (data, "3 accepted as yours");
}

/* Nothing of what was entered is left with its author, but what became of it, until that is put
 * away. */
static void
test_author_is_told (void)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  GtkWidget *page = ed_outbox_page_new_attention (desk);
  GtkWindow *window = ed_stage_show (page, 800, 600);

  ed_stage_wait_for (page, "Nothing needs attention");
  ed_sample_late_add (desk, ed_desk_account (desk)->id, ED_LATE_ACCEPTED);
  ed_stage_wait_for (page,
                     "Case 261 was reassigned on Tue 24 March 2020; your 3 entries were handed to "
                     "the coordinator");
  g_assert_true (ed_stage_says (page, "3 accepted as yours"));
  ed_stage_click (page, "Put away");
  ed_stage_wait (has_no_stub, page);
  ed_stage_wait_for (page, "Nothing needs attention");
  ed_stage_close (window);
  ed_stage_settle ();
  g_assert_finalize_object (desk);
}

/* --- responses -------------------------------------------------------------------------------- */

/* A request in *DATA (EdRequestState), which FORMER wrote a response to. */
static void
set_up_response (Fixture *fixture, gconstpointer data)
{
  EdRequest *request =
      ed_sample_request_new (ED_SAMPLE_REQUEST, (EdRequestState) GPOINTER_TO_INT (data));
  EdLateWork *late = ed_sample_late_response_new (request, FORMER);
  EdRequestAssignment *ended = ed_record_new (&ed_request_assignment_type);

  ended->id = g_strdup (late->assignment_id);
  ended->to = late->ended_at;
  g_ptr_array_add (request->assignments, ended);
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_fake_desk_add_request (fixture->desk, request);
  ed_fake_desk_add_late (fixture->desk, late);
  fixture->page = gtk_label_new ("Today");
  fixture->main = ed_stage_show (fixture->page, 900, 700);
  fixture->dialog =
      ed_late_dialog_open (fixture->page, fixture->desk, ED_TARGET_REQUEST, ED_SAMPLE_REQUEST);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  ed_stage_wait (has_rows, fixture->dialog);
}

static void
type_text (GtkWidget *dialog, const char *text)
{
  GtkWidget *view = ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* The late text beside the present one; taken over, it is left to the server. */
static void
test_late_response_is_taken_over (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  g_assert_true (ed_stage_says (fixture->dialog,
                                "Yes, from May on, three days a week. A letter for the employer is "
                                "enclosed."));
  g_assert_true (ed_stage_says (fixture->dialog, "The present response, by Dr. Kovács Anna"));
  g_assert_true (
      ed_stage_says (fixture->dialog,
                     "Yes, by half days at first. After four weeks we look at it again."));
  ed_stage_click (fixture->dialog, "Take over");
  ed_stage_wait (has_commands, &(Expected){ fixture->desk, 1 });
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_LATE_SETTLE);
  g_assert_cmpint (((EdArgs *) command->args)->accepted, ==, 1);
  ed_stage_wait (is_gone, &fixture->dialog);
}

static gpointer
find_document_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (ED_IS_DOCUMENT_WINDOW (at->data))
      return at->data;
  return NULL;
}

static gboolean
is_opened (gpointer data)
{
  return find_document_window () != NULL;
}

/* What it brought is looked at first; the window stays as long as it waits. */
static void
test_late_file_is_looked_at (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = ed_stage_find (fixture->dialog, GTK_TYPE_LABEL, "letter.pdf");

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  ed_stage_wait (is_opened, NULL);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_settle ();
  g_assert_nonnull (find_document_window ());
  gtk_window_close (find_document_window ());
  ed_stage_settle ();
}

/* Not without a sentence. */
static void
test_late_response_is_dismissed (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  ed_stage_click (fixture->dialog, "Dismiss…");
  ed_stage_wait (is_asked, NULL);
  g_assert_false (
      adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (find_question ()), "confirm"));
  type_text (find_question (), "A colleague has answered already.");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "confirm");
  ed_stage_wait (has_commands, &(Expected){ fixture->desk, 1 });
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (((EdArgs *) command->args)->accepted, ==, 0);
  g_assert_cmpstr (((EdArgs *) command->args)->note, ==, "A colleague has answered already.");
}

/* What came when all was over can be read and dismissed, and it is said why no more. */
static void
test_cancelled_takes_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
      ed_stage_says (fixture->dialog, "The request was cancelled, so it cannot be taken over."));
  g_assert_true (ed_stage_says (fixture->dialog, "The sender has cancelled this request."));
  g_assert_false (ed_stage_says (fixture->dialog, "Take over"));
}

/* What the expert reads of each end. */
static void
test_expert_is_told (void)
{
  static const struct
  {
    EdLateState state;
    gboolean cancelled;
    const char *note;
    const char *title, *fate;
  } lines[] = {
    { ED_LATE_WAITING,
      FALSE,
      NULL,
      "Request 12 has gone to somebody else; what you wrote was handed to the coordinator",
      "Not settled yet" },
    { ED_LATE_ACCEPTED,
      FALSE,
      NULL,
      "Request 12 has gone to somebody else; what you wrote was handed to the coordinator",
      "The coordinator has taken it over" },
    { ED_LATE_DISCARDED,
      TRUE,
      "A colleague has answered already.",
      "Request 12 was cancelled by its sender; what you wrote was handed to the coordinator",
      "The coordinator does not use it\nA colleague has answered already." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
      GtkWidget *page = ed_outbox_page_new_attention (desk);
      GtkWindow *window = ed_stage_show (page, 800, 600);
      g_autoptr (EdRequest) request =
          ed_sample_request_new (ED_SAMPLE_REQUEST, ED_REQUEST_ASSIGNED);
      EdLateWork *late = ed_sample_late_response_new (request, ed_desk_account (desk)->id);

      late->state = lines[i].state;
      late->cancelled = lines[i].cancelled ? 1 : ED_ABSENT;
      late->note = g_strdup (lines[i].note);
      ed_fake_desk_add_late (desk, late);
      ed_stage_wait_for (page, lines[i].title);
      g_assert_true (ed_stage_says (page, lines[i].fate));
      ed_stage_close (window);
      ed_stage_settle ();
      g_assert_finalize_object (desk);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/coordinator/late-dialog/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("both-facts", test_dialog_shows_both_facts);
  ADD ("accepting", test_accepting);
  ADD ("discarding", test_discarding_all);
#undef ADD
#define ADD(path, state, test)                      \
  g_test_add ("/coordinator/late-dialog/" path,     \
              Fixture,                              \
              GINT_TO_POINTER (ED_REQUEST_##state), \
              set_up_response,                      \
              test,                                 \
              tear_down)
  ADD ("response-taken-over", UNDER_REVIEW, test_late_response_is_taken_over);
  ADD ("file-looked-at", UNDER_REVIEW, test_late_file_is_looked_at);
  ADD ("response-dismissed", IN_PROGRESS, test_late_response_is_dismissed);
  ADD ("response-to-cancelled", CANCELLED, test_cancelled_takes_nothing);
#undef ADD
  g_test_add_func ("/coordinator/late-dialog/expert", test_expert_is_told);
  g_test_add_func ("/coordinator/late-dialog/author", test_author_is_told);
  return g_test_run ();
}
