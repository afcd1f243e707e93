/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages on the server: who gets them, who loses them, and that nothing changes them
 * (PROTOCOL 4.3, 7.4). */

#include <string.h>

#include "house.h"

#define FIRST "71111111-1111-4111-8111-111111111111"
#define SECOND "72222222-2222-4222-8222-222222222222"
#define SAYS(id, text) "{\"id\":\"" id "\",\"text\":\"" text "\"}"

static void
assert_outcome (House *house, Person *person, const char *args, const char *expected)
{
  g_autofree char *outcome =
      person_push (person, NULL, "message.send", house->case_id, house->assignment, args);

  g_assert_cmpstr (outcome, ==, expected);
}

static void
say (House *house, Person *person, const char *args)
{
  assert_outcome (house, person, args, "applied");
}

static gboolean
has (const Pull *pull, const char *kind, const char *id, const char *why)
{
  g_autofree char *line = g_strjoin (" ", kind, "message", id, why, NULL);

  return pull_has (pull, line);
}

static void
test_both_sides_read_one_thread (House *house, gconstpointer unused)
{
  g_autoptr (Pull) before = person_pull (house->coordinator, 500);
  g_autoptr (Pull) asked = NULL;
  g_autoptr (Pull) answered = NULL;
  g_autoptr (Pull) other = NULL;
  const char *text;

  say (house,
       house->expert,
       "{\"id\":\"" FIRST "\",\"text\":\"May I?\\nPlease\",\"handover\":true}");
  asked = person_pull (house->coordinator, 500);
  g_assert_true (has (asked, "put", FIRST, NULL));
  /* The case itself is not written again. */
  g_assert_cmpuint (asked->lines->len, ==, 1);
  text = pull_body (asked, FIRST);
  g_assert_nonnull (strstr (text, "\"author\":\"expert\""));
  g_assert_nonnull (strstr (text, "\"text\":\"May I?\\nPlease\""));
  g_assert_nonnull (strstr (text, "\"handover\":true"));
  g_assert_nonnull (strstr (text, house->assignment));
  g_assert_nonnull (strstr (text, house->expert->account));

  say (house, house->coordinator, SAYS (SECOND, "Yes"));
  answered = person_pull (house->expert, 500);
  g_assert_true (has (answered, "put", FIRST, NULL));
  g_assert_nonnull (strstr (pull_body (answered, SECOND), "\"author\":\"coordinator\""));
  other = person_pull (house->other, 500);
  g_assert_false (has (other, "put", FIRST, NULL) || has (other, "put", SECOND, NULL));
}

static void
test_answer_carries_revision_of_case (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = person_envelope (house->expert,
                                               id,
                                               "message.send",
                                               house->case_id,
                                               house->assignment,
                                               SAYS (FIRST, "Hello"));
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;

  g_assert_cmpuint (person_push_text (house->expert, envelope, &response), ==, 200);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, "\"status\":\"applied\",\"rev\":2"));
  g_assert_cmpint (house_count (house, "SELECT rev FROM document WHERE type = 'case'"), ==, 2);
}

static void
test_repeat_is_one_message (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);

  for (guint i = 0; i < 2; i++)
    person_must (house->expert,
                 id,
                 "message.send",
                 house->case_id,
                 house->assignment,
                 SAYS (FIRST, "Hello"));
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM message"), ==, 1);
}

/* Nobody overwrites what was said, neither another's nor their own. */
static void
test_message_is_never_replaced (House *house, gconstpointer unused)
{
  g_autofree char *elsewhere = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, elsewhere, house->other);
  g_autofree char *outcome = NULL;
  g_autoptr (Pull) pull = NULL;

  say (house, house->expert, SAYS (FIRST, "Hello"));
  assert_outcome (house, house->expert, SAYS (FIRST, "Never mind"), "invalid:id");
  assert_outcome (house, house->coordinator, SAYS (FIRST, "Forged"), "invalid:id");
  outcome = person_push (house->other,
                         NULL,
                         "message.send",
                         elsewhere,
                         assignment,
                         SAYS (FIRST, "Stolen"));
  g_assert_cmpstr (outcome, ==, "invalid:id");
  pull = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (pull, FIRST), "\"text\":\"Hello\""));
  g_assert_nonnull (strstr (pull_body (pull, FIRST), house->case_id));
}

