/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that no command attaches: given up, too many, forgotten (PROTOCOL 12). */

#include "files.h"
#include "server/api-state.h"

#define DAY G_GINT64_CONSTANT (86400000)

static guint
give_up (Person *person, const char *id)
{
  g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "DELETE", path, NULL, NULL, &response);
}

static void
test_given_up (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *outcome = NULL;

  check_announced (house->expert, sample, "201");
  check_sent (house->expert, sample, 0, 600, "204 600");
  g_assert_cmpuint (give_up (house->expert, sample->id), ==, 204);
  g_assert_cmpuint (give_up (house->expert, sample->id), ==, 204);
  g_assert_cmpint (house_count_bytes (house), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload WHERE body LIKE '%scan.pdf%'"),
                   ==,
                   0);
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, -1);
  check_sent (house->expert, sample, 600, 400, "404 not_found");
  check_announced (house->expert, sample, "422 id_reused");
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "upload_unknown:upload");
}

/* A client that has lost the bytes of a sent command: the queue must go on. */
static void
test_unknown_is_given_up (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *needed = NULL, *unknown = NULL;

  needed = person_attach (house->expert, sample);
  g_assert_cmpstr (needed, ==, "upload_needed");
  g_assert_cmpuint (give_up (house->expert, sample->id), ==, 204);
  unknown = person_attach (house->expert, sample);
  g_assert_cmpstr (unknown, ==, "upload_unknown:upload");
}

static void
test_attached_is_not_given_up (House *house, gconstpointer unused)
{
  g_autofree char *id =
      person_add_document (house->expert, "other", house->case_id, house->assignment, 1000);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (give_up (house->expert, id), ==, 404);
  g_assert_cmpuint (person_read (house->expert, id, NULL, &response), ==, 200);
}

static void
test_quota_of_bytes (House *house, gconstpointer unused)
{
  g_autoptr (Sample) first = NULL;
  g_autoptr (Sample) more = sample_for_house (house);

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (Sample) sample = sample_for_house (house);
      g_autofree char *body = sample_to_json (sample, 25 * 1024 * 1024);
      g_autofree char *said = person_announce_text (house->expert, body);

      g_assert_cmpstr (said, ==, "201");
      if (first == NULL)
        first = g_steal_pointer (&sample);
    }
  check_announced (house->expert, more, "429 upload_quota");
  g_assert_cmpuint (give_up (house->expert, first->id), ==, 204);
  check_announced (house->expert, more, "201");
}

static void
test_quota_of_files (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = office_make_id (house->office);

      g_assert_cmpuint (give_up (house->expert, id), ==, 204);
    }
  check_announced (house->expert, sample, "429 upload_quota");
  g_assert_cmpuint (give_up (house->expert, sample->id), ==, 429);
}

static void
run_chores (House *house)
{
  EdApiJob *job = ed_api_make_chores (house->office->api);
  EdApiResponse response;

  ed_api_write (house->office->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
  ed_api_response_clear (&response);
}

static void
test_what_nobody_attaches_dies (House *house, gconstpointer unused)
{
  g_autofree char *kept =
      person_add_document (house->expert, "other", house->case_id, house->assignment, 500);
  g_autoptr (Sample) forgotten = sample_for_house (house);
  g_autoptr (Sample) broken = sample_for_house (house);
  g_autofree char *lost = NULL;
  g_auto (EdApiResponse) response = { 0 };

  person_upload (house->expert, forgotten);
  check_announced (house->expert, broken, "201");
  check_sent (house->expert, broken, 0, 10, "204 10");
  g_assert_cmpuint (give_up (house->expert, "00000000-0000-4000-8000-999999999999"), ==, 204);
  ed_manual_clock_advance (&house->office->clock, 30 * DAY - 1000);
  run_chores (house);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload"), ==, 4);
  ed_manual_clock_advance (&house->office->clock, 2000);
  run_chores (house);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload"), ==, 1);
  g_assert_cmpint (house_count_bytes (house), ==, 500);
  person_sign_in (house->expert);
  lost = person_attach (house->expert, forgotten);
  g_assert_cmpstr (lost, ==, "upload_needed");
  /* The client still has it: everything begins anew, with the same id. */
  person_upload (house->expert, forgotten);
  g_assert_cmpuint (person_read (house->expert, kept, NULL, &response), ==, 200);
}

static void
add (const char *name, void (*test) (House *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/server/upload-ends/", name, NULL);

  g_test_add (path, House, NULL, house_set_up_with_case, test, house_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("given-up", test_given_up);
  add ("unknown-is-given-up", test_unknown_is_given_up);
  add ("attached-is-not-given-up", test_attached_is_not_given_up);
  add ("quota-of-bytes", test_quota_of_bytes);
  add ("quota-of-files", test_quota_of_files);
  add ("what-nobody-attaches-dies", test_what_nobody_attaches_dies);
  return g_test_run ();
}
