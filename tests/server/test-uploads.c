/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on their way in: announced, sent in pieces, repeated, refused (PROTOCOL 12). */

#include <string.h>

#include "files.h"
#include "server/api-state.h"

#define CHUNK (256 * 1024)
#define DAY G_GINT64_CONSTANT (86400000)
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"

static void
test_pieces_make_the_whole (House *house, gconstpointer unused)
{
  static const gsize cuts[] = { 1, 5, 100, CHUNK - 1, CHUNK, CHUNK + 1, 600000, 1000000 };
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *outcome = NULL;
  g_auto (EdApiResponse) response = { 0 };
  gsize at = 0;

  sample_set_bytes (sample, sample_pdf (1000000));
  check_announced (house->expert, sample, "201");
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *expected = g_strdup_printf ("204 %" G_GSIZE_FORMAT, cuts[i]);

      check_sent (house->expert, sample, at, cuts[i] - at, expected);
      at = cuts[i];
      g_assert_cmpint (person_ask (house->expert, sample->id), ==, at);
      g_assert_cmpint (house_count_bytes (house), ==, at);
    }
  g_assert_cmpint (house_count (house, "SELECT max(length(bytes)) FROM file_chunk"), ==, CHUNK);
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "applied");
  g_assert_cmpuint (person_read (house->expert, sample->id, NULL, &response), ==, 200);
  g_assert_true (g_bytes_equal (response.body, sample->bytes));
}

/* Every call again, at every moment: the same answer, and nothing happens twice. */
static void
test_repeats (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *outcome = NULL, *again = NULL;

  check_announced (house->expert, sample, "201");
  check_announced (house->expert, sample, "201");
  check_sent (house->expert, sample, 0, 400, "204 400");
  check_sent (house->expert, sample, 0, 400, "409 upload_offset 400");
  check_announced (house->expert, sample, "201");
  check_sent (house->expert, sample, 400, 600, "204 1000");
  check_sent (house->expert, sample, 400, 600, "409 upload_offset 1000");
  check_announced (house->expert, sample, "201");
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "applied");
  again = person_attach (house->expert, sample);
  g_assert_cmpstr (again, ==, "applied");
  check_announced (house->expert, sample, "201");
  check_sent (house->expert, sample, 400, 600, "409 upload_offset 1000");
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 1000);
  g_assert_cmpint (house_count_bytes (house), ==, 1000);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload"), ==, 1);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM document WHERE body LIKE '%document_attached%'"),
      ==,
      1);
}

static void
test_two_devices_share_an_upload (House *house, gconstpointer unused)
{
  Person *second = person_on_other_device (house->expert);
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *outcome = NULL;

  check_announced (house->expert, sample, "201");
  check_announced (second, sample, "201");
  check_sent (house->expert, sample, 0, 100, "204 100");
  check_sent (second, sample, 0, 200, "409 upload_offset 100");
  check_sent (second, sample, 100, 900, "204 1000");
  check_sent (house->expert, sample, 100, 900, "409 upload_offset 1000");
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "applied");
}

