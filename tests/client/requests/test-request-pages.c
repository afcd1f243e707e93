/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The overview of requests and the page of one, for each role.
 * Article "Managing as an Expert". */

#include "client/fake-desk.h"
#include "client/requests/request-page.h"
#include "client/requests/requests-page.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "store/drafts.h"
#include "wire/push.h"

#include <adwaita.h>

#define REQUEST "b0000000-0000-4000-8000-000000000001"
#define OTHER "b0000000-0000-4000-8000-000000000002"
#define SENDER "e0000000-0000-4000-8000-000000000077"
#define EXPERT "e0000000-0000-4000-8000-000000000078"
#define ASSIGNMENT "a0000000-0000-4000-8000-000000000001"
#define ROUND "00000000-0000-4000-8000-000000000901"
#define VERSION "00000000-0000-4000-8000-000000000902"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdRequest *
make_request (const char *id, const char *subject, EdRequestState state)
{
  EdRequest *request = ed_request_new ();
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  request->id = g_strdup (id);
  request->number = 12;
  request->state = state;
  request->subject = g_strdup (subject);
  request->case_reference = g_strdup ("HV-2231");
  request->sender_id = g_strdup (SENDER);
  request->sender_name = g_strdup ("M. Frei");
  request->sent_at = ED_SAMPLE_NOW;
  round->id = g_strdup (ROUND);
  round->question = g_strdup ("Can the employee resume work?");
  round->at = ED_SAMPLE_NOW;
  g_ptr_array_add (request->rounds, round);
  return request;
}

/* Takes REQUEST back into the hands of who is signed in, or of EXPERT. */
static void
assign (Fixture *fixture, EdRequest *request, gboolean to_reader)
{
  const char *expert = to_reader ? ed_desk_account (fixture->desk)->id : EXPERT;

  request->assignment_id = g_strdup (ASSIGNMENT);
  request->expert_id = g_strdup (expert);
  request->expert_name = g_strdup ("Dr. Kovács Anna");
  request->assigned_at = ED_SAMPLE_NOW;
}

static void
add_version (EdRequest *request, const char *id, EdVersionKind kind, const char *text)
{
  EdResponseVersion *version = ed_record_new (&ed_response_version_type);

  version->id = g_strdup (id);
  version->round_id = g_strdup (ROUND);
  version->assignment_id = g_strdup (ASSIGNMENT);
  version->kind = kind;
  version->text = g_strdup (text);
  version->by_name = g_strdup ("Dr. Kovács Anna");
  version->at = ED_SAMPLE_NOW;
  g_ptr_array_add (request->versions, version);
}

static void
set_up (Fixture *fixture, gconstpointer roles)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, GPOINTER_TO_UINT (roles));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static void
show (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->page = page;
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  fixture->window = ed_stage_show (overlay, 1160, 900);
}

static void
show_request (Fixture *fixture)
{
  show (fixture, ed_request_page_new (fixture->desk, REQUEST));
  ed_stage_wait_for (fixture->page, "Return to work");
}

static const EdCommand *
last_command (Fixture *fixture)
{
  return ed_fake_desk_command (fixture->desk, ed_fake_desk_count_commands (fixture->desk) - 1);
}

static EdRequestState
get_state (Fixture *fixture)
{
  return (EdRequestState) ed_fake_desk_find_request (fixture->desk, REQUEST)->state;
}

static gboolean
is_under_review (gpointer data)
{
  return get_state (data) == ED_REQUEST_UNDER_REVIEW;
}

/* --- overview ---------------------------------------------------------------------------------
 * Guide A2.1 "As an administrator (coordinator) of the external service provider, you are
 * responsible for managing incoming requests:" Guide A7.1 "In the request overview (accessible via
 * the left navigation bar), you see all open requests addressed to you." */
static void
test_overview_begins_with_what_is_open (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_add_request (fixture->desk,
                            make_request (REQUEST, "Return to work", ED_REQUEST_UNASSIGNED));
  ed_fake_desk_add_request (fixture->desk,
                            make_request (OTHER, "Long answered", ED_REQUEST_COMPLETED));
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Return to work");
  g_assert_true (ed_stage_says (fixture->page, "Unassigned"));
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Assign expert"));
  g_assert_false (ed_stage_says (fixture->page, "Long answered"));
}

