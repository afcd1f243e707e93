/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pushes: every rule on ids, sequence numbers, assignments and repeats (PROTOCOL 3). */

#include <string.h>

#include "house.h"
#include "server/api-state.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define CREATE "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}"
#define SESSION "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-22\"}"

/* Pushes the envelopes; the answer's text, and its status. */
static char *
push (Person *person, const char *envelopes, guint status)
{
  g_auto (EdApiResponse) response = { 0 };
  guint answered = person_push_text (person, envelopes, &response);
  char *text = response_text (&response);

  if (answered != status)
    g_test_message ("%s", text);
  g_assert_cmpuint (answered, ==, status);
  return text;
}

static void
assert_outcome (Person *person,
                const char *type,
                const char *case_id,
                const char *assignment,
                const char *args,
                const char *expected)
{
  g_autofree char *outcome = person_push (person, NULL, type, case_id, assignment, args);

  g_assert_cmpstr (outcome, ==, expected);
}

static void
test_case_takes_its_course (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = NULL;
  const char *body;

  ed_manual_clock_advance (&house->office->clock, 60000);
  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  person_must (house->expert, NULL, "session.add", house->case_id, house->assignment, SESSION);
  pull = person_pull (house->expert, 500);
  body = pull_body (pull, house->case_id);
  g_assert_nonnull (strstr (body, "\"number\":1,"));
  g_assert_nonnull (strstr (body, "\"rev\":4,"));
  g_assert_nonnull (strstr (body, "\"state\":\"assigned\""));
  g_assert_nonnull (strstr (body, "\"contacted_at\":\"2020-03-18T20:45:00.000Z\""));
  g_assert_nonnull (strstr (body, "\"date\":\"2020-03-22\""));
  g_assert_cmpint (json_object_get_int_member (pull->end, "acked"), ==, 2);
}

static void
test_repeat_gets_stored_answer (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *contact =
      person_envelope (house->expert, id, "case.contact", house->case_id, house->assignment, NULL);
  g_autofree char *first = push (house->expert, contact, 200);
  g_autofree char *second = NULL, *third = NULL, *body = NULL;

  ed_manual_clock_advance (&house->office->clock, DAY);
  person_sign_in (house->expert);
  second = push (house->expert, contact, 200);
  g_assert_cmpstr (first, ==, second);
  /* From another device with another number too; there it uses the number up. */
  house->expert = person_on_other_device (house->expert);
  third = push (house->expert, contact, 200);
  g_assert_cmpstr (first, ==, third);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command WHERE type = 'case.contact'"),
                   ==,
                   1);
  body = house_load_case (house);
  g_assert_nonnull (strstr (body, "\"rev\":3,"));
}

static void
test_refusal_is_repeated_too (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *first = NULL, *second = NULL, *envelope = NULL;

  envelope = person_envelope (house->expert,
                              id,
                              "case.withdraw",
                              house->case_id,
                              house->assignment,
                              "{\"closing\":\"11111111-1111-4111-8111-111111111111\"}");
  first = push (house->expert, envelope, 200);
  g_assert_nonnull (strstr (first, "\"rejected\""));
  g_assert_nonnull (strstr (first, "\"next_seq\":2"));
  second = push (house->expert, envelope, 200);
  g_assert_cmpstr (first, ==, second);
}

/* Bodies are compared as values: how they are spelt plays no part. */
static void
test_spelling_plays_no_part (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *plain = person_envelope (house->expert,
                                            id,
                                            "session.add",
                                            house->case_id,
                                            house->assignment,
                                            SESSION);
  g_autofree char *first = push (house->expert, plain, 200);
  g_autofree char *second = NULL, *respelt = NULL;

  respelt = g_strdup_printf ("{ \"args\" : {\"date\":\"2020-03-2\\u0032\", \"id\":"
                             "\"11111111-1111-4111-8111-111111111111\"},\"seq\":1,"
                             "\"done_at\":\"2020-03-18T20:44:00.000Z\",\"v\":1,"
                             "\"target\":{\"assignment\":\"%s\",\"case\":\"%s\"},"
                             "\"type\":\"session.add\",\"id\":\"%s\",\"later\":true}",
                             house->assignment,
                             house->case_id,
                             id);
  second = push (house->expert, respelt, 200);
  g_assert_cmpstr (first, ==, second);
}