static void
test_strangers_are_refused (House *house, gconstpointer unused)
{
  Person *manager = office_add (house->office, "manager", "case_manager");

  person_sign_in (manager);
  assert_outcome (house, house->other, SAYS (FIRST, "Hello"), "not_found");
  assert_outcome (house, manager, SAYS (FIRST, "Hello"), "forbidden");
  assert_outcome (house, house->expert, "{\"id\":\"" FIRST "\",\"text\":\" \\n\"}", "invalid:text");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM message"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM document WHERE type = 'message'"),
                   ==,
                   0);
}

static void
test_reassignment_takes_the_thread (House *house, gconstpointer unused)
{
  g_autofree char *former = g_strdup (house->assignment);
  g_autofree char *outcome = NULL;
  g_autoptr (Pull) held = NULL;
  g_autoptr (Pull) lost = NULL;
  g_autoptr (Pull) next = NULL;
  g_autoptr (Pull) staff = NULL;

  say (house, house->expert, SAYS (FIRST, "Hello"));
  held = person_pull (house->expert, 500);
  g_free (house->assignment);
  house->assignment = person_assign (house->coordinator, house->case_id, house->other);
  say (house, house->other, SAYS (SECOND, "I am new"));
  lost = person_pull (house->expert, 500);
  g_assert_true (has (lost, "forget", FIRST, "reassigned"));
  g_assert_false (has (lost, "put", SECOND, NULL));
  next = person_pull (house->other, 500);
  g_assert_true (has (next, "put", SECOND, NULL));
  g_assert_null (pull_body (next, FIRST));
  staff = person_pull (house->coordinator, 500);
  g_assert_true (has (staff, "put", FIRST, NULL) && has (staff, "put", SECOND, NULL));

  /* What the former expert wrote before they heard is late work; no answer goes to them. */
  outcome = person_push (house->expert,
                         NULL,
                         "message.send",
                         house->case_id,
                         former,
                         "{\"id\":\"73333333-3333-4333-8333-333333333333\",\"text\":\"Late\"}");
  g_assert_cmpstr (outcome, ==, "kept");
  g_clear_pointer (&outcome, g_free);
  outcome = person_push (house->coordinator,
                         NULL,
                         "message.send",
                         house->case_id,
                         former,
                         "{\"id\":\"74444444-4444-4444-8444-444444444444\",\"text\":\"Late\"}");
  g_assert_cmpstr (outcome, ==, "already_assigned");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM message"), ==, 2);
}

static void
test_same_expert_begins_a_new_thread (House *house, gconstpointer unused)
{
  g_autoptr (Pull) held = NULL;
  g_autoptr (Pull) lost = NULL;

  say (house, house->expert, SAYS (FIRST, "Hello"));
  held = person_pull (house->expert, 500);
  g_free (person_assign (house->coordinator, house->case_id, house->expert));
  lost = person_pull (house->expert, 500);
  g_assert_true (has (lost, "forget", FIRST, "reassigned"));
}

static void
test_declining_takes_the_thread (House *house, gconstpointer unused)
{
  g_autoptr (Pull) held = NULL;
  g_autoptr (Pull) lost = NULL;

  say (house, house->expert, SAYS (FIRST, "Hello"));
  held = person_pull (house->expert, 500);
  person_must (house->expert, NULL, "case.decline", house->case_id, house->assignment, NULL);
  lost = person_pull (house->expert, 500);
  g_assert_true (has (lost, "forget", FIRST, "declined"));
}

/* The agent gets the words and answers to the expert, who gets an exact copy; of an answer the
 * expert hears that there is one, without a word of it. */