static GtkWidget *
find_toggle (GtkWidget *page, const char *title)
{
  GtkWidget *label = ed_stage_find (page, GTK_TYPE_LABEL, title);

  return label == NULL ? NULL : gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON);
}

/* What was chosen is there again the next time.
 * Guide A7.2 "You can filter by:"
 * Guide A7.4 "Status — Open, in progress, under review, completed requests" */
static void
test_filters_are_remembered (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_add_request (fixture->desk,
                            make_request (REQUEST, "Return to work", ED_REQUEST_UNASSIGNED));
  ed_fake_desk_add_request (fixture->desk,
                            make_request (OTHER, "Long answered", ED_REQUEST_COMPLETED));
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Return to work");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_toggle (fixture->page, "Completed")), TRUE);
  ed_stage_wait_for (fixture->page, "Long answered");
  ed_stage_close (fixture->window);
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Long answered");
  g_assert_false (ed_stage_says (fixture->page, "Return to work"));
}

/* Guide A7.7 "Assigned to me — Shows only requests personally assigned to you" */
static void
test_assigned_to_me_shows_only_mine (Fixture *fixture, gconstpointer data)
{
  EdRequest *mine = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  EdRequest *other = make_request (OTHER, "Somebody else's", ED_REQUEST_ASSIGNED);

  assign (fixture, mine, TRUE);
  assign (fixture, other, FALSE);
  ed_fake_desk_add_request (fixture->desk, mine);
  ed_fake_desk_add_request (fixture->desk, other);
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Somebody else's");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_toggle (fixture->page, "Assigned to me")),
                                TRUE);
  while (ed_stage_says (fixture->page, "Somebody else's"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ed_stage_says (fixture->page, "Return to work"));
}

static void
wait_until_gone (Fixture *fixture, const char *text)
{
  while (ed_stage_says (fixture->page, text))
    g_main_context_iteration (NULL, TRUE);
}

/* Guide A7.3 "Search — Search by subject or case"
 * Guide A7.5 "Sender — Who made the request?"
 * Guide A7.6 "Recipient — To whom is the request addressed?"
 * Guide A2.4 "Keep track — See the status of all requests at your external service provider" */
static void
test_filters_work_together (Fixture *fixture, gconstpointer data)
{
  EdRequest *other = make_request (OTHER, "Return from abroad", ED_REQUEST_UNDER_REVIEW);
  GtkWidget *drop_down;

  g_free (other->sender_id);
  other->sender_id = g_strdup (EXPERT);
  g_free (other->sender_name);
  other->sender_name = g_strdup ("A. Abt");
  other->recipient_id = g_strdup (ASSIGNMENT);
  other->recipient_name = g_strdup ("Dr. Tóth");
  ed_fake_desk_add_request (fixture->desk,
                            make_request (REQUEST, "Return to work", ED_REQUEST_UNASSIGNED));
  ed_fake_desk_add_request (fixture->desk, other);
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Return from abroad");
  g_assert_true (ed_stage_says (fixture->page, "Under review"));
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL)),
                         "abroad");
  wait_until_gone (fixture, "Return to work");
  g_assert_true (ed_stage_says (fixture->page, "Return from abroad"));
  drop_down =
      gtk_widget_get_ancestor (ed_stage_find (fixture->page, GTK_TYPE_LABEL, "Recipient: anyone"),
                               GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1); /* the expert centre */
  ed_stage_wait_for (fixture->page, "Nothing found");
  drop_down =
      gtk_widget_get_ancestor (ed_stage_find (fixture->page, GTK_TYPE_LABEL, "Sender: anyone"),
                               GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 2);
  ed_stage_click (fixture->page, "Show all");
  ed_stage_wait_for (fixture->page, "Return to work");
  g_assert_true (ed_stage_says (fixture->page, "Sender: anyone"));
}

/* --- the expert ------------------------------------------------------------------------------- */

