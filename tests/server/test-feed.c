/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The feed (PROTOCOL 5 and 6): pages, full pulls, what is lost, what a restore does. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zstd.h>

#include "house.h"
#include "server/api-state.h"
#include "server/credential-table.h"

static void
test_full_pull_counts_its_items (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = NULL;

  for (int i = 0; i < 10; i++)
    g_free (person_create_case (house->coordinator, "legal"));
  pull = person_pull (house->coordinator, 4);
  /* Settings, three accounts, ten cases. */
  g_assert_cmpuint (pull->lines->len, ==, 14);
  g_assert_cmpuint (pull->pages, ==, 4);
  g_assert_true (json_object_get_boolean_member (pull->end, "full"));
  g_assert_cmpint (json_object_get_int_member (pull->end, "count"), ==, 14);
}

static void
test_next_pull_brings_what_changed (House *house, gconstpointer unused)
{
  g_autofree char *first = person_create_case (house->coordinator, "legal");
  g_autofree char *second = NULL;
  g_autoptr (Pull) before = person_pull (house->coordinator, 500);
  g_autoptr (Pull) nothing = person_pull (house->coordinator, 500);
  g_autoptr (Pull) after = NULL;

  g_assert_cmpuint (nothing->lines->len, ==, 0);
  g_assert_false (json_object_has_member (nothing->end, "full"));
  g_assert_false (json_object_has_member (nothing->end, "count"));
  second = person_create_case (house->coordinator, "legal");
  person_must (house->coordinator, NULL, "case.edit", first, NULL, "{\"city\":{\"to\":\"Pécs\"}}");
  person_must (house->coordinator, NULL, "case.edit", second, NULL, "{\"city\":{\"to\":\"Vác\"}}");
  after = person_pull (house->coordinator, 500);
  g_assert_cmpuint (after->lines->len, ==, 2); /* each once, as it is now */
  g_assert_nonnull (strstr (pull_body (after, first), "Pécs"));
  g_assert_nonnull (strstr (pull_body (after, second), "Vác"));
}

static void
test_changes_during_full_pull_are_counted (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *first = person_create_case (person, "legal");
  guint items = 0;
  gboolean more = TRUE;

  for (int i = 0; i < 9; i++)
    g_free (person_create_case (person, "legal"));
  for (guint page = 0; more; page++)
    {
      g_autoptr (JsonObject) end = NULL;

      items += person_pull_page (person, 5, &end);
      more = json_object_get_boolean_member (end, "more");
      g_assert_true (json_object_get_boolean_member (end, "full"));
      if (!more)
        g_assert_cmpint (json_object_get_int_member (end, "count"), ==, items);
      else
        g_assert_false (json_object_has_member (end, "count"));
      /* What was delivered changes, and comes again; and there is something new. */
      if (page == 1)
        {
          person_must (person, NULL, "case.edit", first, NULL, "{\"city\":{\"to\":\"Pécs\"}}");
          g_free (person_create_case (person, "legal"));
        }
    }
  g_assert_cmpuint (items, ==, 1 + 3 + 10 + 1 + 1);
}

static void
test_old_client_gets_no_puts (House *house, gconstpointer unused)
{
  Person *person = house->expert;
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, person);
  g_autoptr (Pull) pull = person_pull (person, 500);
  g_autofree char *other = person_create_case (house->coordinator, "legal");
  g_autofree char *bearer = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *query = g_strconcat ("after=", person->cursor, NULL);
  EdApiRequest request = { .method = "GET",
                           .path = "/v1/feed",
                           .query = query,
                           .authorization = bearer,
                           .device = person->device,
                           .schema = "0" };
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL, *code = NULL;

  g_free (person_assign (house->coordinator, other, person));
  g_free (person_assign (house->coordinator, id, house->other));
  ed_api_call_now (house->office->api, &request, &response);
  text = response_text (&response);
  g_assert_null (strstr (text, "\"k\":\"put\""));
  g_assert_nonnull (strstr (text, "\"k\":\"forget\""));
  g_assert_nonnull (strstr (text, "\"withheld\":true"));
  ed_api_response_clear (&response);
  request.query = NULL;
  ed_api_call_now (house->office->api, &request, &response);
  code = response_code (&response);
  g_assert_cmpstr (code, ==, "client_too_old");
}

static EdApiOutcome
call_waiting (Person *person, const char *more, EdApiResponse *response, gint64 *until)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *query = g_strdup_printf ("after=%s&wait=25%s", person->cursor, more);
  EdApiRequest request = { .method = "GET",
                           .path = "/v1/feed",
                           .query = query,
                           .authorization = bearer,
                           .device = person->device };
  EdApiJob *job = NULL;

  return ed_api_call (person->office->api, &request, response, &job, until);
}

static void
test_unfilled_feed_is_parked (House *house, gconstpointer unused)
{
  Person *person = house->expert;
  g_autoptr (Pull) pull = person_pull (person, 500);
  g_autofree char *own = g_strconcat ("account:", person->account, NULL);
  g_autofree char *id = NULL;
  g_auto (EdApiResponse) response = { 0 };
  gint64 until = 0;

  g_assert_cmpint (call_waiting (person, "", &response, &until), ==, ED_API_PARK);
  g_assert_cmpint (until, ==, ed_clock_now (&house->office->clock.parent) + 25000);
  g_assert_true (g_strv_contains ((const char *const *) response.audiences, own));
  g_assert_true (g_strv_contains ((const char *const *) response.audiences, "all"));
  g_assert_false (g_strv_contains ((const char *const *) response.audiences, "staff"));
  g_assert_cmpstr (response.device, ==, person->device);
  ed_api_response_clear (&response);
  /* Nothing of this is for the expert. */
  id = person_create_case (house->coordinator, "legal");
  g_assert_cmpint (call_waiting (person, "", &response, &until), ==, ED_API_PARK);
  ed_api_response_clear (&response);
  g_free (person_assign (house->coordinator, id, person));
  g_assert_cmpint (call_waiting (person, "", &response, &until), ==, ED_API_DONE);
}

