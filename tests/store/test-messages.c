/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"
#include "store/connection.h"
#include "store/drafts.h"
#include "store/messages.h"

#include <string.h>

static GPtrArray *
list (Desk *desk, guint case_n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = ed_store_list_messages (desk->store, desk_case_id (case_n), &error);

  g_assert_no_error (error);
  return rows;
}

/* The thread of case N as "TEXT TEXT": behind each its state as in desk_assert_outbox(), but for
 * those that the server has, and "*" where it is unread. */
static void
assert_thread (Desk *desk, guint case_n, const char *expected)
{
  static const char states[] = "ws rk";
  g_autoptr (GPtrArray) rows = list (desk, case_n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const EdMessageRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", row->message->text);
      if (row->state != ED_OUTBOX_ACCEPTED)
        g_string_append_c (text, states[row->state]);
      g_string_append (text, row->unread ? "*" : "");
      g_assert_true ((row->command_id != NULL) >= (row->state != ED_OUTBOX_ACCEPTED));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_mark (Desk *desk, guint case_n, EdThreadMark mark)
{
  g_autoptr (EdCaseRow) row = desk_load (desk, case_n);

  g_assert_nonnull (row);
  g_assert_cmpint (row->mark, ==, mark);
}

static void
assert_draft (Desk *desk, guint case_n, const char *expected)
{
  g_autofree char *body =
      ed_store_load_draft (desk->store, ED_DRAFT_MESSAGE, desk_case_id (case_n), NULL, NULL);

  g_assert_cmpstr (body, ==, expected);
}

static void
set_up_cases (Desk *desk, gboolean coordinator)
{
  desk_set_up (desk, coordinator);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
}

static void
test_thread_is_listed_in_order (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  assert_thread (&desk, 1, "");
  desk_put_message (&desk, 3, 1, ED_AUTHOR_COORDINATOR, "third", 3);
  desk_put_message (&desk, 1, 1, ED_AUTHOR_EXPERT, "first", 1);
  desk_put_message (&desk, 4, 2, ED_AUTHOR_EXPERT, "elsewhere", 2);
  desk_put_message (&desk, 2, 1, ED_AUTHOR_EXPERT, "second", 2);
  desk_stage (&desk);
  assert_thread (&desk, 1, "");
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  desk_catch_up (&desk, 0);
  assert_thread (&desk, 1, "first second third*");
  assert_thread (&desk, 2, "elsewhere");
  assert_thread (&desk, 9, "");
  desk_close (&desk);
}

/* What the server took at the same moment is in its order, whatever the ids; and what is last in
 * the list is last for the mark, too. */
static void
test_same_moment_keeps_the_servers_order (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  desk_put_message (&desk, 9, 1, ED_AUTHOR_COORDINATOR, "one", 5);
  desk_put_message (&desk, 8, 1, ED_AUTHOR_EXPERT, "two", 5);
  desk_catch_up (&desk, 0);
  assert_thread (&desk, 1, "one* two");
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  desk_close (&desk);
}

/* From the outbox to the server and back, never twice. */
static void
test_message_is_shown_on_its_way (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  desk_put_message (&desk, 90, 1, ED_AUTHOR_COORDINATOR, "Well?", 1);
  desk_catch_up (&desk, 0);
  desk_do (&desk, desk_make_message (1, 1, "May_I?"));
  assert_thread (&desk, 1, "Well?* May_I?w");
  desk_assert_batch (&desk, "1:1");
  assert_thread (&desk, 1, "Well?* May_I?s");
  desk_accept (&desk, 1);
  assert_thread (&desk, 1, "Well?* May_I?");
  desk_put_message (&desk, 1, 1, ED_AUTHOR_EXPERT, "May_I?", 2);
  desk_catch_up (&desk, 0);
  assert_thread (&desk, 1, "Well?* May_I?");
  desk_put_message (&desk, 1, 1, ED_AUTHOR_EXPERT, "May_I?", 2);
  desk_catch_up (&desk, 1);
  assert_thread (&desk, 1, "Well?* May_I?");
  desk_close (&desk);
}

static void
test_case_stays_as_it_is (void)
{
  Desk desk;
  g_autoptr (EdCaseRow) before = NULL;
  g_autoptr (EdCaseRow) after = NULL;

  set_up_cases (&desk, FALSE);
  before = desk_load (&desk, 1);
  desk_do (&desk, desk_make_message (1, 1, "Hello"));
  after = desk_load (&desk, 1);
  g_assert_true (ed_record_equal (&ed_case_type, before->case_, after->case_));
  g_assert_cmpint (before->row, ==, after->row);
  g_assert_cmpuint (after->pending, ==, 1);
  desk_close (&desk);
}

static void
test_message_is_taken_back_until_sent (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  desk_do (&desk, desk_make_message (1, 1, "Hello"));
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  assert_thread (&desk, 1, "");
  /* The words are there to go on with. */
  assert_draft (&desk, 1, "Hello");
  desk_do (&desk, desk_make_message (3, 1, "there"));
  g_assert_true (ed_store_undo (desk.store, desk_command_id (3), NULL));
  assert_draft (&desk, 1, "Hello\n\nthere");
  desk_do (&desk, desk_contact (4, 1));
  g_assert_true (ed_store_undo (desk.store, desk_command_id (4), NULL));
  assert_draft (&desk, 1, "Hello\n\nthere");
  desk_do (&desk, desk_make_message (2, 1, "Again"));
  desk_assert_batch (&desk, "1:2");
  g_assert_false (ed_store_undo (desk.store, desk_command_id (2), NULL));
  assert_thread (&desk, 1, "Agains");
  desk_close (&desk);
}

static void
test_refused_text_is_kept_until_seen_to (void)
{
  Desk desk;
  g_autoptr (GPtrArray) rows = NULL;
  const EdMessageRow *row;

  set_up_cases (&desk, FALSE);
  desk_do (&desk, desk_make_message (1, 1, "Hello"));
  desk_assert_batch (&desk, "1:1");
  desk_settle (&desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_CASE_CLOSED, 0);
  desk_catch_up (&desk, 1);
  assert_thread (&desk, 1, "Hellor");
  rows = list (&desk, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->code, ==, ED_REFUSAL_CASE_CLOSED);
  g_assert_cmpint (row->message->author, ==, ED_AUTHOR_EXPERT);
  g_assert_true (ed_store_discard (desk.store, desk_command_id (1), NULL));
  assert_thread (&desk, 1, "");
  desk_close (&desk);
}

static void
test_rules_refuse_at_once (void)
{
  Desk desk;
  g_autoptr (EdCommand) command = desk_make_message (1, 1, "Hello");
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;

  set_up_cases (&desk, FALSE);
  desk_put (&desk, desk_make_case_in (1, ED_CASE_CLOSED));
  desk_catch_up (&desk, 0);
  g_assert_false (ed_store_enqueue (desk.store, command, &refusal, &error));
  g_assert_no_error (error);
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_CASE_CLOSED);
  desk_assert_outbox (&desk, "");
  desk_close (&desk);
}

static void
test_expert_is_shown_what_is_unread (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  desk_put_message (&desk, 1, 1, ED_AUTHOR_EXPERT, "Q", 1);
  desk_catch_up (&desk, 0);
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  desk_put_message (&desk, 2, 1, ED_AUTHOR_COORDINATOR, "A", 2);
  desk_catch_up (&desk, 0);
  assert_mark (&desk, 1, ED_THREAD_UNREAD);
  assert_mark (&desk, 2, ED_THREAD_QUIET);
  g_assert_true (ed_store_read_messages (desk.store, desk_case_id (1), DESK_NOW + 2, NULL));
  assert_thread (&desk, 1, "Q A");
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  /* Reading is never undone by an older page. */
  g_assert_true (ed_store_read_messages (desk.store, desk_case_id (1), DESK_NOW + 1, NULL));
  desk_reopen (&desk);
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  desk_put_message (&desk, 3, 1, ED_AUTHOR_COORDINATOR, "B", 3);
  desk_catch_up (&desk, 0);
  assert_thread (&desk, 1, "Q A B*");
  assert_mark (&desk, 1, ED_THREAD_UNREAD);
  desk_close (&desk);
}

static void
test_coordinator_is_shown_what_is_unanswered (void)
{
  Desk desk;

  set_up_cases (&desk, TRUE);
  desk_put_message (&desk, 11, 1, ED_AUTHOR_EXPERT, "Q", 1);
  desk_catch_up (&desk, 0);
  assert_mark (&desk, 1, ED_THREAD_UNANSWERED);
  /* Reading is no answer. */
  g_assert_true (ed_store_read_messages (desk.store, desk_case_id (1), DESK_NOW + 1, NULL));
  assert_mark (&desk, 1, ED_THREAD_UNANSWERED);
  /* An answer counts from when it is written, until it is taken back or refused. */
  desk_do (&desk, desk_make_message (1, 1, "A"));
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  assert_mark (&desk, 1, ED_THREAD_UNANSWERED);
  desk_do (&desk, desk_make_message (2, 1, "A"));
  desk_assert_batch (&desk, "1:2");
  desk_settle (&desk, 2, ED_RESULT_REJECTED, ED_REFUSAL_ALREADY_ASSIGNED, 0);
  assert_mark (&desk, 1, ED_THREAD_UNANSWERED);
  desk_put_message (&desk, 12, 1, ED_AUTHOR_COORDINATOR, "A", 2);
  desk_catch_up (&desk, 1);
  assert_mark (&desk, 1, ED_THREAD_QUIET);
  desk_close (&desk);
}

static void
test_rows_of_lists_carry_the_mark (void)
{
  Desk desk;
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  set_up_cases (&desk, TRUE);
  desk_put_message (&desk, 1, 2, ED_AUTHOR_EXPERT, "Q", 1);
  desk_catch_up (&desk, 0);
  numbers = ed_store_query_cases (desk.store, &query, NULL);
  rows = ed_store_load_rows (desk.store, (const gint64 *) (gpointer) numbers->data, 2, NULL);
  g_assert_cmpint (((EdCaseRow *) rows->pdata[0])->mark, ==, ED_THREAD_QUIET);
  g_assert_cmpint (((EdCaseRow *) rows->pdata[1])->mark, ==, ED_THREAD_UNANSWERED);
  desk_close (&desk);
}

/* What the query "only marked" finds, as "201 202", and that a pick finds the same. */
static void
assert_marked (Desk *desk, const char *expected)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  const EdCasePick picks[] = { { ED_ABSENT, ED_ABSENT, ED_ABSENT, FALSE },
                               { ED_ABSENT, ED_ABSENT, ED_ABSENT, TRUE } };
  g_autoptr (GPtrArray) lists = ed_store_query_lists (desk->store, &query, picks, 2, NULL);
  const GArray *picked = lists->pdata[1];
  g_autofree char *found = NULL;

  query.marked = TRUE;
  found = desk_list (desk, &query);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (((GArray *) lists->pdata[0])->len, ==, 4);
  g_assert_cmpuint (picked->len, ==, *expected == '\0' ? 0 : (strlen (expected) + 1) / 2);
}