static GtkTextBuffer *
find_buffer (Fixture *fixture, const char *card)
{
  GtkWidget *heading = ed_stage_find (fixture->page, GTK_TYPE_LABEL, card);
  GtkWidget *box = gtk_widget_get_parent (heading);
  GtkWidget *view;

  while ((view = ed_stage_find (box, GTK_TYPE_TEXT_VIEW, NULL)) == NULL)
    box = gtk_widget_get_parent (box);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

/* Guide A4.1 "Open the assigned request"
 * Guide A4.2 "Read the question and review the shared documents"
 * Guide A4.3 "Write your response in the text field" */
static void
test_expert_sends_a_response (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  const EdArgs *args;

  assign (fixture, request, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  g_assert_true (ed_stage_says (fixture->page, "Can the employee resume work?"));
  g_assert_true (ed_stage_says (fixture->page, "The requester cannot see these messages"));
  g_assert_false (
      gtk_widget_is_sensitive (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Send response")));
  gtk_text_buffer_set_text (find_buffer (fixture, "Response"), "A gradual return", -1);
  ed_stage_click (fixture->page, "Send response");
  ed_stage_wait (is_under_review, fixture);
  g_assert_cmpint (last_command (fixture)->type, ==, ED_COMMAND_RESPONSE_SEND);
  args = last_command (fixture)->args;
  g_assert_cmpstr (args->text, ==, "A gradual return");
  g_assert_cmpstr (last_command (fixture)->assignment_id, ==, ASSIGNMENT);
  ed_stage_wait_for (fixture->page, "Under review");
  ed_stage_settle ();
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Send response"));
}

static gboolean
has_draft (gpointer data)
{
  Fixture *fixture = data;

  return ed_fake_desk_draft (fixture->desk, ED_DRAFT_RESPONSE, REQUEST) != NULL;
}

/* The desk is locked before the page has heard that they are sent. */
static void
test_sent_drafts_are_gone (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);

  assign (fixture, request, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Response"), "A gradual return", -1);
  ed_stage_wait (has_draft, fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Internal chat"), "May I?", -1);
  while (ed_fake_desk_draft (fixture->desk, ED_DRAFT_INTERNAL, REQUEST) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ed_stage_click (fixture->page, "Send internally");
  ed_stage_click (fixture->page, "Send response");
  ed_desk_close (fixture->desk);
  ed_stage_settle ();
  g_assert_false (has_draft (fixture));
  g_assert_null (ed_fake_desk_draft (fixture->desk, ED_DRAFT_INTERNAL, REQUEST));
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 2);
}

/* What is written is kept at once here, and with the request when the page goes. */
static void
test_response_is_kept_while_written (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  g_autoptr (EdCommand) draft = NULL;
  g_autofree char *text = NULL;

  assign (fixture, request, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Response"), "A gradual", -1);
  ed_stage_wait (has_draft, fixture);
  draft =
      ed_command_from_json (ed_fake_desk_draft (fixture->desk, ED_DRAFT_RESPONSE, REQUEST), NULL);
  g_assert_cmpint (draft->type, ==, ED_COMMAND_RESPONSE_DRAFT);
  g_assert_cmpstr (((EdArgs *) draft->args)->text, ==, "A gradual");
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_cmpint (get_state (fixture), ==, ED_REQUEST_IN_PROGRESS);
  show_request (fixture);
  g_object_get (find_buffer (fixture, "Response"), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "A gradual");
}

/* Guide A6.1 "An internal chat is available for coordination between administrator and expert." */
static void
test_internal_message_is_no_answer (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);

  assign (fixture, request, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Internal chat"), "May I name names?", -1);
  ed_stage_click (fixture->page, "Send internally");
  ed_stage_wait_for (fixture->page, "May I name names?");
  g_assert_cmpint (last_command (fixture)->type, ==, ED_COMMAND_INTERNAL_SEND);
  g_assert_cmpint (get_state (fixture), ==, ED_REQUEST_ASSIGNED);
}

/* The expert sees why it came back, what the review has changed, and goes on from there. */
static void
test_expert_sees_what_the_review_changed (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_IN_PROGRESS);
  EdRequestReturn *returned = ed_record_new (&ed_request_return_type);

  assign (fixture, request, TRUE);
  add_version (request, VERSION, ED_VERSION_SENT, "It is possible now.");
  add_version (request, OTHER, ED_VERSION_ADJUSTED, "It is advisable now.");
  returned->at = ED_SAMPLE_NOW;
  returned->by_name = g_strdup ("Szabó Júlia");
  returned->version = g_strdup (OTHER);
  returned->note = g_strdup ("Say from when.");
  request->returned = returned;
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  g_assert_true (
      ed_stage_says (fixture->page, "Szabó Júlia has returned the response: Say from when."));
  g_assert_true (ed_stage_says (fixture->page, "It is possibleadvisable now."));
  g_assert_true (
      ed_stage_says (fixture->page,
                     "1 change in the review. Struck through: taken out; underlined: added."));
}

/* Guide A3.1 "As an expert, you see the requests assigned to you:"
 * Guide A3.2 "Assigned requests — All requests assigned to you appear in your overview" */
static void
test_expert_sees_what_is_assigned (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);

  assign (fixture, request, TRUE);
  show (fixture, ed_requests_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "No requests");
  ed_fake_desk_add_request (fixture->desk, request);
  ed_stage_wait_for (fixture->page, "Return to work");
  g_assert_true (ed_stage_says (fixture->page, "Assigned"));
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Assign expert"));
}

static gboolean
has_one_window (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint mapped = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      mapped += (guint) gtk_widget_get_mapped (window);
    }
  return (mapped == 1) == GPOINTER_TO_INT (data);
}

/* A document that is shared no more closes before the reader's eyes, with a sentence. */
static void
test_revoked_document_closes (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  EdRequest *revoked = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.4", 8);

  assign (fixture, request, TRUE);
  assign (fixture, revoked, TRUE);
  document->id = g_strdup (OTHER);
  document->name = g_strdup ("Medical report.pdf");
  document->type = g_strdup ("application/pdf");
  document->size = 8;
  g_ptr_array_add (request->documents, document);
  ed_fake_desk_add_request (fixture->desk, request);
  ed_fake_desk_add_file (fixture->desk, REQUEST, OTHER, bytes);
  show_request (fixture);
  g_assert_true (ed_stage_says (fixture->page, "Medical report.pdf"));
  ed_stage_click (fixture->page, "Preview");
  ed_stage_wait (has_one_window, GINT_TO_POINTER (FALSE));
  ed_fake_desk_replace_request (fixture->desk, REQUEST, revoked);
  ed_stage_wait (has_one_window, GINT_TO_POINTER (TRUE));
  ed_stage_wait_for (GTK_WIDGET (fixture->window),
                     "The document has been withdrawn; its window was closed.");
  g_assert_false (ed_stage_says (fixture->page, "Medical report.pdf"));
}

/* --- the coordinator -------------------------------------------------------------------------- */

static void
review (Fixture *fixture)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_UNDER_REVIEW);

  assign (fixture, request, FALSE);
  add_version (request, VERSION, ED_VERSION_SENT, "It is possible now.");
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
}

/* Guide A5.1 "After the expert responds, the administrator reviews the response:"
 * Guide A5.2 "Check response — Read the response and attached files"
 * Guide A5.3 "Make adjustments — Make changes to the response if needed" */
static void
test_coordinator_adjusts (Fixture *fixture, gconstpointer data)
{
  const EdArgs *args;

  review (fixture);
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Approve response"));
  ed_stage_click (fixture->page, "Adjust the response");
  ed_stage_wait_for (fixture->page, "Save changes");
  gtk_text_buffer_set_text (find_buffer (fixture, "Adjust the response"),
                            "It is advisable now.",
                            -1);
  ed_stage_click (fixture->page, "Save changes");
  ed_stage_wait_for (fixture->page, "It is possibleadvisable now.");
  args = last_command (fixture)->args;
  g_assert_cmpint (last_command (fixture)->type, ==, ED_COMMAND_RESPONSE_ADJUST);
  g_assert_cmpstr (args->version, ==, VERSION);
}

/* --- the case manager -------------------------------------------------------------------------
 * Guide A6.2 "This chat is visible only to the expert centre team — the requester cannot see these
 *  messages." */
static void
test_case_manager_sees_no_chat (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ANSWERED);

  g_free (request->sender_id);
  request->sender_id = g_strdup (ed_desk_account (fixture->desk)->id);
  add_version (request, VERSION, ED_VERSION_SENT, "It is advisable now.");
  ((EdResponseVersion *) request->versions->pdata[0])->approved_at = ED_SAMPLE_NOW;
  ((EdRequestRound *) request->rounds->pdata[0])->answer = g_strdup (VERSION);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  g_assert_true (ed_stage_says (fixture->page, "It is advisable now."));
  g_assert_true (ed_stage_says (fixture->page, "Answered"));
  g_assert_false (ed_stage_says (fixture->page, "Internal chat"));
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Ask again"));
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Cancel request"));
}

