/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds after an older database was put back: the erased stay erased whoever hands the lost
 * days back, the suspended stay suspended, a former password opens nothing, and reports that were
 * given away decide about others. */

#include <glib/gstdio.h>
#include <string.h>

#include "privacy-story.h"
#include "put-back.h"
#include "server/api-state.h"

/* --- after a restore
 * ------------------------------------------------------------------------------ */

static void
test_erased_stays_erased (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *message = office_make_id (house->office);
  g_autofree char *text = NULL, *id = NULL, *envelope = NULL, *outcome = NULL;
  g_auto (EdApiResponse) response = { 0 };

  story_tell (&story, house);
  office_back_up (house->office);
  text = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"" CANARY "\"}", message);
  id = office_make_id (house->office);
  envelope =
      person_envelope (house->expert, id, "message.send", story.case_id, story.assignment, text);
  g_assert_cmpuint (person_push_text (house->expert, envelope, &response), ==, 200);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_put_back (house);
  house_assert_no_canary (house);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 1);
  /* The desk hands back what it did since. */
  outcome = g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":99},%s", envelope + 1);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (house->expert, outcome, &response), ==, 200);
  g_free (outcome);
  outcome = response_text (&response);
  g_assert_nonnull (strstr (outcome, "\"erased\""));
  house_assert_no_canary (house);
}

/* The backup is from before the case was made: nothing may make it. */
static void
test_erased_is_not_made_again (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *made = NULL;

  office_back_up (house->office);
  story_tell (&story, house);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_put_back (house);
  person_sign_in (house->coordinator);
  house->coordinator->seq = 1;
  made =
      person_push (house->coordinator,
                   NULL,
                   "case.create",
                   story.case_id,
                   NULL,
                   "{\"company_name\":\"S\",\"client_alias\":\"" CANARY "\",\"type\":\"legal\"}");
  g_assert_cmpstr (made, ==, "erased");
  house_assert_no_canary (house);
}

static guint
sign_in (Person *person, const char *password)
{
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\",\"device\":{\"id\":\"%s\","
                       "\"name\":\"laptop\"}}",
                       person->user,
                       password,
                       person->device);
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "POST", "/v1/sessions", NULL, body, &response);
}

/* PERSON signs in with a computer that calls itself ID, as none should and anybody can; the status.
 */
static guint
sign_in_as_device (Person *person, const char *id)
{
  char *own = person->device;
  guint status;

  person->device = (char *) id;
  status = sign_in (person, PASSWORD);
  person->device = own;
  return status;
}

static guint
withdraw (Person *person, const char *device)
{
  g_autofree char *path = g_strconcat ("/v1/devices/", device, NULL);
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "DELETE", path, NULL, NULL, &response);
}

/* An expert knows the id of their case, and may withdraw a computer that has the same. */
static void
test_device_of_its_name_keeps_nothing (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  story_tell (&story, house);
  g_assert_cmpuint (sign_in_as_device (house->expert, story.case_id), ==, 201);
  g_assert_cmpuint (withdraw (house->expert, story.case_id), ==, 204);
  office_back_up (house->office);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_put_back (house);
  house_assert_no_canary (house);
}

/* Nor does a computer come back that calls itself as what was erased was called. */
static void
test_withdrawn_by_the_erased_name_stays_out (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  story_tell (&story, house);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  g_assert_cmpuint (sign_in_as_device (house->expert, story.case_id), ==, 201);
  office_back_up (house->office);
  g_assert_cmpuint (withdraw (house->coordinator, story.case_id), ==, 204);
  g_assert_cmpuint (sign_in_as_device (house->expert, story.case_id), ==, 403);
  house_put_back (house);
  g_assert_cmpuint (sign_in_as_device (house->expert, story.case_id), ==, 403);
}

static void
test_suspended_stays_suspended (House *house, gconstpointer unused)
{
  g_autofree char *outcome = NULL;
  Person *administrator = house_add_administrator (house);

  office_back_up (house->office);
  person_must (administrator, NULL, "account.suspend", house->expert->account, NULL, NULL);
  person_must (administrator, NULL, "account.suspend", house->other->account, NULL, NULL);
  person_must (administrator, NULL, "account.resume", house->other->account, NULL, NULL);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 403);
  house_put_back (house);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 403);
  g_assert_cmpuint (sign_in (house->other, PASSWORD), ==, 201);
  /* It can be resumed as ever. */
  person_sign_in (administrator);
  administrator->seq = 1;
  outcome = person_push (administrator, NULL, "account.resume", house->expert->account, NULL, NULL);
  g_assert_cmpstr (outcome, ==, "applied");
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 201);
  office_close (house->office);
  office_open (house->office);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 201);
}

