/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What came after a hand-over is settled by a coordinator, and whoever entered it is told. */

#include "domain/days.h"
#include "house.h"

#include <string.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define SESSION "41111111-1111-4111-8111-111111111111"
#define ADD "{\"id\":\"" SESSION "\",\"date\":\"2020-03-22\",\"time\":\"10:00\"}"

static void
hand_over (House *house)
{
  g_free (person_assign (house->coordinator, house->case_id, house->other));
}

/* Has the former expert enter what is kept; its id. */
static char *
keep (House *house, const char *type, const char *args)
{
  char *id = office_make_id (house->office);
  g_autofree char *outcome =
      person_push (house->expert, id, type, house->case_id, house->assignment, args);

  g_assert_cmpstr (outcome, ==, "kept");
  return id;
}

static void
assert_settled (Person *person, const char *id, const char *args, const char *expected)
{
  g_autofree char *outcome = person_push (person, NULL, "late.settle", id, NULL, args);

  g_assert_cmpstr (outcome, ==, expected);
}

/* An accepted session belongs to the assignment that it was meant for; the one who has the case now
 * is told no more than that it was used. */
static void
test_accepted_session_is_a_fact (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) own = NULL;
  g_autoptr (Pull) next = NULL;
  const char *body;

  hand_over (house);
  id = keep (house, "session.add", ADD);
  pull_free (person_pull (house->coordinator, 500));
  assert_settled (house->coordinator, id, "{\"accepted\":true,\"note\":\"Thank you\"}", "applied");
  staff = person_pull (house->coordinator, 500);
  own = person_pull (house->expert, 500);
  next = person_pull (house->other, 500);
  body = pull_body (staff, house->case_id);
  g_assert_nonnull (strstr (body, SESSION));
  g_assert_nonnull (strstr (body, house->assignment));
  g_assert_nonnull (strstr (pull_body (staff, id), "\"state\":\"accepted\""));
  g_assert_null (strstr (pull_body (staff, id), "2020-03-22"));
  g_assert_nonnull (strstr (pull_body (own, id), "\"state\":\"accepted\""));
  g_assert_nonnull (strstr (pull_body (own, id), "Thank you"));
  g_assert_null (strstr (pull_body (own, id), "2020-03-22"));
  g_assert_null (pull_body (own, house->case_id));
  body = pull_body (next, house->case_id);
  g_assert_null (strstr (body, SESSION));
  g_assert_nonnull (strstr (body, "\"sessions_used_before\":1"));
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "wrong_state");
}

/* Ids of commands are good for each account: one that somebody else's late work has does not take
 * its place. */
static void
test_foreign_id_takes_no_place (House *house, gconstpointer unused)
{
  g_autofree char *other = person_assign (house->coordinator, house->case_id, house->other);
  g_autofree char *id = keep (house, "session.add", ADD);
  g_autofree char *again = person_assign (house->coordinator, house->case_id, house->expert);
  g_autofree char *outcome =
      person_push (house->other, id, "session.add", house->case_id, other, ADD);
  g_autofree char *find = g_strdup_printf (
      "SELECT COUNT(*) FROM document WHERE type = 'late_work' AND body LIKE '%%\"by\":\"%s\"%%'",
      house->expert->account);

  g_assert_cmpstr (outcome, ==, "invalid:id");
  g_assert_cmpint (house_count (house, find), ==, 1);
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "applied");
}

/* Somebody declines without the network, and it arrives after weeks: nobody could know of it
 * before, not on their other computer either. */
static void
test_declined_for_weeks_is_over_when_it_arrives (House *house, gconstpointer unused)
{
  EdManualClock *clock = &house->office->clock;
  Person *elsewhere = person_on_other_device (house->expert);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *declined =
      person_envelope (house->expert, id, "case.decline", house->case_id, house->assignment, NULL);
  g_autofree char *outcome = NULL;
  g_auto (EdApiResponse) response = { 0 };

  ed_manual_clock_set (clock, ed_clock_now (&clock->parent) + 31 * DAY_MS);
  person_sign_in (house->expert);
  person_sign_in (elsewhere);
  g_assert_cmpuint (person_push_text (house->expert, declined, &response), ==, 200);
  outcome = person_push (elsewhere, NULL, "session.add", house->case_id, house->assignment, ADD);
  g_assert_cmpstr (outcome, ==, "kept");
}

