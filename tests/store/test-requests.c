/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "request-fixture.h"

#include "store/drafts.h"

#define TO_ANYBODY NULL

/* The requests that QUERY finds, by number: "3 1 2". */
static char *
list (Desk *desk, const EdRequestQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdRequestFound) found = ed_store_query_requests (desk->store, query, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (found->rows->len, ==, found->counts[query->scope]);
  rows = ed_store_load_request_rows (desk->store,
                                     (const gint64 *) found->rows->data,
                                     found->rows->len,
                                     &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? " " : "",
                            ((EdRequestRow *) rows->pdata[i])->request->number);
  return g_string_free (text, FALSE);
}

static void
assert_list (Desk *desk, const EdRequestQuery *query, const char *expected)
{
  g_autofree char *found = list (desk, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
put_varied (Desk *desk)
{
  EdRequest *request;

  desk_put_request (desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  request = desk_make_request (2, ED_REQUEST_UNASSIGNED);
  request->due = DESK_TODAY + 5;
  desk_put_request (desk, request);
  request = desk_make_request (3, ED_REQUEST_UNASSIGNED);
  request->urgent = 1;
  g_free (request->subject);
  request->subject = g_strdup ("Überlastung, Zürich");
  desk_put_request (desk, request);
  request = desk_make_request (4, ED_REQUEST_UNDER_REVIEW);
  request->due = DESK_TODAY + 1;
  g_free (request->sender_id);
  request->sender_id = g_strdup (DESK_OTHER_SENDER);
  g_free (request->sender_name);
  request->sender_name = g_strdup ("A. Abt");
  desk_put_request (desk, request);
  request = desk_make_request (5, ED_REQUEST_IN_PROGRESS);
  request->recipient_id = g_strdup (DESK_EXPERT);
  request->recipient_name = g_strdup ("Dr. Kovács Anna");
  g_free (request->expert_id);
  request->expert_id = g_strdup (DESK_COORDINATOR);
  desk_put_request (desk, request);
  desk_put_request (desk, desk_make_request (6, ED_REQUEST_COMPLETED));
  desk_put_request (desk, desk_make_request (7, ED_REQUEST_CANCELLED));
}

/* As links name them: the one of that number, not one whose case ends alike. */
static void
test_request_is_found_by_number (void)
{
  static const gint64 numbers[] = { 1, 12, 112, 2231 };
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_set_up (&desk, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      EdRequest *request = desk_make_request ((guint) numbers[i], ED_REQUEST_UNASSIGNED);

      g_free (request->case_reference);
      request->case_reference = g_strdup ("2231");
      desk_put_request (&desk, request);
    }
  desk_stage (&desk);
  g_assert_null (ed_store_load_request_by_number (desk.store, 12, &error));
  desk_catch_up (&desk, 0);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (EdRequestRow) row =
          ed_store_load_request_by_number (desk.store, numbers[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (row != NULL, ==, i < 3);
      if (row != NULL)
        g_assert_cmpint (row->request->number, ==, numbers[i]);
    }
  desk_close (&desk);
}

static void
test_overview_filters_and_sorts (void)
{
  static const struct
  {
    EdRequestQuery query;
    const char *expected;
  } rows[] = {
    /* unassigned first, urgent ones before, then what is due, then the oldest */
    { { ED_REQUESTS_NOT_COMPLETED }, "3 2 4 1 5" },
    { { ED_REQUESTS_ALL }, "3 2 4 1 5 7 6" },
    { { ED_REQUESTS_OPEN }, "3 2 1" },
    { { ED_REQUESTS_IN_PROGRESS }, "5" },
    { { ED_REQUESTS_UNDER_REVIEW }, "4" },
    { { ED_REQUESTS_COMPLETED }, "7 6" },
    { { ED_REQUESTS_CANCELLED }, "7" },
    /* by subject, case and number, whatever the case and accents */
    { { ED_REQUESTS_ALL, "zurich ueber" }, "" },
    { { ED_REQUESTS_ALL, "zurich uber" }, "3" },
    { { ED_REQUESTS_ALL, "HV-5" }, "5" },
    { { ED_REQUESTS_ALL, "return WORK" }, "2 4 1 5 7 6" },
    { { ED_REQUESTS_ALL, "frei" }, "" },
    { { ED_REQUESTS_ALL, NULL, DESK_OTHER_SENDER }, "4" },
    { { ED_REQUESTS_ALL, NULL, NULL, DESK_EXPERT }, "5" },
    { { ED_REQUESTS_NOT_COMPLETED, NULL, NULL, ED_REQUESTS_TO_CENTRE }, "3 2 4 1" },
    { { ED_REQUESTS_ALL, NULL, NULL, NULL, DESK_EXPERT }, "4 1 7 6" },
    /* together */
    { { ED_REQUESTS_UNDER_REVIEW, "hv", DESK_OTHER_SENDER, ED_REQUESTS_TO_CENTRE, DESK_EXPERT },
      "4" },
    { { ED_REQUESTS_OPEN, "hv", DESK_OTHER_SENDER, ED_REQUESTS_TO_CENTRE, DESK_EXPERT }, "" },
  };
  Desk desk;

  desk_set_up (&desk, TRUE);
  put_varied (&desk);
  desk_stage (&desk);
  assert_list (&desk, &rows[0].query, "");
  desk_catch_up (&desk, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_list (&desk, &rows[i].query, rows[i].expected);
  desk_close (&desk);
}

static void
test_overview_counts_scopes_and_parties (void)
{
  static const guint counts[] = { 5, 3, 1, 1, 2, 1, 1, 7 };
  const EdRequestQuery query = { ED_REQUESTS_OPEN };
  g_autoptr (EdRequestFound) found = NULL;
  g_autoptr (EdRequestParties) parties = NULL;
  const EdRequestParty *party;
  EdCounts all;
  Desk desk;

  desk_set_up (&desk, TRUE);
  put_varied (&desk);
  desk_catch_up (&desk, 0);
  found = ed_store_query_requests (desk.store, &query, NULL);
  g_assert_cmpmem (found->counts, sizeof found->counts, counts, sizeof counts);
  g_assert_true (ed_store_count (desk.store, &all, NULL));
  g_assert_cmpint (all.requests, ==, 5);
  parties = ed_store_list_request_parties (desk.store, NULL);
  g_assert_cmpuint (parties->senders->len, ==, 2);
  party = parties->senders->pdata[0];
  g_assert_cmpstr (party->name, ==, "A. Abt");
  g_assert_cmpstr (party->id, ==, DESK_OTHER_SENDER);
  g_assert_cmpuint (parties->recipients->len, ==, 2);
  party = parties->recipients->pdata[0];
  g_assert_cmpstr (party->id, ==, ED_REQUESTS_TO_CENTRE);
  g_assert_null (party->name);
  desk_close (&desk);
}

/* What is done shows at once, in the list too, and gives way to what the server says. */
static void
test_overlay_shows_what_was_done (void)
{
  const EdRequestQuery open = { ED_REQUESTS_OPEN },
                       mine = { ED_REQUESTS_OPEN, .expert_id = DESK_EXPERT };
  g_autoptr (EdRequestRow) row = NULL;
  EdRequest *request;
  EdCommand *assign = desk_on_request (1, 2, ED_COMMAND_REQUEST_ASSIGN, FALSE);
  Desk desk;

  desk_set_up (&desk, TRUE);
  desk_put_request (&desk, desk_make_request (2, ED_REQUEST_UNASSIGNED));
  desk_catch_up (&desk, 0);
  assert_list (&desk, &mine, "");
  ((EdArgs *) assign->args)->expert = g_strdup (DESK_EXPERT);
  desk_do (&desk, assign);
  assert_list (&desk, &open, "2");
  assert_list (&desk, &mine, "2");
  row = desk_load_request (&desk, 2);
  g_assert_cmpint (row->request->state, ==, ED_REQUEST_ASSIGNED);
  g_assert_cmpuint (row->pending, ==, 1);
  desk_assert_batch (&desk, "1:1");
  desk_accept (&desk, 1);
  request = desk_make_request (2, ED_REQUEST_ASSIGNED);
  desk_put_request (&desk, request);
  desk_catch_up (&desk, 1);
  assert_list (&desk, &mine, "2");
  desk_close (&desk);
}

/* What a case manager does shows as they will read it. */
static void
test_sender_reads_their_own_states (void)
{
  const EdRequestQuery open = { ED_REQUESTS_OPEN }, cancelled = { ED_REQUESTS_CANCELLED };
  EdCommand *create = desk_on_request (1, 9, ED_COMMAND_REQUEST_CREATE, FALSE);
  EdArgs *args = create->args;
  g_autoptr (EdRequestRow) row = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("When?");
  desk_do (&desk, create);
  row = desk_load_request (&desk, 9);
  g_assert_cmpint (row->request->state, ==, ED_REQUEST_SENT);
  g_assert_cmpstr (row->request->sender_name, ==, "M. Frei");
  {
    g_autoptr (EdRequestFound) found = ed_store_query_requests (desk.store, &open, NULL);

    g_assert_cmpuint (found->rows->len, ==, 1);
  }
  desk_do (&desk, desk_on_request (2, 9, ED_COMMAND_REQUEST_CANCEL, FALSE));
  {
    g_autoptr (EdRequestFound) found = ed_store_query_requests (desk.store, &cancelled, NULL);

    g_assert_cmpuint (found->rows->len, ==, 1);
  }
  desk_close (&desk);
}

/* Undone, a new request is what was being written again. */
static void
test_undone_request_is_a_draft (void)
{
  EdCommand *create = desk_on_request (1, 9, ED_COMMAND_REQUEST_CREATE, FALSE);
  EdArgs *args = create->args;
  g_autofree char *draft = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("When?");
  desk_do (&desk, create);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  g_assert_null (desk_load_request (&desk, 9));
  draft = ed_store_load_draft (desk.store, ED_DRAFT_REQUEST, "", NULL, NULL);
  g_assert_cmpstr (draft, ==, "{\"subject\":\"Return to work\",\"question\":\"When?\"}");
  desk_close (&desk);
}

/* Another one is being written by then: no word of either is lost, and it stays what it is. */
static void
test_undone_request_joins_the_draft (void)
{
  EdCommand *create = desk_on_request (1, 9, ED_COMMAND_REQUEST_CREATE, FALSE);
  EdArgs *args = create->args;
  g_autofree char *draft = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("When?");
  args->urgent = 1;
  desk_do (&desk, create);
  g_assert_true (ed_store_save_draft (desk.store,
                                      ED_DRAFT_REQUEST,
                                      "",
                                      "{\"subject\":\"Second opinion\",\"question\":\"Why?\"}",
                                      NULL));
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  draft = ed_store_load_draft (desk.store, ED_DRAFT_REQUEST, "", NULL, NULL);
  g_assert_cmpstr (draft,
                   ==,
                   "{\"subject\":\"Second opinion\","
                   "\"question\":\"Why?\\n\\nReturn to work\\n\\nWhen?\"}");
  desk_close (&desk);
}

/* --- forgetting ------------------------------------------------------------------------------- */

static void
test_forgotten_request_leaves_nothing (void)
{
  const EdRequestQuery all = { ED_REQUESTS_ALL };
  EdRequest *request = desk_make_request (1, ED_REQUEST_ASSIGNED);
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  g_free (request->subject);
  request->subject = g_strdup ("canary-subject");
  desk_put_request (&desk, request);
  desk_put_internal (&desk, 1, 1, DESK_COORDINATOR, "canary-chat", 1);
  desk_catch_up (&desk, 0);
  g_assert_true (ed_store_save_draft (desk.store,
                                      ED_DRAFT_INTERNAL,
                                      desk_request_id (1),
                                      "canary-draft",
                                      NULL));
  g_assert_true (desk_disk_holds (&desk, "canary-draft"));
  desk_forget_of (&desk, "request", desk_request_id (1));
  desk_catch_up (&desk, 0);
  assert_list (&desk, &all, "");
  g_assert_null (desk_load_request (&desk, 1));
  g_assert_false (desk_disk_holds (&desk, "canary-subject"));
  g_assert_false (desk_disk_holds (&desk, "canary-chat"));
  g_assert_false (desk_disk_holds (&desk, "canary-draft"));
  desk_close (&desk);
}

/* What an expert was writing when the request was taken from them goes to the server as it would
 * have gone before, once, and is no draft any more. */
static void
test_response_outlives_its_request (void)
{
  g_autoptr (EdCommand) draft = desk_on_request (7, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);
  g_autofree char *body = NULL;
  g_autofree char *left = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  ((EdArgs *) draft->args)->text = g_strdup ("A gradual return");
  body = ed_command_to_json (draft, 0);
  g_assert_true (
      ed_store_save_draft (desk.store, ED_DRAFT_RESPONSE, desk_request_id (1), body, NULL));
  desk_forget_of (&desk, "request", desk_request_id (1));
  desk_catch_up (&desk, 0);
  left = ed_store_load_draft (desk.store, ED_DRAFT_RESPONSE, desk_request_id (1), NULL, NULL);
  g_assert_null (left);
  desk_assert_outbox (&desk, "7w?");
  desk_assert_batch (&desk, "1:7");
  desk_settle (&desk, 7, ED_RESULT_KEPT, ED_REFUSAL_NONE, 0);
  desk_assert_outbox (&desk, "7k");
  desk_catch_up (&desk, 1);
  desk_assert_outbox (&desk, "7k");
  desk_close (&desk);
}

/* --- drafts of responses ---------------------------------------------------------------------- */

static EdCommand *
make_draft (guint n, const char *text)
{
  EdCommand *command = desk_on_request (n, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);

  ((EdArgs *) command->args)->text = g_strdup (text);
  return command;
}

static void
assert_draft (Desk *desk, EdRequestState state, const char *text)
{
  g_autoptr (EdRequestRow) row = desk_load_request (desk, 1);

  g_assert_cmpint (row->request->state, ==, state);
  g_assert_cmpstr (row->request->draft != NULL ? row->request->draft->text : NULL, ==, text);
}

static void
test_draft_waits_once (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  desk_do (&desk, make_draft (1, "A"));
  desk_do (&desk, make_draft (2, "A gradual"));
  desk_assert_outbox (&desk, "2w");
  assert_draft (&desk, ED_REQUEST_IN_PROGRESS, "A gradual");
  desk_assert_batch (&desk, "1:2");
  desk_do (&desk, make_draft (3, "A gradual return"));
  desk_assert_outbox (&desk, "2s 3w");
  assert_draft (&desk, ED_REQUEST_IN_PROGRESS, "A gradual return");
  desk_close (&desk);
}

/* What was written in an assignment that has ended waits beside what is written in the next. */
static void
test_draft_of_before_stays (void)
{
  EdCommand *next = make_draft (2, "Anew");
  EdRequest *again = desk_make_request (1, ED_REQUEST_ASSIGNED);
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  desk_do (&desk, make_draft (1, "A gradual return"));
  g_free (next->assignment_id);
  next->assignment_id = g_strdup (desk_session_id (2));
  g_free (again->assignment_id);
  again->assignment_id = g_strdup (next->assignment_id);
  desk_put_request (&desk, again);
  desk_catch_up (&desk, 0);
  desk_do (&desk, next);
  desk_assert_outbox (&desk, "1w? 2w");
  desk_close (&desk);
}

/* Taken back, a response that was sent is what was being written. */
static void
test_undone_response_is_a_draft (void)
{
  EdCommand *send = desk_on_request (2, 1, ED_COMMAND_RESPONSE_SEND, TRUE);
  EdArgs *args = send->args;
  g_autofree char *body = NULL;
  g_autoptr (EdCommand) draft = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  args->version = g_strdup (desk_session_id (1));
  args->text = g_strdup ("A gradual return");
  desk_do (&desk, send);
  assert_draft (&desk, ED_REQUEST_UNDER_REVIEW, NULL);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
  assert_draft (&desk, ED_REQUEST_ASSIGNED, NULL);
  body = ed_store_load_draft (desk.store, ED_DRAFT_RESPONSE, desk_request_id (1), NULL, NULL);
  g_assert_nonnull (body);
  draft = ed_command_from_json (body, NULL);
  g_assert_cmpint (draft->type, ==, ED_COMMAND_RESPONSE_DRAFT);
  g_assert_cmpstr (draft->assignment_id, ==, desk_assignment_id (1));
  g_assert_cmpstr (((EdArgs *) draft->args)->text, ==, "A gradual return");
  desk_close (&desk);
}

/* --- internal chat ---------------------------------------------------------------------------- */

/* "TEXT TEXT": behind each its state, but for those that the server has, and "*" where unread. */
static void
assert_chat (Desk *desk, const char *expected)
{
  static const char states[] = "ws rk";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ed_store_list_chat (desk->store, desk_request_id (1), &error);
  g_autoptr (EdRequestRow) request = desk_load_request (desk, 1);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const EdMessageRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", row->message->text);
      if (row->state != ED_OUTBOX_ACCEPTED)
        g_string_append_c (text, states[row->state]);
      g_string_append (text, row->unread ? "*" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpint (request->unread, ==, strchr (expected, '*') != NULL);
}

static EdCommand *
make_internal (guint n, const char *text)
{
  EdCommand *command = desk_on_request (n, 1, ED_COMMAND_INTERNAL_SEND, TRUE);
  EdArgs *args = command->args;

  args->id = g_strdup (desk_message_id (n));
  args->text = g_strdup (text);
  return command;
}

static void
test_chat_is_read_in_order (void)
{
  g_autofree char *draft = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_put_internal (&desk, 92, 1, DESK_COORDINATOR, "second", 2);
  desk_put_internal (&desk, 91, 1, DESK_EXPERT, "first", 1);
  desk_catch_up (&desk, 0);
  assert_chat (&desk, "first second*");
  g_assert_true (ed_store_read_chat (desk.store, desk_request_id (1), DESK_NOW + 2, NULL));
  assert_chat (&desk, "first second");
  desk_do (&desk, make_internal (1, "third"));
  assert_chat (&desk, "first second thirdw");
  desk_assert_batch (&desk, "1:1");
  desk_accept (&desk, 1);
  desk_put_internal (&desk, 1, 1, DESK_EXPERT, "third", 3);
  desk_catch_up (&desk, 1);
  assert_chat (&desk, "first second third");
  desk_do (&desk, make_internal (2, "fourth"));
  g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
  assert_chat (&desk, "first second third");
  draft = ed_store_load_draft (desk.store, ED_DRAFT_INTERNAL, desk_request_id (1), NULL, NULL);
  g_assert_cmpstr (draft, ==, "fourth");
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add_func ("/store/requests/" path, test)
  ADD ("overview-filters-and-sorts", test_overview_filters_and_sorts);
  ADD ("by-number", test_request_is_found_by_number);
  ADD ("overview-counts-scopes-and-parties", test_overview_counts_scopes_and_parties);
  ADD ("overlay-shows-what-was-done", test_overlay_shows_what_was_done);
  ADD ("sender-reads-their-own-states", test_sender_reads_their_own_states);
  ADD ("undone-request-is-a-draft", test_undone_request_is_a_draft);
  ADD ("undone-request-joins-the-draft", test_undone_request_joins_the_draft);
  ADD ("forgotten-request-leaves-nothing", test_forgotten_request_leaves_nothing);
  ADD ("response-outlives-its-request", test_response_outlives_its_request);
  ADD ("draft-waits-once", test_draft_waits_once);
  ADD ("draft-of-before-stays", test_draft_of_before_stays);
  ADD ("undone-response-is-a-draft", test_undone_response_is_a_draft);
  ADD ("chat-is-read-in-order", test_chat_is_read_in_order);
#undef ADD
  return g_test_run ();
}