/* The coordinator's program hands the suspension back: that is no refusal. */
static void
test_suspension_handed_back_is_done (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = NULL, *again = NULL, *said = NULL;
  g_auto (EdApiResponse) response = { 0 };

  office_back_up (house->office);
  envelope =
      person_envelope (administrator, id, "account.suspend", house->expert->account, NULL, NULL);
  g_assert_cmpuint (person_push_text (administrator, envelope, &response), ==, 200);
  house_put_back (house);
  again = g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":2},%s", envelope + 1);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (administrator, again, &response), ==, 200);
  said = response_text (&response);
  g_assert_nonnull (strstr (said, "\"applied\""));
}

static void
test_old_password_opens_nothing (House *house, gconstpointer unused)
{
  static const char chosen[] = "a better horse battery";
  g_autofree char *body = g_strdup_printf ("{\"old\":\"" PASSWORD "\",\"new\":\"%s\"}", chosen);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *reset = NULL;

  office_back_up (house->office);
  g_assert_cmpuint (person_call (house->expert, "POST", "/v1/password", NULL, body, &response),
                    ==,
                    204);
  g_assert_cmpuint (sign_in (house->expert, chosen), ==, 201);
  house_put_back (house);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 401);
  g_assert_cmpuint (sign_in (house->other, PASSWORD), ==, 201);
  /* A token of before is none any more either. */
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", NULL, NULL, &response), ==, 401);
  /* A new one comes by mail. */
  reset = g_strdup_printf ("{\"user\":\"%s\"}", house->expert->user);
  ed_api_response_clear (&response);
  g_assert_cmpuint (
      person_call (house->expert, "POST", "/v1/password/reset", NULL, reset, &response),
      ==,
      202);
  g_assert_cmpint (
      house_count (house, "SELECT COUNT(*) FROM mail_outbox WHERE kind LIKE 'password%'"),
      ==,
      1);
  /* Noted once, it is not held against what comes after. */
  office_close (house->office);
  office_open (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'password_ended'"),
                   ==,
                   1);
}

/* Something stands where the file is to be. */
static void
test_nothing_is_answered_before_it_is_noted (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autofree char *file = g_build_filename (house->office->folder, "outside", NULL);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = NULL, *said = NULL;
  g_auto (EdApiResponse) response = { 0 };

  office_back_up (house->office);
  envelope =
      person_envelope (administrator, id, "account.suspend", house->expert->account, NULL, NULL);
  g_assert_cmpint (g_mkdir (file, 0700), ==, 0);
  g_assert_cmpuint (person_push_text (administrator, envelope, &response), ==, 503);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (administrator, envelope, &response), ==, 503);
  g_assert_cmpint (g_rmdir (file), ==, 0);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (administrator, envelope, &response), ==, 200);
  said = response_text (&response);
  g_assert_nonnull (strstr (said, "\"applied\""));
  house_put_back (house);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 403);
}

/* What the server says to giving a report of 2019 away: "{}" with a length, or a trouble. */
static void
assert_release (House *house, const char *company, const char *to, const char *expected)
{
  g_autofree char *body =
      g_strdup_printf ("{\"company_name\":\"%s\",\"from\":\"2019-01-01\",\"to\":\"%s\"}",
                       company,
                       to);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;

  g_assert_cmpuint (
      person_call (house->coordinator, "POST", "/v1/reports/release", NULL, body, &response),
      ==,
      200);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, expected));
}