/* What an announcement may not say. The row replaces FROM by TO in a right one. */
static const struct
{
  const char *from, *to;
  const char *answer;
} announcements[] = {
  { "\"kind\":\"other\"", "\"kind\":\"diary\"", "400 bad_request" },
  { "\"kind\":\"other\",", "", "400 bad_request" },
  { "scan.pdf", "../../etc/passwd", "400 bad_request" },
  { "scan.pdf", "..", "400 bad_request" },
  { "scan.pdf", "a\\\\b.pdf", "400 bad_request" },
  { "scan.pdf", "a\\u0000.pdf", "400 bad_request" },
  { "scan.pdf", "a\\nb.pdf", "400 bad_request" },
  { "scan.pdf", "x\\u202efdp.exe", "400 bad_request" },
  { "scan.pdf", "", "400 bad_request" },
  { "application/pdf", "application/x-msdownload", "422 type_not_allowed" },
  { "application/pdf", "image/svg+xml", "422 type_not_allowed" },
  { "application/pdf", "text/html", "422 type_not_allowed" },
  { "\"length\":1000", "\"length\":0", "400 bad_request" },
  { "\"length\":1000", "\"length\":-1", "400 bad_request" },
  { "\"length\":1000", "\"length\":\"1000\"", "400 bad_request" },
  { "\"length\":1000", "\"length\":26214400", "201" },
  { "\"length\":1000", "\"length\":26214401", "413 too_large" },
  { "\"length\":1000", "\"length\":9007199254740991", "413 too_large" },
  { "\"sha256\":\"", "\"sha256\":\"0", "400 bad_request" },
  { "\"target\":{", "\"target\":[{", "400 bad_request" },
  { "\"assignment\":\"0", "\"assignment\":\"z", "400 bad_request" },
  { "\"case\":\"0", "\"case\":\"1", "404 not_found" },
  { "\"assignment\":\"0", "\"assignment\":\"1", "404 not_found" },
  { "\"id\":\"0", "\"id\":\"../0", "400 bad_request" },
  { "{", "", "400 bad_request" },
  { "}", "", "400 bad_request" },
};

static void
test_bad_announcements (House *house, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (announcements); i++)
    {
      g_autoptr (Sample) sample = sample_for_house (house);
      g_autofree char *right = sample_to_json (sample, -1);
      g_autoptr (GString) body = g_string_new (right);
      g_autofree char *said = NULL;

      g_test_message ("%s", announcements[i].to);
      g_assert_cmpuint (g_string_replace (body, announcements[i].from, announcements[i].to, 1),
                        ==,
                        1);
      said = person_announce_text (house->expert, body->str);
      g_assert_cmpstr (said, ==, announcements[i].answer);
    }
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload"), ==, 1);
}

static void
test_who_may_announce (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autoptr (Sample) late = NULL;

  check_announced (house->coordinator, sample, "403 forbidden");
  check_announced (house->other, sample, "404 not_found");
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  late = sample_for_house (house);
  check_announced (house->expert, late, "201");
  check_announced (house->other, sample, "404 not_found");
  ed_manual_clock_advance (&house->office->clock, 31 * DAY);
  person_sign_in (house->expert);
  check_announced (house->expert, sample, "404 not_found");
}

static void
test_id_stands_for_one_description (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *other_case = person_create_case (house->coordinator, "legal");
  g_autofree char *other_assignment = person_assign (house->coordinator, other_case, house->other);

  check_announced (house->expert, sample, "201");
  sample->name = "another.pdf";
  check_announced (house->expert, sample, "422 id_reused");
  sample->name = "scan.pdf";
  sample->case_id = other_case;
  sample->assignment = other_assignment;
  check_announced (house->other, sample, "422 id_reused");
}

/* To anybody else an upload does not exist. */
static void
test_other_peoples_uploads (House *house, gconstpointer unused)
{
  Person *strangers[] = { house->other, house->coordinator };
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *path = g_strconcat ("/v1/uploads/", sample->id, NULL);

  check_announced (house->expert, sample, "201");
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpint (person_ask (strangers[i], sample->id), ==, -1);
      check_sent (strangers[i], sample, 0, 100, "404 not_found");
      g_assert_cmpuint (person_call (strangers[i], "DELETE", path, NULL, NULL, &response), ==, 404);
      g_assert_cmpuint (person_read (strangers[i], sample->id, NULL, &response), ==, 404);
    }
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 0);
}

static void
test_foreign_device (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *own = g_strdup (house->expert->device);

  check_announced (house->expert, sample, "201");
  g_free (house->expert->device);
  house->expert->device = g_strdup (house->other->device);
  check_announced (house->expert, sample, "403 device_foreign");
  check_sent (house->expert, sample, 0, 100, "403 device_foreign");
  g_free (house->expert->device);
  house->expert->device = g_steal_pointer (&own);
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 0);
}

static const struct
{
  const char *at;
  guint status;
} offsets[] = {
  { NULL, 400 },         { "", 400 },           { "-1", 400 }, { "0x0", 400 },
  { "1.0", 400 },        { " 0", 400 },         { "99", 409 }, { "1000", 409 },
  { "2147483647", 409 }, { "2147483648", 400 }, { "0", 204 },
};

