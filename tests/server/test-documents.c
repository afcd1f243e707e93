/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as documents: when a command may have them, and who may read them when (PROTOCOL 12.3,
 * 12.4). */

#include <string.h>

#include "files.h"
#include "server/api-state.h"

#define CHUNK (256 * 1024)
#define DAY G_GINT64_CONSTANT (86400000)

/* A psychological case of the expert, instead of the legal one. */
static void
set_up (House *house, gconstpointer unused)
{
  house_set_up (house, NULL);
  house->case_id = person_create_case (house->coordinator, "psychological");
  house->assignment = person_assign (house->coordinator, house->case_id, house->expert);
}

static char *
add_log (House *house, gsize length)
{
  return person_add_document (house->expert,
                              "treatment_log",
                              house->case_id,
                              house->assignment,
                              length);
}

static guint
read_status (Person *person, const char *id)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_read (person, id, NULL, &response);
}

/* Who reads it: letters of c (coordinator), e (expert), o (other expert), a (administrator). */
static void
check_readers (House *house, Person *administrator, const char *id, const char *readers)
{
  const struct
  {
    char letter;
    Person *person;
  } people[] = {
    { 'c', house->coordinator },
    { 'e', house->expert },
    { 'o', house->other },
    { 'a', administrator },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_test_message ("%s: %c", readers, people[i].letter);
      g_assert_cmpuint (read_status (people[i].person, id),
                        ==,
                        strchr (readers, people[i].letter) != NULL ? 200 : 404);
    }
}

static void
test_rights_follow_the_views (House *house, gconstpointer unused)
{
  Person *administrator = office_add (house->office, "administrator", "administrator");
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *attached = NULL, *second = NULL, *third = NULL;

  person_sign_in (administrator);
  person_upload (house->expert, sample);
  check_readers (house, administrator, sample->id, ""); /* nobody's document yet */
  attached = person_attach (house->expert, sample);
  g_assert_cmpstr (attached, ==, "applied");
  check_readers (house, administrator, sample->id, "ce");
  second = person_assign (house->coordinator, house->case_id, house->other);
  check_readers (house, administrator, sample->id, "c");
  /* Back again, under a new assignment: what was done under the old one stays there. */
  third = person_assign (house->coordinator, house->case_id, house->expert);
  check_readers (house, administrator, sample->id, "c");
}

static void
test_declining_ends_the_right (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);

  person_must (house->expert, NULL, "case.decline", house->case_id, house->assignment, NULL);
  g_assert_cmpuint (read_status (house->expert, id), ==, 404);
  g_assert_cmpuint (read_status (house->coordinator, id), ==, 200);
}

static void
test_closing_keeps_the_right (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *named = g_strdup_printf ("{\"closing\":\"%s\"}", closing);
  g_autofree char *close =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);

  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  person_must (house->expert,
               NULL,
               "session.add",
               house->case_id,
               house->assignment,
               "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  person_must (house->expert,
               NULL,
               "satisfaction.score",
               house->case_id,
               house->assignment,
               "{\"score\":9}");
  person_must (house->expert, NULL, "case.close", house->case_id, house->assignment, close);
  g_assert_cmpuint (read_status (house->expert, id), ==, 200);
  person_must (house->coordinator, NULL, "case.approve", house->case_id, NULL, named);
  g_assert_cmpuint (read_status (house->expert, id), ==, 200);
  ed_manual_clock_advance (&house->office->clock, 31 * DAY);
  person_sign_in (house->expert);
  g_assert_cmpuint (read_status (house->expert, id), ==, 200);
}

static void
test_detaching_ends_every_right (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\"}", sample->id);
  g_autofree char *first = NULL, *again = NULL;

  person_upload (house->expert, sample);
  first = person_attach (house->expert, sample);
  person_must (house->expert, NULL, "document.detach", house->case_id, house->assignment, args);
  g_assert_cmpuint (read_status (house->expert, sample->id), ==, 404);
  g_assert_cmpuint (read_status (house->coordinator, sample->id), ==, 404);
  /* By mistake: the bytes are still there. */
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 1000);
  again = person_attach (house->expert, sample);
  g_assert_cmpstr (again, ==, "applied");
  g_assert_cmpuint (read_status (house->coordinator, sample->id), ==, 200);
}