/* A restored server would let the year go beside its quarters, and the rest could be computed. */
static void
test_reports_given_away_still_decide (House *house, gconstpointer unused)
{
  g_autofree char *file = g_build_filename (house->office->folder, "outside", NULL);
  g_autofree char *text = NULL;

  assert_release (house, "Bosch", "2019-12-31", "\"length\":\"year\"");
  office_back_up (house->office);
  assert_release (house, "Suzuki", "2019-03-31", "\"length\":\"quarter\"");
  /* By no name. */
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_null (strstr (text, "uzuki"));
  for (guint i = 0; i < 2; i++)
    {
      house_put_back (house);
      person_sign_in (house->coordinator);
      assert_release (house, " SUZUKI", "2019-12-31", "other_length");
      assert_release (house, "Suzuki", "2019-03-31", "\"length\":\"quarter\"");
      assert_release (house, "Bosch", "2019-01-31", "other_length");
      assert_release (house, "Bosch", "2019-12-31", "\"length\":\"year\"");
      assert_release (house, "Audi", "2019-06-30", "\"length\":\"half_year\"");
    }
}

/* What was given away before that was noted is noted when the server starts. */
static void
test_reports_of_before_are_noted (House *house, gconstpointer unused)
{
  g_autofree char *file = g_build_filename (house->office->folder, "outside", NULL);

  office_back_up (house->office);
  assert_release (house, "Suzuki", "2019-03-31", "\"length\":\"quarter\"");
  g_assert_true (ed_db_exec (house->office->api->writer, "DELETE FROM noted", NULL));
  office_close (house->office);
  g_assert_cmpint (g_unlink (file), ==, 0);
  office_open (house->office);
  house_put_back (house);
  person_sign_in (house->coordinator);
  assert_release (house, "Suzuki", "2019-12-31", "other_length");
}

/* The disk was full in the middle of the line: what is left of it tells of no length, and must not
 * be taken for one that fits none. */
static void
test_broken_line_lets_no_report_go (House *house, gconstpointer unused)
{
  g_autofree char *file = g_build_filename (house->office->folder, "outside", NULL);
  g_autofree char *text = NULL;

  assert_release (house, "Suzuki", "2019-03-31", "\"length\":\"quarter\"");
  office_close (house->office);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (file, text, strrchr (text, ' ') + 4 - text, NULL));
  office_open (house->office);
  assert_release (house, "Suzuki", "2019-12-31", "other_length");
  office_back_up (house->office);
  house_put_back (house);
  person_sign_in (house->coordinator);
  assert_release (house, "Suzuki", "2019-12-31", "other_length");
  assert_release (house, "Suzuki", "2019-03-31", "\"length\":\"quarter\"");
}

/* The server ended between the commit and the file, in the middle of the line. */
static void
test_what_is_committed_is_noted_at_the_start (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autofree char *file = g_build_filename (house->office->folder, "outside", NULL);
  g_autofree char *text = NULL;
  gsize length;

  office_back_up (house->office);
  person_must (administrator, NULL, "account.suspend", house->expert->account, NULL, NULL);
  office_close (house->office);
  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  g_assert_true (g_file_set_contents (file, text, (gssize) length / 2, NULL));
  office_open (house->office);
  house_put_back (house);
  g_assert_cmpuint (sign_in (house->expert, PASSWORD), ==, 403);
  g_assert_cmpuint (sign_in (house->other, PASSWORD), ==, 201);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What cannot be noted is logged; that is no failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
#define ADD(path, function) \
  g_test_add ("/server/privacy-restore/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("erased-stays-erased", test_erased_stays_erased);
  ADD ("erased-is-not-made-again", test_erased_is_not_made_again);
  ADD ("device-of-its-name-keeps-nothing", test_device_of_its_name_keeps_nothing);
  ADD ("withdrawn-by-the-erased-name-stays-out", test_withdrawn_by_the_erased_name_stays_out);
  ADD ("suspended-stays-suspended", test_suspended_stays_suspended);
  ADD ("suspension-handed-back-is-done", test_suspension_handed_back_is_done);
  ADD ("old-password-opens-nothing", test_old_password_opens_nothing);
  ADD ("nothing-is-answered-before-it-is-noted", test_nothing_is_answered_before_it_is_noted);
  ADD ("reports-given-away-still-decide", test_reports_given_away_still_decide);
  ADD ("reports-of-before-are-noted", test_reports_of_before_are_noted);
  ADD ("broken-line-lets-no-report-go", test_broken_line_lets_no_report_go);
  ADD ("what-is-committed-is-noted-at-the-start", test_what_is_committed_is_noted_at_the_start);
  return g_test_run ();
}