/* A command that was refused changes no view, but who waits learns that it is answered. */
static void
test_acked_ends_waiting (House *house, gconstpointer unused)
{
  Person *person = house->expert;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *assignment = office_make_id (house->office);
  g_autofree char *refused = NULL;
  g_autoptr (Pull) pull = person_pull (person, 500);
  g_auto (EdApiResponse) response = { 0 };
  gint64 until;

  refused = person_push (person, NULL, "case.contact", id, assignment, NULL);
  g_assert_cmpstr (refused, ==, "not_found");
  g_assert_cmpint (call_waiting (person, "&acked=1", &response, &until), ==, ED_API_PARK);
  ed_api_response_clear (&response);
  g_assert_cmpint (call_waiting (person, "&acked=0", &response, &until), ==, ED_API_DONE);
}

/* The page, unpacked. */
static char *
unpack (const EdApiResponse *response)
{
  gsize length;
  const void *bytes = g_bytes_get_data (response->body, &length);
  char *text = g_malloc0 (1 << 20);

  if (g_strcmp0 (response->content_encoding, "zstd") == 0)
    g_assert_false (ZSTD_isError (ZSTD_decompress (text, 1 << 20, bytes, length)));
  else if (g_strcmp0 (response->content_encoding, "gzip") == 0)
    {
      g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      gsize read, written;

      g_assert_cmpint (g_converter_convert (G_CONVERTER (zlib),
                                            bytes,
                                            length,
                                            text,
                                            1 << 20,
                                            G_CONVERTER_INPUT_AT_END,
                                            &read,
                                            &written,
                                            NULL),
                       ==,
                       G_CONVERTER_FINISHED);
    }
  else
    memcpy (text, bytes, length);
  return text;
}

static void
test_pages_are_compressed (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *accept, *coding;
  } rows[] = {
    { NULL, NULL },
    { "", NULL },
    { "identity", NULL },
    { "zstd", "zstd" },
    { "gzip", "gzip" },
    { "gzip, zstd", "zstd" },
    { "GZIP;q=0.5", "gzip" },
    { "zstd;q=0, gzip", "gzip" },
    { "zstd; q=0.0,gzip;q=0", NULL },
    { "zstdx", NULL },
  };
  Person *person = house->expert;
  g_autofree char *bearer = g_strconcat ("Bearer ", person->token, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdApiRequest request = { .method = "GET",
                               .path = "/v1/feed",
                               .authorization = bearer,
                               .device = person->device,
                               .accept_encoding = rows[i].accept };
      g_auto (EdApiResponse) response = { 0 };
      g_autofree char *text = NULL;

      ed_api_call_now (house->office->api, &request, &response);
      g_assert_cmpstr (response.content_encoding, ==, rows[i].coding);
      text = unpack (&response);
      g_assert_true (g_str_has_prefix (text, "{\"k\":\"put\",\"t\":\"settings\""));
      g_assert_nonnull (strstr (text, "\n{\"k\":\"end\""));
    }
}

static void
test_settings_carry_the_zone (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  const char *settings = pull_body (pull, house->office->api->organisation->id);

  g_assert_nonnull (settings);
  g_assert_nonnull (strstr (settings, "\"zone\":\"Europe/Budapest\""));
  g_assert_nonnull (strstr (settings,
                            "\"transitions\":"
                            "[{\"at\":\"1970-01-01T00:00:00.000Z\",\"offset_s\":3600}"));
  g_assert_nonnull (strstr (settings, "{\"at\":\"2020-03-29T01:00:00.000Z\",\"offset_s\":7200}"));
  g_assert_nonnull (strstr (settings, "{\"at\":\"2029-10-28T01:00:00.000Z\",\"offset_s\":3600}"));
}

static void
test_zone_is_kept_ahead (House *house, gconstpointer unused)
{
  g_autoptr (Pull) before = person_pull (house->expert, 500);
  g_autoptr (Pull) after = NULL;

  ed_manual_clock_advance (&house->office->clock, G_GINT64_CONSTANT (3) * 365 * 86400000);
  office_close (house->office);
  office_open (house->office);
  person_sign_in (house->expert);
  after = person_pull (house->expert, 500);
  g_assert_nonnull (strstr (pull_body (after, house->office->api->organisation->id),
                            "{\"at\":\"2032-10-31T01:00:00.000Z\",\"offset_s\":3600}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/feed/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("full-pull-counts-its-items", test_full_pull_counts_its_items);
  ADD ("next-pull-brings-what-changed", test_next_pull_brings_what_changed);
  ADD ("changes-during-full-pull-are-counted", test_changes_during_full_pull_are_counted);
  ADD ("old-client-gets-no-puts", test_old_client_gets_no_puts);
  ADD ("unfilled-feed-is-parked", test_unfilled_feed_is_parked);
  ADD ("acked-ends-waiting", test_acked_ends_waiting);
  ADD ("pages-are-compressed", test_pages_are_compressed);
  ADD ("settings-carry-the-zone", test_settings_carry_the_zone);
  ADD ("zone-is-kept-ahead", test_zone_is_kept_ahead);
  return g_test_run ();
}
