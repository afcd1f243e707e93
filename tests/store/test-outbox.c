/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include <string.h>

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_set_up (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

static void
assert_refused (Desk *desk, EdCommand *command, EdRefusalCode code, const char *field)
{
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;

  g_assert_false (ed_store_enqueue (desk->store, command, &refusal, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (code));
  g_assert_cmpstr (refusal.field, ==, field);
  ed_command_free (command);
}

static void
test_command_shows_at_once (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_assert_case (desk, 1, TRUE, 1, 2);
  desk_assert_case (desk, 2, FALSE, 0, 0);
  desk_assert_outbox (desk, "1w 2w");
  desk_reopen (desk);
  desk_assert_case (desk, 1, TRUE, 1, 2);
}

static void
test_refused_command_is_not_kept (Desk *desk, gconstpointer unused)
{
  EdCommand *malformed = desk_add_session (9, 1, DESK_TODAY);

  g_clear_pointer (&((EdArgs *) malformed->args)->id, g_free);
  assert_refused (desk, malformed, ED_REFUSAL_INVALID, "id");
  assert_refused (desk, desk_contact (9, 7), ED_REFUSAL_NOT_FOUND, NULL);
  desk_do (desk, desk_contact (1, 1));
  assert_refused (desk, desk_contact (9, 1), ED_REFUSAL_ALREADY_CONTACTED, NULL);
  desk_assert_outbox (desk, "1w");
  desk_assert_case (desk, 1, TRUE, 0, 1);
}

static void
test_roles_are_the_accounts (Desk *desk, gconstpointer unused)
{
  g_assert_true (ed_store_set (desk->store, "account_id", DESK_COORDINATOR, NULL));
  assert_refused (desk, desk_contact (1, 1), ED_REFUSAL_FORBIDDEN, NULL);
}

static void
test_unknown_account_may_nothing (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  assert_refused (&desk, desk_contact (1, 1), ED_REFUSAL_FORBIDDEN, NULL);
  desk_close (&desk);
}

static void
test_undo_takes_back_the_unsent (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_do (desk, desk_add_session (3, 1, DESK_TODAY + 1));
  g_assert_true (ed_store_undo (desk->store, desk_command_id (2), &error));
  desk_assert_case (desk, 1, TRUE, 1, 2);
  g_assert_false (ed_store_undo (desk->store, desk_command_id (2), &error));
  g_assert_no_error (error);
  desk_assert_batch (desk, "1:1 2:3");
  g_assert_false (ed_store_undo (desk->store, desk_command_id (3), &error));
  g_assert_no_error (error);
  desk_assert_outbox (desk, "1s 3s");
}

static void
test_undo_of_all_shows_the_replica (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autofree char *before = desk_list (desk, &query);
  g_autofree char *after = NULL;
  g_autoptr (EdCaseRow) replica = desk_load (desk, 1);
  g_autoptr (EdCaseRow) row = NULL;

  desk_do (desk, desk_contact (1, 1));
  g_assert_true (ed_store_undo (desk->store, desk_command_id (1), NULL));
  desk_assert_case (desk, 1, FALSE, 0, 0);
  row = desk_load (desk, 1);
  g_assert_cmpint (row->row, ==, replica->row);
  after = desk_list (desk, &query);
  g_assert_cmpstr (after, ==, before);
}

static void
test_batch_repeats_what_has_no_answer (Desk *desk, gconstpointer unused)
{
  for (guint i = 1; i <= 4; i++)
    desk_do (desk, desk_add_session (i, 1, DESK_TODAY + i));
  g_free (desk_take (desk, 2, 1024 * 1024));
  desk_assert_outbox (desk, "1s 2s 3w 4w");
  desk_reopen (desk);
  desk_assert_batch (desk, "1:1 2:2 3:3 4:4");
  desk_accept (desk, 1);
  desk_do (desk, desk_add_session (5, 2, DESK_TODAY));
  desk_assert_batch (desk, "2:2 3:3 4:4 5:5");
}

static void
test_batch_is_bounded (Desk *desk, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *none = NULL;

  for (guint i = 1; i <= 4; i++)
    desk_do (desk, desk_add_session (i, 1, DESK_TODAY + i));
  none = desk_take (desk, 0, 1024);
  g_assert_cmpstr (none, ==, "");
  first = desk_take (desk, 100, 1);
  g_assert_cmpstr (first, ==, "1:1");
  second = desk_take (desk, 3, 1024 * 1024);
  g_assert_cmpstr (second, ==, "1:1 2:2 3:3");
  desk_assert_outbox (desk, "1s 2s 3s 4w");
}

static void
test_accepted_stays_until_covered (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_assert_batch (desk, "1:1 2:2");
  desk_accept (desk, 1);
  desk_accept (desk, 2);
  desk_assert_outbox (desk, "1a 2a");
  desk_assert_case (desk, 1, TRUE, 1, 0);

  /* A catch-up that holds the first command's effect and not the second's. */
  desk_put_contacted (desk, 1, 0);
  desk_catch_up (desk, 1);
  desk_assert_case (desk, 1, TRUE, 1, 0);
  desk_put_contacted (desk, 1, 2);
  desk_catch_up (desk, 2);
  desk_assert_case (desk, 1, TRUE, 1, 0);
}

/* What the replica says counts as soon as it covers a command, answer or not. */
static void
test_covered_without_answer_leaves_the_overlay (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_assert_batch (desk, "1:1");
  desk_put_contacted (desk, 2, 0);
  desk_catch_up (desk, 1);
  desk_assert_case (desk, 1, FALSE, 0, 1);
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_ALREADY_CONTACTED, 0);
  desk_assert_case (desk, 1, FALSE, 0, 0);
}

static void
test_refused_leaves_the_overlay (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) entries = NULL;
  const EdOutboxEntry *entry;
  EdCounts counts;
  gint64 waiting, refused;

  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_assert_batch (desk, "1:1 2:2");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_CONFLICT, 0);
  desk_assert_case (desk, 1, FALSE, 1, 1);
  desk_assert_outbox (desk, "1r 2s");
  entries = ed_store_list_outbox (desk->store, NULL);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->code, ==, ED_REFUSAL_CONFLICT);
  g_assert_cmpstr (entry->field, ==, "city");
  g_assert_cmpint (entry->case_number, ==, 201);
  g_assert_cmpstr (entry->case_title_parts, ==, "Suzuki - XY");
  g_assert_cmpint (entry->answered_at, ==, DESK_NOW);
  g_assert_true (ed_store_count (desk->store, &counts, NULL));
  g_assert_cmpint (counts.waiting, ==, 1);
  g_assert_cmpint (counts.refused, ==, 1);
  g_assert_true (ed_store_count_outbox (desk->store, &waiting, &refused, NULL));
  g_assert_cmpint (waiting, ==, 1);
  g_assert_cmpint (refused, ==, 1);

  g_assert_true (ed_store_discard (desk->store, desk_command_id (1), NULL));
  desk_assert_outbox (desk, "2s");
  g_assert_true (ed_store_count (desk->store, &counts, NULL));
  g_assert_cmpint (counts.refused, ==, 0);
}