static void
test_detached_dies (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\"}", id);

  /* Its time begins now, not when it was uploaded. */
  ed_manual_clock_advance (&house->office->clock, 29 * DAY);
  person_sign_in (house->expert);
  person_must (house->expert, NULL, "document.detach", house->case_id, house->assignment, args);
  for (guint i = 0; i < 2; i++)
    {
      ed_manual_clock_advance (&house->office->clock, 15 * DAY + i);
      office_run_chores (house->office);
      g_assert_cmpint (house_count (house, "SELECT count(*) FROM file_chunk"), ==, 1 - i);
    }
}

static void
test_suspended_reads_nothing (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);

  office_suspend (house->office, house->expert);
  g_assert_cmpuint (read_status (house->expert, id), ==, 403);
}

/* --- attaching ------------------------------------------------------------------------------- */

/* Commands before the attach are taken, itself and those behind it wait, with their numbers. */
static void
test_push_stops_where_bytes_are_missing (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"treatment_log\"}", sample->id);
  static const char *const types[] = { "case.contact", "document.attach", "satisfaction.score" };
  const char *all_args[] = { "{}", args, "{\"score\":7}" };
  g_autoptr (GString) push = g_string_new (NULL);
  gint64 seq = house->expert->seq;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *envelope = person_envelope (house->expert,
                                                   id,
                                                   types[i],
                                                   house->case_id,
                                                   house->assignment,
                                                   all_args[i]);

      g_string_append_printf (push, "%s%s", i > 0 ? "," : "", envelope);
      house->expert->seq++;
    }
  for (guint i = 0; i < 3; i++)
    {
      g_auto (EdApiResponse) response = { 0 };
      g_autoptr (JsonObject) answer = NULL;
      guint taken = i == 2 ? 3 : 1;

      g_assert_cmpuint (person_push_text (house->expert, push->str, &response), ==, 200);
      answer = response_object (&response);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "results")),
                        ==,
                        taken);
      g_assert_cmpint (json_object_get_int_member (answer, "next_seq"), ==, seq + taken);
      if (i == 1)
        person_upload (house->expert, sample);
    }
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM command WHERE type <> 'case.create'"
                                " AND type <> 'case.assign'"),
                   ==,
                   3);
}

static void
test_needed_upload_is_named (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"treatment_log\"}", sample->id);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = person_envelope (house->expert,
                                               id,
                                               "document.attach",
                                               house->case_id,
                                               house->assignment,
                                               args);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) problem = NULL;
  JsonObject *params;

  g_assert_cmpuint (person_push_text (house->expert, envelope, &response), ==, 409);
  problem = response_object (&response);
  g_assert_cmpstr (json_object_get_string_member (problem, "code"), ==, "upload_needed");
  params = json_object_get_object_member (problem, "params");
  g_assert_cmpstr (json_object_get_string_member (params, "id"), ==, sample->id);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM failure"), ==, 0);
}

/* What is wrong beside the bytes is said at once: no queue waits for an upload that will not help.
 */
static void
test_refusal_does_not_wait_for_bytes (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "case_file", house->case_id, house->assignment);
  g_autofree char *kind = person_attach (house->expert, sample);
  g_autofree char *stranger = person_attach (house->other, sample);
  g_autofree char *role = person_attach (house->coordinator, sample);

  g_assert_cmpstr (kind, ==, "type_not_allowed:kind");
  g_assert_cmpstr (stranger, ==, "not_found");
  g_assert_cmpstr (role, ==, "forbidden");
}