static void
test_mails_are_queued_with_it (House *house, gconstpointer unused)
{
#define MAILS "SELECT count(*) FROM mail_outbox WHERE case_id IS NOT NULL AND kind = "
  g_autofree char *words =
      g_strdup_printf (MAILS "'message' AND recipient = '%s' AND reply_to = '%s'"
                             " AND text = 'May I?' AND event = '" FIRST "'",
                       house->coordinator->account,
                       house->expert->account);
  g_autofree char *copy =
      g_strdup_printf (MAILS "'message_copy' AND recipient = '%s' AND text = 'May I?'",
                       house->expert->account);
  g_autofree char *answered =
      g_strdup_printf (MAILS "'answered' AND recipient = '%s' AND text IS NULL",
                       house->expert->account);
  const char *all = "SELECT count(*) FROM mail_outbox WHERE kind <> 'assigned'";

  say (house, house->expert, SAYS (FIRST, "May I?"));
  g_assert_cmpint (house_count (house, words), ==, 1);
  g_assert_cmpint (house_count (house, copy), ==, 1);
  g_assert_cmpint (house_count (house, all), ==, 2);
  say (house, house->coordinator, SAYS (SECOND, "CANARY"));
  g_assert_cmpint (house_count (house, answered), ==, 1);
  g_assert_cmpint (house_count (house, all), ==, 3);
  assert_outcome (house, house->expert, SAYS (FIRST, "Again"), "invalid:id");
  g_assert_cmpint (house_count (house, all), ==, 3);
}

/* A request to hand the case over says so in its subject, which is another kind of mail. */
static void
test_request_to_hand_over_is_mailed_as_such (House *house, gconstpointer unused)
{
  g_autofree char *words =
      g_strdup_printf (MAILS "'handover' AND recipient = '%s' AND reply_to = '%s'",
                       house->coordinator->account,
                       house->expert->account);

  say (house, house->expert, "{\"id\":\"" FIRST "\",\"text\":\"Please\",\"handover\":true}");
  g_assert_cmpint (house_count (house, words), ==, 1);
}

static void
test_forget_waits_for_its_receipt (House *house, gconstpointer unused)
{
  const char *gone = "SELECT count(*) FROM view WHERE gone = 1 AND type = 'message'";
  g_autofree char *body = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (Pull) held = NULL;
  g_autoptr (Pull) lost = NULL;

  say (house, house->expert, SAYS (FIRST, "Hello"));
  held = person_pull (house->expert, 500);
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  lost = person_pull (house->expert, 500);
  g_assert_cmpint (house_count (house, gone), ==, 1);
  body = g_strdup_printf ("{\"t\":\"message\",\"id\":\"" FIRST "\",\"cursor\":\"%s\"}",
                          house->expert->cursor);
  g_assert_cmpuint (person_call (house->expert, "POST", "/v1/receipts", NULL, body, &response),
                    ==,
                    204);
  g_assert_cmpint (house_count (house, gone), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)             \
  g_test_add ("/server/messages/" path, \
              House,                    \
              NULL,                     \
              house_set_up_with_case,   \
              function,                 \
              house_tear_down)
  ADD ("both-sides-read-one-thread", test_both_sides_read_one_thread);
  ADD ("answer-carries-revision-of-case", test_answer_carries_revision_of_case);
  ADD ("repeat-is-one-message", test_repeat_is_one_message);
  ADD ("message-is-never-replaced", test_message_is_never_replaced);
  ADD ("strangers-are-refused", test_strangers_are_refused);
  ADD ("reassignment-takes-the-thread", test_reassignment_takes_the_thread);
  ADD ("same-expert-begins-a-new-thread", test_same_expert_begins_a_new_thread);
  ADD ("declining-takes-the-thread", test_declining_takes_the_thread);
  ADD ("mails-are-queued-with-it", test_mails_are_queued_with_it);
  ADD ("request-to-hand-over-is-mailed-as-such", test_request_to_hand_over_is_mailed_as_such);
  ADD ("forget-waits-for-its-receipt", test_forget_waits_for_its_receipt);
  return g_test_run ();
}