static void
set_up_marked (Desk *desk, gboolean coordinator)
{
  desk_set_up (desk, coordinator);
  for (guint n = 1; n <= 3; n++)
    desk_put (desk, desk_make_case (n));
  desk_put (desk, desk_make_case_in (4, ED_CASE_CLOSED));
  for (guint n = 1; n <= 4; n++)
    desk_put_message (desk, 10 + n, n, ED_AUTHOR_EXPERT, "Q", 1);
  desk_put_message (desk, 22, 2, ED_AUTHOR_COORDINATOR, "A", 2);
  desk_put_message (desk, 24, 4, ED_AUTHOR_COORDINATOR, "A", 2);
  desk_put_message (desk, 33, 3, ED_AUTHOR_COORDINATOR, "A", 2);
  desk_put_message (desk, 43, 3, ED_AUTHOR_EXPERT, "Q", 3);
  desk_put_message (desk, 44, 4, ED_AUTHOR_EXPERT, "Thanks", 3);
  desk_catch_up (desk, 0);
}

static void
test_coordinator_finds_what_is_unanswered (void)
{
  Desk desk;

  set_up_marked (&desk, TRUE);
  assert_marked (&desk, "1 3");
  desk_do (&desk, desk_make_message (1, 3, "A"));
  assert_marked (&desk, "1");
  /* Under an overlay, too. */
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  desk_put_message (&desk, 51, 1, ED_AUTHOR_COORDINATOR, "A", 4);
  desk_catch_up (&desk, 0);
  assert_marked (&desk, "3");
  desk_close (&desk);
}

