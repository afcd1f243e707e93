/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* That each piece of news is told once on a device, and taken back when it holds no longer. */

#include "store/news.h"

#include "request-fixture.h"
#include "store/messages.h"
#include "wire/record-json.h"

#include <string.h>

/* The bulletin as "fresh+ … gone-", in order; "!" in front: nothing was ever told. */
static char *
take (Desk *desk, EdTelling telling)
{
  static const char *const words[] = {
    [ED_NEWS_ASSIGNED] = "assigned",
    [ED_NEWS_LIMIT] = "limit",
    [ED_NEWS_RETURNED] = "returned",
    [ED_NEWS_APPROVED] = "approved",
    [ED_NEWS_ANSWERED] = "answered",
    [ED_NEWS_REQUEST_NEW] = "new-request",
    [ED_NEWS_REQUEST_ASSIGNED] = "request-assigned",
    [ED_NEWS_REQUEST_RETURNED] = "request-returned",
    [ED_NEWS_REQUEST_LOST] = "request-lost",
    [ED_NEWS_REQUEST_CANCELLED] = "request-cancelled",
    [ED_NEWS_REQUEST_ANSWERED] = "request-answered",
    [ED_NEWS_STATEMENT_SENT] = "statement-sent",
    [ED_NEWS_STATEMENT_ACCEPTED] = "statement-accepted",
    [ED_NEWS_STATEMENT_DISPUTED] = "statement-disputed",
    [ED_NEWS_REFUSED] = "refused",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = ed_store_take_news (desk->store, telling, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_nonnull (bulletin);
  g_string_append (text, bulletin->is_first ? "! " : "");
  for (guint i = 0; i < bulletin->fresh->len; i++)
    {
      const EdNews *news = bulletin->fresh->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "+ ", words[news->kind], news->number);
    }
  for (guint i = 0; i < bulletin->gone->len; i++)
    {
      const char *key = bulletin->gone->pdata[i];

      g_string_append_printf (text, "%.*s- ", (int) strcspn (key, ":"), key);
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
assert_news (Desk *desk, EdTelling telling, const char *expected)
{
  g_autofree char *found = take (desk, telling);

  g_assert_cmpstr (found, ==, expected);
}

/* Two cases synced and told of. */
static void
set_up (Desk *desk)
{
  desk_set_up (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
  assert_news (desk, ED_TELL_NOW, "! assigned201+ assigned202+");
}

static void
test_nothing_before_the_first_sync (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_put (&desk, desk_make_case (1));
  desk_stage (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_each_is_told_once (void)
{
  Desk desk;

  set_up (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_reopen (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_put (&desk, desk_make_case (3));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* No server, only the clock. */
static void
test_limits_come_by_the_clock (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = NULL;
  Desk desk;

  set_up (&desk);
  bulletin = ed_store_take_news (desk.store, ED_TELL_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bulletin->next, ==, DESK_NOW + 23 * DESK_HOUR);
  ed_manual_clock_advance (&desk.clock, 23 * DESK_HOUR - 1);
  assert_news (&desk, ED_TELL_NOW, "");
  ed_manual_clock_advance (&desk.clock, 1);
  assert_news (&desk, ED_TELL_NOW, "limit201+ limit202+ assigned- assigned-");
  ed_manual_clock_advance (&desk.clock, DESK_DAY);
  assert_news (&desk, ED_TELL_NOW, "limit201+ limit202+ limit- limit-");
  desk_close (&desk);
}

/* What the user does, also offline, ends the reason at once. */
static void
test_what_is_settled_is_taken_back (void)
{
  Desk desk;

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_a_forgotten_case_leaves_nothing (void)
{
  g_autofree char *told = NULL;
  Desk desk;

  set_up (&desk);
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  told = ed_store_get (desk.store, "told", NULL);
  g_assert_nonnull (told);
  g_assert_null (strstr (told, desk_assignment_id (1)));
  g_assert_null (strstr (told, desk_case_id (1)));
  g_assert_nonnull (strstr (told, desk_assignment_id (2)));
  desk_close (&desk);
}

static void
test_quiet_hours_keep_it_new (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case (3));
  desk_put (&desk, desk_make_case (4));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_LATER, "assigned203+ assigned204+");
  desk_do (&desk, desk_contact (1, 4));
  assert_news (&desk, ED_TELL_LATER, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_first_waits_for_the_end_of_quiet_hours (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_LATER, "! assigned201+");
  assert_news (&desk, ED_TELL_NOW, "! assigned201+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* Who is never told is not told of the past when they change their mind. */
static void
test_passed_over_is_not_told_later (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case (3));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NEVER, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
approve (Desk *desk, guint n)
{
  EdCase *approved = desk_make_case_in (n, ED_CASE_CLOSED);

  if (approved->approval == NULL)
    approved->approval = ed_record_new (&ed_approval_type);
  approved->approval->at = ed_clock_now (&desk->clock.parent);
  desk_put (desk, approved);
  desk_catch_up (desk, 0);
}

static void
test_approval_is_noticed (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case_in (3, ED_CASE_CLOSING));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "");
  approve (&desk, 3);
  assert_news (&desk, ED_TELL_LATER, "approved203+");
  desk_reopen (&desk);
  assert_news (&desk, ED_TELL_NOW, "approved203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* A case that was closed before this device knew it is none. */
static void
test_old_approvals_are_no_news (void)
{
  Desk desk;

  set_up (&desk);
  approve (&desk, 3);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_refusal_is_told_until_it_is_seen_to (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  g_free (desk_take (&desk, 10, 100000));
  desk_settle (&desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_WRONG_STATE, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned201+ refused201+");
  assert_news (&desk, ED_TELL_NOW, "");
  g_assert_true (ed_store_discard (desk.store, desk_command_id (1), &error));
  g_assert_no_error (error);
  assert_news (&desk, ED_TELL_NOW, "refused-");
  desk_close (&desk);
}

static void
test_answer_is_told_until_it_is_read (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  set_up (&desk);
  desk_put_message (&desk, 1, 1, ED_AUTHOR_COORDINATOR, "Call her again", 1);
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "answered201+");
  assert_news (&desk, ED_TELL_NOW, "");
  g_assert_true (
      ed_store_read_messages (desk.store, desk_case_id (1), DESK_NOW + DESK_HOUR, &error));
  assert_news (&desk, ED_TELL_NOW, "answered-");
  desk_close (&desk);
}

/* What is remembered names nobody. */
static void
test_only_ids_are_remembered (void)
{
  g_autofree char *told = NULL;
  Desk desk;

  set_up (&desk);
  told = ed_store_get (desk.store, "told", NULL);
  g_assert_nonnull (strstr (told, desk_assignment_id (1)));
  g_assert_null (strstr (told, "Suzuki"));
  g_assert_null (strstr (told, "Budapest"));
  desk_close (&desk);
}

/* --- requests --------------------------------------------------------------------------------- */

#define COORDINATOR "e0000000-0000-4000-8000-00000000000c"

static void
put_request (Desk *desk, guint n, EdRequestState state)
{
  EdRequest *request = desk_make_request (n, state);

  if (state == ED_REQUEST_CANCELLED)
    request->cancelled_at = ed_clock_now (&desk->clock.parent);
  if (state == ED_REQUEST_ANSWERED)
    ed_request_round (request)->answered_at = ed_clock_now (&desk->clock.parent);
  desk_put_request (desk, request);
  desk_catch_up (desk, 0);
}

/* To their expert: assigned once, and what becomes of them, once. */
static void
test_requests_of_an_expert (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (2, ED_REQUEST_IN_PROGRESS));
  put_request (&desk, 1, ED_REQUEST_ASSIGNED);
  assert_news (&desk, ED_TELL_NOW, "! request-assigned1+");
  assert_news (&desk, ED_TELL_NOW, "");
  put_request (&desk, 1, ED_REQUEST_CANCELLED);
  assert_news (&desk, ED_TELL_NOW, "request-cancelled1+ request_assigned-");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_forget_of (&desk, "request", desk_request_id (2));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "request-lost2+");
  desk_reopen (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  ed_manual_clock_advance (&desk.clock, 15 * DESK_DAY);
  assert_news (&desk, ED_TELL_NOW, "request_lost- request_cancelled-");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* What ends in quiet hours is told after them. */
static void
test_end_waits_for_the_end_of_quiet_hours (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (2, ED_REQUEST_IN_PROGRESS));
  put_request (&desk, 1, ED_REQUEST_IN_PROGRESS);
  assert_news (&desk, ED_TELL_NOW, "!");
  desk_forget_of (&desk, "request", desk_request_id (2));
  put_request (&desk, 1, ED_REQUEST_CANCELLED);
  assert_news (&desk, ED_TELL_LATER, "request-cancelled1+ request-lost2+");
  assert_news (&desk, ED_TELL_LATER, "request-cancelled1+ request-lost2+");
  assert_news (&desk, ED_TELL_NOW, "request-cancelled1+ request-lost2+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* What somebody handed back themself is not told to them. */
static void
test_own_hand_back_is_no_news (void)
{
  EdCommand *command = desk_on_request (1, 1, ED_COMMAND_REQUEST_HAND_BACK, TRUE);
  Desk desk;

  ((EdArgs *) command->args)->why = g_strdup ("No time");
  desk_set_up (&desk, FALSE);
  put_request (&desk, 1, ED_REQUEST_IN_PROGRESS);
  assert_news (&desk, ED_TELL_NOW, "!");
  desk_do (&desk, command);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_forget_of (&desk, "request", desk_request_id (1));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_requests_of_a_coordinator (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  desk_become (&desk, COORDINATOR, "coordinator");
  put_request (&desk, 1, ED_REQUEST_UNASSIGNED);
  assert_news (&desk, ED_TELL_NOW, "! new-request1+");
  put_request (&desk, 2, ED_REQUEST_UNASSIGNED);
  put_request (&desk, 1, ED_REQUEST_ASSIGNED);
  assert_news (&desk, ED_TELL_NOW, "new-request2+ request_new-");
  desk_close (&desk);
}

static void
test_answer_is_told_to_the_sender (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  put_request (&desk, 1, ED_REQUEST_IN_WORK);
  assert_news (&desk, ED_TELL_NOW, "!");
  put_request (&desk, 1, ED_REQUEST_ANSWERED);
  assert_news (&desk, ED_TELL_NOW, "request-answered1+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* --- statements ------------------------------------------------------------------------------- */

#define STATEMENT "d0000000-0000-4000-8000-000000000003"

static void
put_statement (Desk *desk, EdStatementState state, gint64 sent_at)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  g_autofree char *body = NULL;

  statement->id = g_strdup (STATEMENT);
  statement->expert_id = g_strdup (DESK_EXPERT);
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = state;
  statement->statement_rev = 2;
  statement->currency = g_strdup ("EUR");
  statement->sent_at = sent_at;
  if (state == ED_STATEMENT_DISPUTED)
    statement->disputed_at = DESK_NOW;
  if (state == ED_STATEMENT_ACCEPTED)
    {
      statement->accepted_at = DESK_NOW;
      statement->accepted_by = g_strdup (COORDINATOR);
    }
  body = ed_record_to_json (&ed_fee_statement_type, statement, NULL);
  desk_put_text (desk, "statement", STATEMENT, body);
  desk_catch_up (desk, 0);
}

static void
assert_statement_news (Desk *desk, EdTelling telling, const char *fresh, const char *gone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = ed_store_take_news (desk->store, telling, &error);
  const EdNews *news;

  g_assert_no_error (error);
  g_assert_cmpuint (bulletin->fresh->len, ==, fresh != NULL);
  g_assert_cmpuint (bulletin->gone->len, ==, gone != NULL);
  if (gone != NULL)
    g_assert_true (g_str_has_prefix (bulletin->gone->pdata[0], gone));
  if (fresh == NULL)
    return;
  news = bulletin->fresh->pdata[0];
  g_assert_true (g_str_has_prefix (news->key, fresh));
  g_assert_cmpint (news->month, ==, ed_date_from_text ("2020-03-01"));
}

/* Ready once each time that it is sent; the expert's own answer, offline too, ends it. */
static void
test_statements_of_an_expert (void)
{
  EdCommand *accept =
      ed_command_new (ED_COMMAND_STATEMENT_ACCEPT, desk_command_id (1), STATEMENT, NULL, DESK_NOW);
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, ED_STATEMENT_DRAFT, ED_ABSENT);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, NULL);
  put_statement (&desk, ED_STATEMENT_SENT, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_LATER, "statement_sent:", NULL);
  assert_statement_news (&desk, ED_TELL_NOW, "statement_sent:", NULL);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, NULL);
  put_statement (&desk, ED_STATEMENT_SENT, DESK_NOW + 1);
  assert_statement_news (&desk, ED_TELL_NOW, "statement_sent:", "statement_sent:");
  ((EdArgs *) accept->args)->statement_rev = 2;
  desk_do (&desk, accept);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, "statement_sent:");
  desk_close (&desk);
}

/* Who did not answer hears that somebody did, until it is paid. */
static void
test_statement_accepted_for_them_is_told (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, ED_STATEMENT_SENT, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_NOW, "statement_sent:", NULL);
  put_statement (&desk, ED_STATEMENT_ACCEPTED, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_NOW, "statement_accepted:", "statement_sent:");
  put_statement (&desk, ED_STATEMENT_PAID, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, "statement_accepted:");
  desk_close (&desk);
}

static void
test_dispute_is_told_to_coordinators (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  desk_become (&desk, COORDINATOR, "coordinator");
  put_statement (&desk, ED_STATEMENT_SENT, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, NULL);
  put_statement (&desk, ED_STATEMENT_DISPUTED, DESK_NOW);
  assert_statement_news (&desk, ED_TELL_NOW, "statement_disputed:", NULL);
  put_statement (&desk, ED_STATEMENT_SENT, DESK_NOW + 1);
  assert_statement_news (&desk, ED_TELL_NOW, NULL, "statement_disputed:");
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/store/news/" path, test)
  ADD ("before-the-first-sync", test_nothing_before_the_first_sync);
  ADD ("once", test_each_is_told_once);
  ADD ("by-the-clock", test_limits_come_by_the_clock);
  ADD ("settled", test_what_is_settled_is_taken_back);
  ADD ("forgotten", test_a_forgotten_case_leaves_nothing);
  ADD ("quiet-hours", test_quiet_hours_keep_it_new);
  ADD ("first-in-quiet-hours", test_first_waits_for_the_end_of_quiet_hours);
  ADD ("passed-over", test_passed_over_is_not_told_later);
  ADD ("approval", test_approval_is_noticed);
  ADD ("old-approvals", test_old_approvals_are_no_news);
  ADD ("refusal", test_refusal_is_told_until_it_is_seen_to);
  ADD ("answer", test_answer_is_told_until_it_is_read);
  ADD ("only-ids", test_only_ids_are_remembered);
#undef ADD
  g_test_add_func ("/store/news/requests-of-an-expert", test_requests_of_an_expert);
  g_test_add_func ("/store/news/end-in-quiet-hours", test_end_waits_for_the_end_of_quiet_hours);
  g_test_add_func ("/store/news/own-hand-back", test_own_hand_back_is_no_news);
  g_test_add_func ("/store/news/requests-of-a-coordinator", test_requests_of_a_coordinator);
  g_test_add_func ("/store/news/request-answered", test_answer_is_told_to_the_sender);
  g_test_add_func ("/store/news/statements-of-an-expert", test_statements_of_an_expert);
  g_test_add_func ("/store/news/statement-accepted-for-them",
                   test_statement_accepted_for_them_is_told);
  g_test_add_func ("/store/news/dispute", test_dispute_is_told_to_coordinators);
  return g_test_run ();
}