/* Half of it is as good as none. */
static void
test_half_a_file_is_needed_still (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *half = NULL, *whole = NULL;
  g_auto (EdApiResponse) response = { 0 };

  person_announce (house->expert, sample, &response);
  g_assert_cmpuint (person_send (house->expert, sample, 0, 999, 0, &response), ==, 204);
  half = person_attach (house->expert, sample);
  g_assert_cmpstr (half, ==, "upload_needed");
  g_assert_cmpuint (person_send (house->expert, sample, 999, 1, 999, &response), ==, 204);
  whole = person_attach (house->expert, sample);
  g_assert_cmpstr (whole, ==, "applied");
}

/* Uploaded for one thing, a file is not attached as another, nor by somebody else. */
static void
test_file_is_bound_to_what_it_was_for (House *house, gconstpointer unused)
{
  g_autofree char *case_id = person_create_case (house->coordinator, "psychological");
  g_autofree char *assignment = person_assign (house->coordinator, case_id, house->expert);
  g_autofree char *others = person_create_case (house->coordinator, "psychological");
  g_autofree char *others_assignment = person_assign (house->coordinator, others, house->other);
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  const struct
  {
    Person *person;
    const char *kind, *case_id, *assignment;
  } rows[] = {
    { house->expert, "other", house->case_id, house->assignment },
    { house->expert, "treatment_log", case_id, assignment },
    { house->other, "treatment_log", others, others_assignment },
  };

  person_upload (house->expert, sample);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Sample claimed = *sample;
      g_autofree char *outcome = NULL;

      claimed.kind = rows[i].kind;
      claimed.case_id = rows[i].case_id;
      claimed.assignment = rows[i].assignment;
      outcome = person_attach (rows[i].person, &claimed);
      g_assert_cmpstr (outcome, ==, "upload_unknown:upload");
      g_assert_cmpuint (read_status (rows[i].person, sample->id), ==, 404);
    }
}

/* The case was reassigned while the laptop was offline with its log. */
static void
test_late_document_is_kept (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "treatment_log", house->case_id, house->assignment);
  g_autofree char *next = person_assign (house->coordinator, house->case_id, house->other);
  g_autofree char *needed = NULL, *kept = NULL, *wrong_kind = NULL;
  Sample other_kind = *sample;

  needed = person_attach (house->expert, sample);
  g_assert_cmpstr (needed, ==, "upload_needed");
  person_upload (house->expert, sample);
  other_kind.kind = "other";
  wrong_kind = person_attach (house->expert, &other_kind);
  g_assert_cmpstr (wrong_kind, ==, "upload_unknown:upload");
  kept = person_attach (house->expert, sample);
  g_assert_cmpstr (kept, ==, "kept");
  g_assert_cmpuint (read_status (house->coordinator, sample->id), ==, 200);
  g_assert_cmpuint (read_status (house->other, sample->id), ==, 404);
  g_assert_cmpuint (read_status (house->expert, sample->id), ==, 404);
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM upload WHERE state = 'bound'"
                                " AND received = length"),
                   ==,
                   1);
}

/* Of what a coordinator will not have nothing stays behind, the file neither; an accepted one does.
 */
static void
test_discarded_late_document_dies (House *house, gconstpointer unused)
{
  static const char *const answers[] = { "{\"accepted\":false}", "{\"accepted\":true}" };
  g_autofree char *next = person_assign (house->coordinator, house->case_id, house->other);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (Sample) sample =
          sample_new (house->office, "treatment_log", house->case_id, house->assignment);
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *args =
          g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"treatment_log\"}", sample->id);
      g_autofree char *kept = NULL;

      person_upload (house->expert, sample);
      kept = person_push (house->expert,
                          id,
                          "document.attach",
                          house->case_id,
                          house->assignment,
                          args);
      g_assert_cmpstr (kept, ==, "kept");
      person_must (house->coordinator, NULL, "late.settle", id, NULL, answers[i]);
      g_assert_cmpuint (read_status (house->coordinator, sample->id), ==, i == 0 ? 404 : 200);
      g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload WHERE state = 'bound'"),
                       ==,
                       i);
    }
}