static void
test_kept_leaves_the_overlay (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_KEPT, ED_REFUSAL_NONE, 0);
  desk_assert_case (desk, 1, FALSE, 0, 0);
  desk_assert_outbox (desk, "1k");
  g_assert_true (ed_store_discard (desk->store, desk_command_id (1), NULL));
  desk_assert_outbox (desk, "");
}

static void
test_discard_leaves_the_unanswered (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  g_assert_true (ed_store_discard (desk->store, desk_command_id (1), NULL));
  desk_assert_outbox (desk, "1w");
}

static void
test_unknown_results_are_passed_over (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_accept (desk, 1);
  desk_accept (desk, 99);
  desk_assert_outbox (desk, "1w");
}

static void
test_pending_command_that_no_longer_applies_is_marked (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_put_contacted (desk, 1, 0);
  desk_catch_up (desk, 0);
  desk_assert_outbox (desk, "1w? 2w");
  desk_assert_case (desk, 1, TRUE, 1, 2);
  /* It is sent nevertheless. */
  desk_assert_batch (desk, "1:1 2:2");
  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
  desk_assert_outbox (desk, "1s 2s");
}

static void
test_forgotten_case_keeps_unsent_work (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCaseRow) row = NULL;

  desk_do (desk, desk_contact (1, 1));
  desk_assert_batch (desk, "1:1");
  desk_accept (desk, 1);
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  desk_forget (desk, desk_case_id (1));
  desk_catch_up (desk, 1);
  row = desk_load (desk, 1);
  g_assert_null (row);
  desk_assert_outbox (desk, "2w?");
  desk_assert_batch (desk, "2:2");

  ed_manual_clock_advance (&desk->clock, 15 * DESK_DAY);
  desk_catch_up (desk, 1);
  desk_assert_outbox (desk, "");
}

/* What was forgotten and comes back takes its unsent work back, for as long as that takes. */
static void
test_work_on_a_case_that_came_back_stays (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_forget (desk, desk_case_id (1));
  desk_catch_up (desk, 0);
  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
  ed_manual_clock_advance (&desk->clock, 15 * DESK_DAY);
  desk_catch_up (desk, 0);
  desk_assert_outbox (desk, "1w");
}

/* A clock that jumps is no reason to drop what was never sent: by the server's time it is new, as
 * the catch-up says that tells of it. */