/* --- taken away ------------------------------------------------------------------------------- */

static void
test_request_that_goes_says_so (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);

  assign (fixture, request, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Response"), "Half an answer", -1);
  ed_stage_wait (has_draft, fixture);
  ed_fake_desk_replace_request (fixture->desk, REQUEST, NULL);
  ed_stage_wait_for (fixture->page, "This request is not here");
}

/* What was written and not sent can still be read. */
static void
test_cancelled_request_keeps_the_text (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = make_request (REQUEST, "Return to work", ED_REQUEST_ASSIGNED);
  EdRequest *cancelled = make_request (REQUEST, "Return to work", ED_REQUEST_CANCELLED);

  assign (fixture, request, TRUE);
  assign (fixture, cancelled, TRUE);
  ed_fake_desk_add_request (fixture->desk, request);
  show_request (fixture);
  gtk_text_buffer_set_text (find_buffer (fixture, "Response"), "Half an answer", -1);
  ed_stage_wait (has_draft, fixture);
  ed_fake_desk_replace_request (fixture->desk, REQUEST, cancelled);
  ed_stage_wait_for (fixture->page, "What you have written and not sent");
  g_assert_true (ed_stage_says (fixture->page, "Half an answer"));
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Send response"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    guint roles;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/requests/overview-begins-with-what-is-open",
      ED_ROLE_COORDINATOR,
      test_overview_begins_with_what_is_open },
    { "/client/requests/filters-are-remembered", ED_ROLE_COORDINATOR, test_filters_are_remembered },
    { "/client/requests/filters-work-together", ED_ROLE_COORDINATOR, test_filters_work_together },
    { "/client/requests/assigned-to-me-shows-only-mine",
      ED_ROLE_COORDINATOR | ED_ROLE_EXPERT,
      test_assigned_to_me_shows_only_mine },
    { "/client/requests/expert-sends-a-response", ED_ROLE_EXPERT, test_expert_sends_a_response },
    { "/client/requests/sent-drafts-are-gone", ED_ROLE_EXPERT, test_sent_drafts_are_gone },
    { "/client/requests/response-is-kept-while-written",
      ED_ROLE_EXPERT,
      test_response_is_kept_while_written },
    { "/client/requests/internal-message-is-no-answer",
      ED_ROLE_EXPERT,
      test_internal_message_is_no_answer },
    { "/client/requests/expert-sees-what-the-review-changed",
      ED_ROLE_EXPERT,
      test_expert_sees_what_the_review_changed },
    { "/client/requests/expert-sees-what-is-assigned",
      ED_ROLE_EXPERT,
      test_expert_sees_what_is_assigned },
    { "/client/requests/revoked-document-closes", ED_ROLE_EXPERT, test_revoked_document_closes },
    { "/client/requests/coordinator-adjusts", ED_ROLE_COORDINATOR, test_coordinator_adjusts },
    { "/client/requests/case-manager-sees-no-chat",
      ED_ROLE_CASE_MANAGER,
      test_case_manager_sees_no_chat },
    { "/client/requests/request-that-goes-says-so",
      ED_ROLE_EXPERT,
      test_request_that_goes_says_so },
    { "/client/requests/cancelled-request-keeps-the-text",
      ED_ROLE_EXPERT,
      test_cancelled_request_keeps_the_text },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                GUINT_TO_POINTER (tests[i].roles),
                set_up,
                tests[i].test,
                tear_down);
  return g_test_run ();
}