/* The same with a request: its expert goes on with it until the cancelling arrives. */
static void
test_cancelled_for_weeks_is_over_when_it_arrives (House *house, gconstpointer unused)
{
  EdManualClock *clock = &house->office->clock;
  Person *sender = office_add (house->office, "sender", "case_manager");
  g_autofree char *request = office_make_id (house->office);
  g_autofree char *assignment = office_make_id (house->office);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *who = g_strdup_printf ("{\"expert\":\"%s\"}", house->expert->account);
  g_autofree char *cancelled = NULL;
  g_autofree char *outcome = NULL;
  g_auto (EdApiResponse) response = { 0 };

  person_sign_in (sender);
  person_must (sender,
               NULL,
               "request.create",
               request,
               NULL,
               "{\"subject\":\"A\",\"case_reference\":\"B\",\"question\":\"C?\"}");
  person_must (house->coordinator, assignment, "request.assign", request, NULL, who);
  cancelled = person_envelope (sender, id, "request.cancel", request, NULL, "{}");
  ed_manual_clock_set (clock, ed_clock_now (&clock->parent) + 31 * DAY_MS);
  person_sign_in (sender);
  person_sign_in (house->expert);
  g_assert_cmpuint (person_push_text (sender, cancelled, &response), ==, 200);
  outcome = person_push (house->expert,
                         NULL,
                         "response.send",
                         request,
                         assignment,
                         "{\"version\":\"" SESSION "\",\"text\":\"D\"}");
  g_assert_cmpstr (outcome, ==, "kept");
}

static void
test_discarded_session_leaves_nothing (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autoptr (Pull) staff = NULL;

  hand_over (house);
  id = keep (house, "session.add", ADD);
  pull_free (person_pull (house->coordinator, 500));
  assert_settled (house->coordinator, id, "{\"accepted\":false}", "applied");
  staff = person_pull (house->coordinator, 500);
  g_assert_null (pull_body (staff, house->case_id));
  g_assert_nonnull (strstr (pull_body (staff, id), "\"state\":\"discarded\""));
  g_assert_null (strstr (pull_body (staff, id), "2020-03-22"));
}

/* The contact was the former one's; the new expert's hours run on. */
static void
test_accepted_contact_is_the_former_ones (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autoptr (Pull) staff = NULL;
  const char *body;

  hand_over (house);
  id = keep (house, "case.contact", "{}");
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "applied");
  staff = person_pull (house->coordinator, 500);
  body = strstr (pull_body (staff, house->case_id), "\"assignments\"");
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "\"contacted_at\""));
}

/* As what comes in time: a desk's clock that is ahead loses nothing. */
static void
test_time_ahead_is_brought_back (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;

  hand_over (house);
  id = keep (house, "case.contact", "{\"at\":\"2099-03-19T08:00:00.000Z\"}");
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "applied");
}

/* Words go into the thread of their assignment, which the new expert does not read. */
static void
test_accepted_message_is_for_staff (House *house, gconstpointer unused)
{
  const char *message = "73333333-3333-4333-8333-333333333333";
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Late\"}", message);
  g_autofree char *id = NULL;
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) next = NULL;

  hand_over (house);
  id = keep (house, "message.send", args);
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "applied");
  staff = person_pull (house->coordinator, 500);
  next = person_pull (house->other, 500);
  g_assert_nonnull (pull_body (staff, message));
  g_assert_null (pull_body (next, message));
}

#define MESSAGE "73333333-3333-4333-8333-333333333333"
#define SAY(words) "{\"id\":\"" MESSAGE "\",\"text\":\"" words "\"}"

/* Words whose id others have are not dropped as if they had been accepted: they wait. */
static void
test_other_words_of_an_id_are_not_lost (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autoptr (Pull) staff = NULL;

  person_must (house->expert,
               NULL,
               "message.send",
               house->case_id,
               house->assignment,
               SAY ("In time"));
  hand_over (house);
  id = keep (house, "message.send", SAY ("Late"));
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "invalid:id");
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, MESSAGE), "In time"));
  g_assert_nonnull (strstr (pull_body (staff, id), "\"state\":\"waiting\""));
  g_assert_nonnull (strstr (pull_body (staff, id), "Late"));
  assert_settled (house->coordinator, id, "{\"accepted\":false}", "applied");
}

/* Nor are somebody else's the same, whatever they say. */
static void
test_words_of_another_are_not_theirs (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;

  person_must (house->coordinator,
               NULL,
               "message.send",
               house->case_id,
               house->assignment,
               SAY ("Late"));
  hand_over (house);
  id = keep (house, "message.send", SAY ("Late"));
  assert_settled (house->coordinator, id, "{\"accepted\":true}", "invalid:id");
}

/* What they said twice is there once, and settled. */
static void
test_same_words_are_there_already (House *house, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (Pull) staff = NULL;

  hand_over (house);
  first = keep (house, "message.send", SAY ("Late"));
  second = keep (house, "message.send", SAY ("Late"));
  assert_settled (house->coordinator, first, "{\"accepted\":true}", "applied");
  assert_settled (house->coordinator, second, "{\"accepted\":true}", "applied");
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, second), "\"state\":\"accepted\""));
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM message"), ==, 1);
}