static void
test_unsent_outlives_a_jump_of_the_clock (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_forget (desk, desk_case_id (1));
  desk_catch_up (desk, 0);
  ed_manual_clock_advance (&desk->clock, 400 * DESK_DAY);
  desk->ahead = -400 * DESK_DAY;
  desk_catch_up (desk, 0);
  desk_assert_outbox (desk, "1w?");
  ed_manual_clock_advance (&desk->clock, 15 * DESK_DAY);
  desk_catch_up (desk, 0);
  desk_assert_outbox (desk, "");
}

static void
test_accepted_is_listed_14_days (Desk *desk, gconstpointer unused)
{
  desk_do (desk, desk_contact (1, 1));
  desk_assert_batch (desk, "1:1");
  desk_accept (desk, 1);
  desk_put_contacted (desk, 1, 0);
  desk_catch_up (desk, 1);
  ed_manual_clock_advance (&desk->clock, 14 * DESK_DAY);
  desk_assert_outbox (desk, "1a");
  ed_manual_clock_advance (&desk->clock, 1);
  desk_assert_outbox (desk, "");
  /* It is still held, for no backup is known to have it. */
  g_assert_true (ed_store_resend (desk->store, 1, NULL));
  desk_assert_outbox (desk, "1s");
}

static void
test_durable_is_not_held (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 2, DESK_TODAY));
  desk_assert_batch (desk, "1:1 2:2");
  desk_accept (desk, 1);
  desk_put_contacted (desk, 1, 0);
  desk_catch_up (desk, 1);
  ed_manual_clock_advance (&desk->clock, 15 * DESK_DAY);
  desk_settle (desk, 2, ED_RESULT_APPLIED, ED_REFUSAL_NONE, 1);
  g_assert_false (ed_store_resend (desk->store, 1, &error));
  g_assert_no_error (error);
  g_assert_true (ed_store_resend (desk->store, 2, &error));
  desk_assert_batch (desk, "2:2");
}

/* Words that are safe with the server leave every byte of the file with their command: what they
 * are about may be held here no more. Not encrypted, so that the file can be read. */
static void
test_durable_leaves_the_disk (void)
{
  static const char words[] = "canary-in-a-message";
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  desk_do (&desk, desk_make_message (1, 1, words));
  desk_assert_batch (&desk, "1:1");
  desk_accept (&desk, 1);
  desk_catch_up (&desk, 1);
  g_assert_true (desk_disk_holds (&desk, words));
  ed_manual_clock_advance (&desk.clock, 15 * DESK_DAY);
  desk_do (&desk, desk_add_session (2, 1, DESK_TODAY));
  desk_assert_batch (&desk, "2:2");
  desk_settle (&desk, 2, ED_RESULT_APPLIED, ED_REFUSAL_NONE, 1);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 0);
  g_assert_false (desk_disk_holds (&desk, words));
  desk_close (&desk);
}

/* Nor does what is seen to, or taken back, once its case has gone: no forget comes for it. */
static void
test_given_up_leaves_the_disk (void)
{
  static const char sent[] = "canary-that-was-sent", unsent[] = "canary-that-was-not";
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  desk_do (&desk, desk_make_message (1, 1, sent));
  desk_assert_batch (&desk, "1:1");
  desk_do (&desk, desk_make_message (2, 1, unsent));
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  desk_settle (&desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_NOT_ASSIGNED, 0);
  g_assert_true (desk_disk_holds (&desk, sent));
  g_assert_true (desk_disk_holds (&desk, unsent));

  g_assert_true (ed_store_discard (desk.store, desk_command_id (1), NULL));
  g_strfreev (g_steal_pointer (&receipts));
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_false (desk_disk_holds (&desk, sent));
  g_assert_true (desk_disk_holds (&desk, unsent));

  g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
  g_strfreev (g_steal_pointer (&receipts));
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_false (desk_disk_holds (&desk, unsent));
  desk_close (&desk);
}

static void
test_new_case_is_shown_before_the_server_knows_it (void)
{
  EdCaseQuery query = desk_query (ED_SCOPE_IN_PROGRESS, ED_SORT_NUMBER);
  g_autoptr (EdCaseRow) row = NULL;
  g_autofree char *list = NULL;
  EdCommand *create, *assign;
  EdCounts counts;
  EdCase *intake;
  Desk desk;

  desk_set_up (&desk, TRUE);
  create = ed_command_new (ED_COMMAND_CASE_CREATE,
                           desk_command_id (1),
                           desk_case_id (7),
                           NULL,
                           DESK_NOW);
  intake = create->args;
  intake->company_name = g_strdup ("Fiat");
  intake->client_alias = g_strdup ("AB");
  intake->type = ED_CASE_PSYCHOLOGICAL;
  desk_do (&desk, create);
  assign = ed_command_new (ED_COMMAND_CASE_ASSIGN,
                           desk_command_id (2),
                           desk_case_id (7),
                           NULL,
                           DESK_NOW);
  ((EdArgs *) assign->args)->expert = g_strdup (DESK_EXPERT);
  g_assert_true (ed_store_count (desk.store, &counts, NULL));
  g_assert_cmpint (counts.unassigned, ==, 1);
  desk_do (&desk, assign);

  row = desk_load (&desk, 7);
  g_assert_cmpint (row->case_->number, ==, ED_ABSENT);
  g_assert_cmpstr (row->case_->expert_name, ==, "Dr. Kovács Anna");
  g_assert_cmpint (row->row, <, 0);
  g_assert_cmpuint (row->pending, ==, 2);
  list = desk_list (&desk, &query);
  g_assert_cmpstr (list, ==, "7");
  desk_close (&desk);
}