static void
test_reused_id_is_refused (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *one = NULL, *two = NULL, *answer = NULL;

  person_must (house->expert, id, "case.contact", house->case_id, house->assignment, NULL);
  two = person_envelope (house->expert,
                         id,
                         "session.add",
                         house->case_id,
                         house->assignment,
                         SESSION);
  answer = push (house->expert, two, 422);
  g_assert_nonnull (strstr (answer, "id_reused"));
  g_assert_nonnull (strstr (answer, id));
  /* Another account may use the same id. */
  one = person_push (house->other, id, "case.contact", house->case_id, house->assignment, NULL);
  g_assert_cmpstr (one, ==, "not_found");
}

static void
test_fork_stores_nothing (House *house, gconstpointer unused)
{
  g_autofree char *answer = NULL;

  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  house->expert->seq = 1;
  answer =
      person_push (house->expert, NULL, "session.add", house->case_id, house->assignment, SESSION);
  g_assert_cmpstr (answer, ==, "sequence_forked");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command WHERE type = 'session.add'"),
                   ==,
                   0);
  house->expert->seq = 2;
  person_must (house->expert, NULL, "session.add", house->case_id, house->assignment, SESSION);
}

static void
test_gap_stores_nothing (House *house, gconstpointer unused)
{
  g_autofree char *answer = NULL;

  house->expert->seq = 2;
  answer =
      person_push (house->expert, NULL, "session.add", house->case_id, house->assignment, SESSION);
  g_assert_cmpstr (answer, ==, "sequence_gap");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command WHERE type = 'session.add'"),
                   ==,
                   0);
}

/* A fork with its commands renumbered on a new device: those that had arrived are repeats. */
static void
test_forked_device_goes_on (House *house, gconstpointer unused)
{
  g_autofree char *one = office_make_id (house->office);
  g_autofree char *two = office_make_id (house->office);
  Person *again;

  person_must (house->expert, one, "case.contact", house->case_id, house->assignment, NULL);
  again = person_on_other_device (house->expert);
  person_must (again, one, "case.contact", house->case_id, house->assignment, NULL);
  g_assert_cmpint (again->seq, ==, 2);
  person_must (again, two, "session.add", house->case_id, house->assignment, SESSION);
  g_assert_cmpint (again->seq, ==, 3);
}

/* N envelopes; those whose place divides by THIRD are refused (the session is there already, with
 * another date), the last is OTHER when given. */
static char *
make_many (House *house, guint n, guint third)
{
  GString *many = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *args = NULL, *envelope = NULL;

      if (i % third == 0)
        args =
            g_strdup_printf ("{\"id\":\"22222222-2222-4222-8222-%012u\",\"date\":\"2020-03-18\"}",
                             1);
      else
        args =
            g_strdup_printf ("{\"id\":\"22222222-2222-4222-8222-%012u\",\"date\":\"2020-04-%02u\"}",
                             i,
                             1 + i % 30);
      envelope = person_envelope (house->expert,
                                  id,
                                  "session.add",
                                  house->case_id,
                                  house->assignment,
                                  args);
      house->expert->seq++;
      g_string_append_printf (many, "%s%s", i > 1 ? "," : "", envelope);
    }
  return g_string_free (many, FALSE);
}