/* Who is no expert any more has no cases, whatever else they are now. */
static void
test_cases_go_with_the_role (House *house, gconstpointer unused)
{
  static const char *const edits[] = {
    "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"case_manager\"]}}",
    "{\"roles\":{\"from\":[\"case_manager\"],\"to\":[\"administrator\"]}}",
    "{\"roles\":{\"from\":[\"administrator\"],\"to\":[\"expert\"]}}",
  };
  Person *administrator = office_add (house->office, "administrator", "administrator");
  g_autofree char *document = add_log (house, 500);

  person_sign_in (administrator);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      gboolean is_expert = i == 2;
      g_autoptr (Pull) all = NULL;

      person_must (administrator, NULL, "account.edit", house->expert->account, NULL, edits[i]);
      g_clear_pointer (&house->expert->cursor, g_free);
      all = person_pull (house->expert, 500);
      g_assert_nonnull (pull_body (all, house->expert->account));
      g_assert_true ((pull_body (all, house->case_id) != NULL) == is_expert);
      g_assert_cmpuint (read_status (house->expert, document), ==, is_expert ? 200 : 404);
    }
}

/* --- content --------------------------------------------------------------------------------- */

static const struct
{
  const char *range;
  guint status;
  gint64 first, length; /* of the bytes */
} ranges[] = {
  { NULL, 200, 0, 600000 },
  { "bytes=0-", 206, 0, 600000 },
  { "bytes=0-0", 206, 0, 1 },
  { "bytes=262143-262144", 206, 262143, 2 },
  { "bytes=262144-524287", 206, 262144, 262144 },
  { "bytes=599999-", 206, 599999, 1 },
  { "bytes=599999-9999999", 206, 599999, 1 },
  { "bytes=-1", 206, 599999, 1 },
  { "bytes=-300000", 206, 300000, 300000 },
  { "bytes=-700000", 206, 0, 600000 },
  { "bytes=600000-", 416, 0, 0 },
  { "bytes=-0", 416, 0, 0 },
  /* What is not understood is as if it were not there. */
  { "bytes=2-1", 200, 0, 600000 },
  { "bytes=-", 200, 0, 600000 },
  { "bytes=a-b", 200, 0, 600000 },
  { "bytes=0-1,3-4", 200, 0, 600000 },
  { "bytes=1", 200, 0, 600000 },
  { "bytes=99999999999999999999-", 200, 0, 600000 },
  { "lines=0-1", 200, 0, 600000 },
  { "", 200, 0, 600000 },
};

static void
test_ranges (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 600000);
  g_autoptr (GBytes) whole = sample_pdf (600000);

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_auto (EdApiResponse) response = { 0 };
      g_autoptr (GBytes) expected =
          g_bytes_new_from_bytes (whole, (gsize) ranges[i].first, (gsize) ranges[i].length);
      g_autofree char *content_range =
          g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/600000",
                           ranges[i].first,
                           ranges[i].first + ranges[i].length - 1);

      g_test_message ("%s", ranges[i].range);
      g_assert_cmpuint (person_read (house->expert, id, ranges[i].range, &response),
                        ==,
                        ranges[i].status);
      if (ranges[i].status == 416)
        {
          g_assert_cmpstr (response_header (&response, "Content-Range"), ==, "bytes */600000");
          continue;
        }
      g_assert_true (g_bytes_equal (response.body, expected));
      g_assert_cmpstr (response.content_type, ==, "application/pdf");
      g_assert_cmpstr (response_header (&response, "Accept-Ranges"), ==, "bytes");
      g_assert_cmpstr (response_header (&response, "Content-Range"),
                       ==,
                       ranges[i].status == 206 ? content_range : NULL);
    }
}

static void
test_tag_is_the_hash (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);
  g_autoptr (GBytes) bytes = sample_pdf (1000);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *tag = g_strconcat ("\"", hash, "\"", NULL);
  g_auto (EdApiResponse) response = { 0 };

  person_read (house->expert, id, NULL, &response);
  g_assert_cmpstr (response_header (&response, "ETag"), ==, tag);
  g_assert_cmpstr (response_header (&response, "Content-Disposition"), ==, "attachment");
}