static void
test_offsets (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *path = g_strconcat ("/v1/uploads/", sample->id, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", house->expert->token, NULL);

  check_announced (house->expert, sample, "201");
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_auto (EdApiResponse) response = { 0 };
      EdApiRequest request = {
        .method = "PATCH",
        .path = path,
        .authorization = authorization,
        .device = house->expert->device,
        .upload_offset = offsets[i].at,
        .body = g_bytes_get_data (sample->bytes, NULL),
        .body_length = 100,
      };

      ed_api_call_now (house->office->api, &request, &response);
      g_assert_cmpuint (response.status, ==, offsets[i].status);
    }
}

static void
test_bad_pieces (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);

  sample_set_bytes (sample, sample_pdf (2 * 1024 * 1024));
  check_sent (house->expert, sample, 0, 100, "404 not_found");
  check_announced (house->expert, sample, "201");
  check_sent (house->expert, sample, 0, 0, "400 bad_request");
  check_sent (house->expert, sample, 0, 1024 * 1024 + 1, "413 too_large");
  check_sent (house->expert, sample, 0, 1024 * 1024, "204 1048576");
  check_sent (house->expert, sample, 1024 * 1024, 1024 * 1024, "204 2097152");
}

static void
test_more_than_announced (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autofree char *body = sample_to_json (sample, 999);
  g_autofree char *said = person_announce_text (house->expert, body);

  g_assert_cmpstr (said, ==, "201");
  check_sent (house->expert, sample, 0, 1000, "413 too_large");
  check_sent (house->expert, sample, 0, 500, "204 500");
  check_sent (house->expert, sample, 500, 500, "413 too_large");
  g_assert_cmpint (person_ask (house->expert, sample->id), ==, 500);
}

/* Whatever it is called, its bytes tell what it is. */
static const struct
{
  const char *name;
  const char *type;
  const char *bytes;
  gsize length;
  gboolean is_right;
} contents[] = {
  { "scan.pdf", "application/pdf", PNG, sizeof PNG, FALSE },
  { "scan.pdf", "image/png", PNG, sizeof PNG, TRUE },
  { "scan.png", "image/png", "%PDF-1.7\n and so on", 19, FALSE },
  { "scan.jpg", "image/jpeg", "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0", 16, TRUE },
  { "scan.pdf", "application/pdf", "%PDF-", 5, TRUE },
  { "scan.pdf", "application/pdf", "%", 1, FALSE },
  { "scan.pdf", "application/pdf", "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8", 17, FALSE },
  { "scan.pdf", "application/pdf", "<html><script>alert(1)</script>", 31, FALSE },
};

static void
test_content_is_judged (House *house, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (Sample) sample = sample_for_house (house);
      g_autofree char *outcome = NULL;

      sample->name = contents[i].name;
      sample->type = contents[i].type;
      sample_set_bytes (sample, g_bytes_new (contents[i].bytes, contents[i].length));
      check_announced (house->expert, sample, "201");
      if (contents[i].is_right)
        {
          g_auto (EdApiResponse) response = { 0 };

          g_assert_cmpuint (
              person_send (house->expert, sample, 0, contents[i].length, 0, &response),
              ==,
              204);
          continue;
        }
      check_sent (house->expert, sample, 0, contents[i].length, "422 type_not_allowed");
      g_assert_cmpint (person_ask (house->expert, sample->id), ==, -1);
      check_announced (house->expert, sample, "422 id_reused");
      outcome = person_attach (house->expert, sample);
      g_assert_cmpstr (outcome, ==, "upload_unknown:upload");
    }
}