static void
test_expert_finds_what_is_unread (void)
{
  Desk desk;

  set_up_marked (&desk, FALSE);
  assert_marked (&desk, "2");
  desk_do (&desk, desk_contact (1, 2));
  assert_marked (&desk, "2");
  g_assert_true (ed_store_read_messages (desk.store, desk_case_id (2), DESK_NOW + 2, NULL));
  assert_marked (&desk, "");
  desk_close (&desk);
}

/* --- forgetting; not encrypted, so that the file can be read ---------------------------------- */

#define CANARY "canary-in-a-message"

static void
set_up_canary (Desk *desk)
{
  desk_open (desk, TRUE);
  desk_greet (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put_message (desk, 1, 1, ED_AUTHOR_EXPERT, CANARY, 1);
  desk_catch_up (desk, 0);
  g_assert_true (ed_store_read_messages (desk->store, desk_case_id (1), DESK_NOW + 1, NULL));
  g_assert_true (desk_disk_holds (desk, CANARY));
}

static void
assert_receipts (Desk *desk, const char *expected)
{
  g_auto (GStrv) receipts = NULL;
  g_autofree char *joined = NULL;

  g_assert_true (ed_store_finish_wipes (desk->store, &receipts, NULL));
  joined = g_strjoinv (" ", receipts);
  g_assert_cmpstr (joined, ==, expected);
}

static gint64
count (Desk *desk, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr (EdStatement) select = ed_db_query (desk->store->db, NULL, sql, "");

  g_assert_true (ed_statement_step (select, NULL));
  return ed_statement_int (select, 0);
}

static void
test_forgotten_message_leaves_the_disk (void)
{
  Desk desk;

  set_up_canary (&desk);
  desk_forget_of (&desk, "message", desk_message_id (1));
  desk_catch_up (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  assert_thread (&desk, 1, "");
  g_assert_cmpint (count (&desk, "message"), ==, 0);
  assert_receipts (&desk, "message:70000000-0000-4000-8000-000000000001");
  desk_close (&desk);
}

/* Also if the feed says nothing of the messages. */
static void
test_messages_go_with_their_case (void)
{
  Desk desk;

  set_up_canary (&desk);
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  g_assert_cmpint (count (&desk, "message"), ==, 0);
  g_assert_cmpint (count (&desk, "thread"), ==, 0);
  assert_receipts (&desk,
                   "case:c0000000-0000-4000-8000-000000000001 "
                   "message:70000000-0000-4000-8000-000000000001");
  desk_close (&desk);
}

/* Taken back after its case has gone: the words go, too. */
static void
test_words_about_a_forgotten_case_go (void)
{
  static const char canary[] = "canary-in-the-outbox";
  Desk desk;

  set_up_canary (&desk);
  desk_do (&desk, desk_make_message (1, 1, canary));
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  g_assert_true (desk_disk_holds (&desk, canary)); /* still to be pushed */
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  assert_draft (&desk, 1, NULL);
  g_assert_true (ed_db_checkpoint (desk.store->db, NULL));
  g_assert_false (desk_disk_holds (&desk, canary));
  desk_close (&desk);
}

static void
test_full_pull_removes_what_it_lacks (void)
{
  Desk desk;

  set_up_canary (&desk);
  desk_greet (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_put_message (&desk, 2, 1, ED_AUTHOR_EXPERT, "kept", 2);
  desk_pull_all (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  assert_thread (&desk, 1, "kept");
  g_assert_cmpint (count (&desk, "message"), ==, 1);
  desk_close (&desk);
}

/* The case comes back to the same expert: the new thread is theirs, the old one gone. */
static void
test_new_assignment_begins_a_new_thread (void)
{
  Desk desk;

  set_up_canary (&desk);
  desk_forget_of (&desk, "message", desk_message_id (1));
  desk_forget (&desk, desk_case_id (1));
  desk_put (&desk, desk_make_case (1));
  desk_put_message (&desk, 2, 1, ED_AUTHOR_COORDINATOR, "new", 2);
  desk_catch_up (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  assert_thread (&desk, 1, "new*");
  desk_close (&desk);
}

static void
test_unfinished_catch_up_leaves_nothing (void)
{
  Desk desk;

  set_up_cases (&desk, FALSE);
  desk_put_message (&desk, 1, 1, ED_AUTHOR_EXPERT, "Q", 1);
  desk_stage (&desk);
  g_ptr_array_set_size (desk.page, 0);
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  assert_thread (&desk, 1, "");
  g_assert_cmpint (count (&desk, "message"), ==, 0);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/store/messages/" name, function)
  ADD ("are-listed-in-order", test_thread_is_listed_in_order);
  ADD ("keep-the-servers-order", test_same_moment_keeps_the_servers_order);
  ADD ("are-shown-on-their-way", test_message_is_shown_on_its_way);
  ADD ("leave-the-case-as-it-is", test_case_stays_as_it_is);
  ADD ("are-taken-back-until-sent", test_message_is_taken_back_until_sent);
  ADD ("refused-text-is-kept-until-seen-to", test_refused_text_is_kept_until_seen_to);
  ADD ("rules-refuse-at-once", test_rules_refuse_at_once);
  ADD ("expert-is-shown-what-is-unread", test_expert_is_shown_what_is_unread);
  ADD ("coordinator-is-shown-what-is-unanswered", test_coordinator_is_shown_what_is_unanswered);
  ADD ("rows-of-lists-carry-the-mark", test_rows_of_lists_carry_the_mark);
  ADD ("coordinator-finds-what-is-unanswered", test_coordinator_finds_what_is_unanswered);
  ADD ("expert-finds-what-is-unread", test_expert_finds_what_is_unread);
  ADD ("forgotten-one-leaves-the-disk", test_forgotten_message_leaves_the_disk);
  ADD ("go-with-their-case", test_messages_go_with_their_case);
  ADD ("words-about-a-forgotten-case-go", test_words_about_a_forgotten_case_go);
  ADD ("full-pull-removes-what-it-lacks", test_full_pull_removes_what_it_lacks);
  ADD ("new-assignment-begins-a-new-thread", test_new_assignment_begins_a_new_thread);
  ADD ("unfinished-catch-up-leaves-nothing", test_unfinished_catch_up_leaves_nothing);
#undef ADD
  return g_test_run ();
}