/* The other expert's counselling ends, and is approved. */
static void
close_case (House *house, const char *assignment)
{
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *date = ed_date_to_text (ed_clock_now (&house->office->clock.parent) / DAY_MS);
  g_autofree char *session = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\"}", SESSION, date);
  g_autofree char *close =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);
  g_autofree char *approve = g_strdup_printf ("{\"closing\":\"%s\"}", closing);
  const char *id = house->case_id;

  person_must (house->other, NULL, "case.contact", id, assignment, NULL);
  person_must (house->other, NULL, "session.add", id, assignment, session);
  person_must (house->other, NULL, "satisfaction.score", id, assignment, "{\"score\":8}");
  person_must (house->other, closing, "case.close", id, assignment, close);
  person_must (house->coordinator, NULL, "case.approve", id, NULL, approve);
}

/* A case that is closed takes no facts any more, but what was said is not lost. */
static void
test_closed_case_takes_words_alone (House *house, gconstpointer unused)
{
  g_autofree char *assignment = person_assign (house->coordinator, house->case_id, house->other);
  g_autofree char *before = keep (house, "message.send", SAY ("Late"));
  g_autofree char *fact = NULL;
  g_autofree char *after = NULL;
  g_autoptr (Pull) staff = NULL;

  close_case (house, assignment);
  fact = keep (house, "session.add", "{\"id\":\"" MESSAGE "\",\"date\":\"2020-03-22\"}");
  after = keep (house,
                "message.send",
                "{\"id\":\"74444444-4444-4444-8444-444444444444\",\"text\":\"Later\"}");
  assert_settled (house->coordinator, before, "{\"accepted\":true}", "applied");
  assert_settled (house->coordinator, after, "{\"accepted\":true}", "applied");
  assert_settled (house->coordinator, fact, "{\"accepted\":true}", "case_closed");
  assert_settled (house->coordinator, fact, "{\"accepted\":false}", "applied");
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, MESSAGE), "Late"));
  g_assert_nonnull (pull_body (staff, "74444444-4444-4444-8444-444444444444"));
}

static void
test_settling_is_refused (House *house, gconstpointer unused)
{
  g_autofree char *score = NULL;
  g_autofree char *before = NULL;

  hand_over (house);
  score = keep (house, "satisfaction.score", "{\"score\":9}");
  before = keep (house, "session.add", "{\"id\":\"" SESSION "\",\"date\":\"1990-01-01\"}");
  assert_settled (house->expert, score, "{\"accepted\":true}", "forbidden");
  assert_settled (house->coordinator, score, "{}", "invalid:accepted");
  assert_settled (house->coordinator,
                  "99999999-9999-4999-8999-999999999999",
                  "{\"accepted\":true}",
                  "not_found");
  /* A score is about the counselling as a whole, which goes on. */
  assert_settled (house->coordinator, score, "{\"accepted\":true}", "type_not_allowed:accepted");
  assert_settled (house->coordinator, score, "{\"accepted\":false}", "applied");
  /* The rules of the fact itself hold; it can still be discarded. */
  assert_settled (house->coordinator,
                  before,
                  "{\"accepted\":true}",
                  "session_before_recorded:date");
  assert_settled (house->coordinator, before, "{\"accepted\":false}", "applied");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_TEST(path, test) \
  g_test_add ("/server/late-work/" path, House, NULL, house_set_up_with_case, test, house_tear_down)
  ADD_TEST ("session", test_accepted_session_is_a_fact);
  ADD_TEST ("foreign-id", test_foreign_id_takes_no_place);
  ADD_TEST ("declined-for-weeks", test_declined_for_weeks_is_over_when_it_arrives);
  ADD_TEST ("cancelled-for-weeks", test_cancelled_for_weeks_is_over_when_it_arrives);
  ADD_TEST ("discarded", test_discarded_session_leaves_nothing);
  ADD_TEST ("contact", test_accepted_contact_is_the_former_ones);
  ADD_TEST ("time-ahead", test_time_ahead_is_brought_back);
  ADD_TEST ("message", test_accepted_message_is_for_staff);
  ADD_TEST ("other-words", test_other_words_of_an_id_are_not_lost);
  ADD_TEST ("words-of-another", test_words_of_another_are_not_theirs);
  ADD_TEST ("same-words", test_same_words_are_there_already);
  ADD_TEST ("closed-case", test_closed_case_takes_words_alone);
  ADD_TEST ("refused", test_settling_is_refused);
#undef ADD_TEST
  return g_test_run ();
}