/* The first bytes may come one by one. */
static void
test_content_is_judged_in_drops (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);

  sample_set_bytes (sample, g_bytes_new_static (PNG PNG, 2 * sizeof PNG - 1));
  check_announced (house->expert, sample, "201");
  for (gsize i = 0; i < 15; i++)
    {
      g_autofree char *expected = g_strdup_printf ("204 %" G_GSIZE_FORMAT, i + 1);

      check_sent (house->expert, sample, i, 1, expected);
    }
  check_sent (house->expert, sample, 15, 1, "422 type_not_allowed");
  g_assert_cmpint (house_count_bytes (house), ==, 0);
}

static void
test_wrong_hash_begins_anew (House *house, gconstpointer unused)
{
  g_autoptr (Sample) sample = sample_for_house (house);
  g_autoptr (GBytes) right = g_bytes_ref (sample->bytes);
  g_autofree guint8 *damaged = g_memdup2 (g_bytes_get_data (right, NULL), 1000);
  g_autofree char *outcome = NULL;

  check_announced (house->expert, sample, "201");
  damaged[999] ^= 1;
  g_bytes_unref (sample->bytes);
  sample->bytes = g_bytes_new (damaged, 1000);
  check_sent (house->expert, sample, 0, 600, "204 600");
  check_sent (house->expert, sample, 600, 400, "422 upload_damaged 0");
  g_assert_cmpint (house_count_bytes (house), ==, 0);
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "upload_needed");
  g_bytes_unref (sample->bytes);
  sample->bytes = g_bytes_ref (right);
  check_sent (house->expert, sample, 0, 1000, "204 1000");
}

static const struct
{
  const char *method;
  const char *path;
  guint status;
} paths[] = {
  { "GET", "/v1/uploads", 405 },
  { "GET", "/v1/uploads/", 404 },
  { "HEAD", "/v1/uploads/nonsense", 404 },
  { "HEAD", "/v1/uploads/../../etc/passwd", 404 },
  { "HEAD", "/v1/uploads/F0000000-0000-4000-8000-000000000001", 404 },
  { "HEAD", "/v1/uploads/f0000000-0000-4000-8000-000000000001", 404 },
  { "HEAD", "/v1/uploads/f0000000-0000-4000-8000-000000000001/", 404 },
  { "GET", "/v1/uploads/f0000000-0000-4000-8000-000000000001", 405 },
  { "PUT", "/v1/uploads/f0000000-0000-4000-8000-000000000001", 405 },
  { "GET", "/v1/documents/f0000000-0000-4000-8000-000000000001/content", 404 },
  { "GET", "/v1/documents/f0000000-0000-4000-8000-000000000001", 404 },
  { "GET", "/v1/documents/../content", 404 },
  { "GET", "/v1/documents//content", 404 },
  { "GET", "/v1/documents/content", 404 },
  { "DELETE", "/v1/documents/f0000000-0000-4000-8000-000000000001/content", 405 },
};

static void
test_paths (House *house, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_test_message ("%s %s", paths[i].method, paths[i].path);
      g_assert_cmpuint (
          person_call (house->expert, paths[i].method, paths[i].path, NULL, NULL, &response),
          ==,
          paths[i].status);
      if (response.status == 405)
        g_assert_nonnull (response.allow);
    }
}

static void
add (const char *name, void (*test) (House *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/server/uploads/", name, NULL);

  g_test_add (path, House, NULL, house_set_up_with_case, test, house_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("pieces-make-the-whole", test_pieces_make_the_whole);
  add ("repeats", test_repeats);
  add ("two-devices-share-an-upload", test_two_devices_share_an_upload);
  add ("bad-announcements", test_bad_announcements);
  add ("who-may-announce", test_who_may_announce);
  add ("id-stands-for-one-description", test_id_stands_for_one_description);
  add ("other-peoples-uploads", test_other_peoples_uploads);
  add ("foreign-device", test_foreign_device);
  add ("offsets", test_offsets);
  add ("bad-pieces", test_bad_pieces);
  add ("more-than-announced", test_more_than_announced);
  add ("content-is-judged", test_content_is_judged);
  add ("content-is-judged-in-drops", test_content_is_judged_in_drops);
  add ("wrong-hash-begins-anew", test_wrong_hash_begins_anew);
  add ("paths", test_paths);
  return g_test_run ();
}
