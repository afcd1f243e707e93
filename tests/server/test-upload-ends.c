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

/* All accounts together have a limit too. */
static void
test_quota_of_all (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);

  g_assert_true (
      ed_db_exec (house->office->api->writer,
                  "INSERT INTO upload (id, account, state, body, length, received, since)"
                  " VALUES ('f', 'somebody', 'waiting', '{}', 10737418240, 0,"
                  " '2020-03-18T00:00:00.000Z')",
                  NULL));
  check_announced (house->expert, sample, "429 upload_quota");
  g_assert_true (
      ed_db_exec (house->office->api->writer, "UPDATE upload SET state = 'bound'", NULL));
  check_announced (house->expert, sample, "201");
}

/* Whether writing the piece of LENGTH bytes from OFFSET on has slow work before it. */
static gboolean
is_slow (House *house, const Sample *sample, gsize offset, gsize length)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", house->expert->token, NULL);
  g_autofree char *path = g_strconcat ("/v1/uploads/", sample->id, NULL);
  g_autofree char *begin = g_strdup_printf ("%" G_GSIZE_FORMAT, offset);
  const char *bytes = g_bytes_get_data (sample->bytes, NULL);
  EdApiRequest request = { .method = "PATCH",
                           .path = path,
                           .authorization = bearer,
                           .device = house->expert->device,
                           .upload_offset = begin,
                           .body = bytes + offset,
                           .body_length = length };
  EdApi *api = house->office->api;
  g_auto (EdApiResponse) response = { 0 };
  EdApiJob *job = NULL;
  gint64 until;
  gboolean slow;

  g_assert_cmpint (ed_api_call (api, &request, &response, &job, &until), ==, ED_API_WRITE);
  slow = ed_api_job_is_slow (job);
  ed_api_write (api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
  return slow;
}

/* The whole is hashed before the writer's turn, for which others wait. */
static void
test_hash_is_made_before_writing (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  gsize half = 600 * 1024;
  g_autofree char *said = NULL;

  sample_set_bytes (sample, sample_pdf (2 * half));
  check_announced (house->expert, sample, "201");
  g_assert_false (is_slow (house, sample, 0, half));
  g_assert_true (is_slow (house, sample, half, half));
  said = person_attach (house->expert, sample);
  g_assert_cmpstr (said, ==, "applied");
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
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload"), ==, 4);
  ed_manual_clock_advance (&house->office->clock, 2000);
  office_run_chores (house->office);
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
  add ("quota-of-all", test_quota_of_all);
  add ("hash-is-made-before-writing", test_hash_is_made_before_writing);
  add ("what-nobody-attaches-dies", test_what_nobody_attaches_dies);
  return g_test_run ();
}