/* Calls, and takes over what would be sent piece by piece. */
static EdApiSource *
open_source (Person *person, const char *id)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *path = g_strconcat ("/v1/documents/", id, "/content", NULL);
  EdApiRequest request = {
    .method = "GET",
    .path = path,
    .authorization = authorization,
    .device = person->device,
  };
  EdApiResponse response;
  EdApiJob *job = NULL;
  gint64 until;

  g_assert_cmpint (ed_api_call (person->office->api, &request, &response, &job, &until),
                   ==,
                   ED_API_WRITE);
  ed_api_write (person->office->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 200);
  g_assert_nonnull (response.source);
  return g_steal_pointer (&response.source);
}

/* The right is looked up for every piece. */
static void
test_answer_breaks_off_with_the_right (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 2 * CHUNK);
  EdApiSource *source = open_source (house->expert, id);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  g_autofree char *next = NULL;

  g_assert_cmpint (source->length, ==, 2 * CHUNK);
  g_assert_cmpint (source->read (source, 0, buffer, CHUNK), ==, CHUNK);
  next = person_assign (house->coordinator, house->case_id, house->other);
  g_assert_cmpint (source->read (source, CHUNK, buffer, CHUNK), ==, -1);
  source->free (source);
}

static void
test_reading_is_written_down (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM audit WHERE what = 'document.read'"
                                          " AND target = '%s' AND account = '%s'"
                                          " AND device = '%s' AND code IS NULL",
                                          id,
                                          house->coordinator->account,
                                          house->coordinator->device);

  read_status (house->coordinator, id);
  read_status (house->coordinator, id);
  read_status (house->other, id);
  g_assert_cmpint (house_count (house, sql), ==, 2);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM audit WHERE what = 'document.read'"),
                   ==,
                   2);
}

static void
test_view_says_what_it_is (House *house, gconstpointer unused)
{
  g_autofree char *id = add_log (house, 1000);
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  const char *body = pull_body (pull, house->case_id);
  g_autofree char *expected = g_strdup_printf (
      "\"documents\":[{\"id\":\"%s\",\"assignment_id\":\"%s\",\"kind\":\"treatment_log\","
      "\"name\":\"scan.pdf\",\"type\":\"application/pdf\",\"size\":1000,\"sha256\":\"",
      id,
      house->assignment);

  g_assert_nonnull (strstr (body, expected));
  g_assert_nonnull (strstr (body, "\"document_attached\""));
}

static void
add (const char *name, void (*test) (House *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/server/documents/", name, NULL);

  g_test_add (path, House, NULL, set_up, test, house_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("rights-follow-the-views", test_rights_follow_the_views);
  add ("declining-ends-the-right", test_declining_ends_the_right);
  add ("closing-keeps-the-right", test_closing_keeps_the_right);
  add ("detaching-ends-every-right", test_detaching_ends_every_right);
  add ("detached-dies", test_detached_dies);
  add ("suspended-reads-nothing", test_suspended_reads_nothing);
  add ("push-stops-where-bytes-are-missing", test_push_stops_where_bytes_are_missing);
  add ("needed-upload-is-named", test_needed_upload_is_named);
  add ("refusal-does-not-wait-for-bytes", test_refusal_does_not_wait_for_bytes);
  add ("half-a-file-is-needed-still", test_half_a_file_is_needed_still);
  add ("file-is-bound-to-what-it-was-for", test_file_is_bound_to_what_it_was_for);
  add ("late-document-is-kept", test_late_document_is_kept);
  add ("cases-go-with-the-role", test_cases_go_with_the_role);
  add ("discarded-late-document-dies", test_discarded_late_document_dies);
  add ("ranges", test_ranges);
  add ("tag-is-the-hash", test_tag_is_the_hash);
  add ("answer-breaks-off-with-the-right", test_answer_breaks_off_with_the_right);
  add ("reading-is-written-down", test_reading_is_written_down);
  add ("view-says-what-it-is", test_view_says_what_it_is);
  return g_test_run ();
}