static void
test_number_of_a_new_case_is_shown_when_answered (void)
{
  g_autoptr (EdPushAnswer) answer = g_new0 (EdPushAnswer, 1);
  EdResult *result = g_new0 (EdResult, 1);
  g_autoptr (EdCaseRow) row = NULL;
  g_autoptr (EdCaseRow) again = NULL;
  EdCommand *create;
  EdCase *intake;
  Desk desk;

  desk_set_up (&desk, TRUE);
  create = ed_command_new (ED_COMMAND_CASE_CREATE,
                           desk_command_id (1),
                           desk_case_id (7),
                           NULL,
                           DESK_NOW);
  intake = create->args;
  intake->company_name = g_strdup ("Fiat");
  intake->client_alias = g_strdup ("AB");
  intake->type = ED_CASE_PSYCHOLOGICAL;
  desk_do (&desk, create);
  desk_assert_batch (&desk, "1:1");
  result->id = g_strdup (desk_command_id (1));
  result->status = ED_RESULT_APPLIED;
  result->rev = 1;
  result->number = 262;
  answer->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_result_free);
  g_ptr_array_add (answer->results, result);
  g_assert_true (ed_store_settle (desk.store, answer, NULL));
  row = ed_store_load_case_by_number (desk.store, 262, NULL);
  g_assert_nonnull (row);
  g_assert_cmpstr (row->case_->id, ==, desk_case_id (7));
  again = ed_store_load_case_by_number (desk.store, 261, NULL);
  g_assert_null (again);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/outbox/" path, Desk, NULL, set_up, function, tear_down)

  ADD ("command-shows-at-once", test_command_shows_at_once);
  ADD ("refused-command-is-not-kept", test_refused_command_is_not_kept);
  ADD ("roles-are-the-accounts", test_roles_are_the_accounts);
  g_test_add_func ("/store/outbox/durable-leaves-the-disk", test_durable_leaves_the_disk);
  g_test_add_func ("/store/outbox/given-up-leaves-the-disk", test_given_up_leaves_the_disk);
  g_test_add_func ("/store/outbox/unknown-account-may-nothing", test_unknown_account_may_nothing);
  ADD ("undo-takes-back-the-unsent", test_undo_takes_back_the_unsent);
  ADD ("undo-of-all-shows-the-replica", test_undo_of_all_shows_the_replica);
  ADD ("batch-repeats-what-has-no-answer", test_batch_repeats_what_has_no_answer);
  ADD ("batch-is-bounded", test_batch_is_bounded);
  ADD ("accepted-stays-until-covered", test_accepted_stays_until_covered);
  ADD ("covered-without-answer-leaves-the-overlay", test_covered_without_answer_leaves_the_overlay);
  ADD ("refused-leaves-the-overlay", test_refused_leaves_the_overlay);
  ADD ("kept-leaves-the-overlay", test_kept_leaves_the_overlay);
  ADD ("discard-leaves-the-unanswered", test_discard_leaves_the_unanswered);
  ADD ("unknown-results-are-passed-over", test_unknown_results_are_passed_over);
  ADD ("pending-that-no-longer-applies-is-marked",
       test_pending_command_that_no_longer_applies_is_marked);
  ADD ("forgotten-case-keeps-unsent-work", test_forgotten_case_keeps_unsent_work);
  ADD ("work-on-a-case-that-came-back-stays", test_work_on_a_case_that_came_back_stays);
  ADD ("unsent-outlives-clock-jump", test_unsent_outlives_a_jump_of_the_clock);
  ADD ("accepted-is-listed-14-days", test_accepted_is_listed_14_days);
  ADD ("durable-is-not-held", test_durable_is_not_held);
  g_test_add_func ("/store/outbox/new-case-is-shown",
                   test_new_case_is_shown_before_the_server_knows_it);
  g_test_add_func ("/store/outbox/number-of-new-case-is-shown",
                   test_number_of_a_new_case_is_shown_when_answered);
  return g_test_run ();
}