static guint
count_words (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

static void
test_batch_with_refusals_goes_through (House *house, gconstpointer unused)
{
  g_autofree char *many = make_many (house, 32, 3);
  g_autofree char *answer = push (house->expert, many, 200);
  g_autofree char *again = NULL, *body = NULL;

  g_assert_cmpuint (count_words (answer, "\"applied\""), ==, 22);
  g_assert_cmpuint (count_words (answer, "\"rejected\""), ==, 10);
  g_assert_nonnull (strstr (answer, "\"next_seq\":33"));
  body = house_load_case (house);
  g_assert_cmpuint (count_words (body, "\"date\":"), ==, 22);
  again = push (house->expert, many, 200);
  g_assert_cmpstr (answer, ==, again);
}

/* A push stops at the first that cannot be taken; what stood before it is done. */
static void
test_push_is_taken_from_the_front (House *house, gconstpointer unused)
{
  g_autofree char *good = make_many (house, 3, 99);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *unknown =
      person_envelope (house->expert, id, "case.destroy", house->case_id, house->assignment, NULL);
  g_autofree char *both = g_strconcat (good, ",", unknown, NULL);
  g_autofree char *answer = push (house->expert, both, 200);
  g_autofree char *rest = NULL;

  g_assert_cmpuint (count_words (answer, "\"status\""), ==, 3);
  g_assert_nonnull (strstr (answer, "\"next_seq\":4"));
  rest = push (house->expert, unknown, 409);
  g_assert_nonnull (strstr (rest, "server_too_old"));
  g_assert_nonnull (strstr (rest, id));
}

/* A refused creation takes no number. */
static void
test_numbers_have_no_gaps (House *house, gconstpointer unused)
{
  g_autofree char *next = NULL, *answer = NULL, *envelope = NULL;
  g_autofree char *id = office_make_id (house->office);

  assert_outcome (house->coordinator,
                  "case.create",
                  house->case_id,
                  NULL,
                  "{}",
                  "invalid:company_name");
  g_free (person_push (house->coordinator, NULL, "case.create", house->case_id, NULL, CREATE));
  next = office_make_id (house->office);
  envelope = person_envelope (house->coordinator, id, "case.create", next, NULL, CREATE);
  answer = push (house->coordinator, envelope, 200);
  g_assert_nonnull (strstr (answer, "\"status\":\"applied\",\"rev\":1,\"number\":2"));
}

/* The job of one push, not yet written. */
static EdApiJob *
make_job (Person *person,
          const char *type,
          const char *case_id,
          const char *assignment,
          const char *args)
{
  g_autofree char *id = office_make_id (person->office);
  g_autofree char *envelope = person_envelope (person, id, type, case_id, assignment, args);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", person->device, envelope);
  g_autofree char *bearer = g_strconcat ("Bearer ", person->token, NULL);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/commands",
                           .authorization = bearer,
                           .device = person->device,
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };
  EdApiJob *job = NULL;
  gint64 until;

  g_assert_cmpint (ed_api_call (person->office->api, &request, &response, &job, &until),
                   ==,
                   ED_API_WRITE);
  return job;
}

/* Jobs of several people share a transaction, a refusal and a fault of one among them. */
static void
test_jobs_share_a_transaction (House *house, gconstpointer unused)
{
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *own = g_strconcat ("expert:", house->expert->account, NULL);
  EdApiResponse responses[3] = { 0 };
  EdApiJob *jobs[3];
  g_auto (GStrv) audiences = NULL;
  gint64 before = house_count (house, "SELECT count(*) FROM batch");

  pull_free (person_pull (house->expert, 500));
  pull_free (person_pull (house->other, 500));
  jobs[0] = make_job (house->coordinator, "case.create", case_id, NULL, CREATE);
  jobs[1] = make_job (house->expert, "case.contact", house->case_id, house->assignment, NULL);
  house->other->seq = 7;
  jobs[2] = make_job (house->other, "case.contact", house->case_id, house->assignment, NULL);
  ed_api_write (house->office->api, jobs, 3, responses, &audiences);
  g_assert_cmpuint (responses[0].status, ==, 200);
  g_assert_cmpuint (responses[1].status, ==, 200);
  g_assert_cmpuint (responses[2].status, ==, 409);
  for (guint i = 0; i < 3; i++)
    ed_api_response_clear (&responses[i]);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM batch"), ==, before + 1);
  g_assert_true (g_strv_contains ((const char *const *) audiences, "staff"));
  g_assert_true (g_strv_contains ((const char *const *) audiences, own));
  g_assert_false (g_strv_contains ((const char *const *) audiences, "all"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)             \
  g_test_add ("/server/commands/" path, \
              House,                    \
              NULL,                     \
              house_set_up_with_case,   \
              function,                 \
              house_tear_down)
  ADD ("case-takes-its-course", test_case_takes_its_course);
  ADD ("repeat-gets-stored-answer", test_repeat_gets_stored_answer);
  ADD ("refusal-is-repeated-too", test_refusal_is_repeated_too);
  ADD ("spelling-plays-no-part", test_spelling_plays_no_part);
  ADD ("reused-id-is-refused", test_reused_id_is_refused);
  ADD ("fork-stores-nothing", test_fork_stores_nothing);
  ADD ("gap-stores-nothing", test_gap_stores_nothing);
  ADD ("forked-device-goes-on", test_forked_device_goes_on);
  ADD ("batch-with-refusals-goes-through", test_batch_with_refusals_goes_through);
  ADD ("push-is-taken-from-the-front", test_push_is_taken_from_the_front);
  ADD ("numbers-have-no-gaps", test_numbers_have_no_gaps);
  ADD ("jobs-share-a-transaction", test_jobs_share_a_transaction);
  return g_test_run ();
}
