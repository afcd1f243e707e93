/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The feed (PROTOCOL 5 and 6): pages, full pulls, what is lost, what a restore does. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zstd.h>

#include "office.h"
#include "server/api-state.h"
#include "server/credential-table.h"

/* An office with a coordinator and two experts, signed in. */
typedef struct
{
  Office *office;
  Person *coordinator, *expert, *other;
} House;

static void
set_up (House *house, gconstpointer unused)
{
  house->office = office_new ();
  house->coordinator = office_add (house->office, "coordinator", "coordinator");
  house->expert = office_add (house->office, "expert", "expert");
  house->other = office_add (house->office, "other", "expert");
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
  person_sign_in (house->other);
}

static void
tear_down (House *house, gconstpointer unused)
{
  office_free (house->office);
}

static gboolean
has_line (const Pull *pull, const char *kind, const char *type, const char *id, const char *why)
{
  g_autofree char *line = g_strjoin (" ", kind, type, id, why, NULL);

  return pull_has (pull, line);
}

/* Whether the person's next pull brings the line. */
static gboolean
pulls (Person *person, const char *kind, const char *type, const char *id, const char *why)
{
  g_autoptr (Pull) pull = person_pull (person, 500);

  return has_line (pull, kind, type, id, why);
}

/* The status of a feed call, and its code into CODE. */
static guint
feed (Person *person, const char *query, char **code)
{
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (person, "GET", "/v1/feed", query, NULL, &response);

  g_free (*code);
  *code = response_code (&response);
  return status;
}

static guint
feed_after (Person *person, char **code)
{
  g_autofree char *query = g_strconcat ("after=", person->cursor, NULL);

  return feed (person, query, code);
}

/* Sends the receipt of a case at the person's cursor. */
static void
send_receipt (Person *person, const char *case_id)
{
  g_autofree char *body =
      g_strdup_printf ("{\"t\":\"case\",\"id\":\"%s\",\"cursor\":\"%s\"}", case_id, person->cursor);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (person, "POST", "/v1/receipts", NULL, body, &response), ==, 204);
}

static gint64
count_rows (Office *office, const char *sql)
{
  g_autoptr (EdStatement) statement = ed_db_prepare (office->api->writer, sql, NULL);

  g_assert_true (ed_statement_step (statement, NULL));
  return ed_statement_int (statement, 0);
}

#define GONE "SELECT count(*) FROM view WHERE gone = 1 AND type = 'case'"

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

/* Reads one page of a full pull by hand; answers its items. */
static guint
read_one_page (Person *person, guint limit, JsonObject **end)
{
  g_autofree char *query = person->cursor != NULL
                               ? g_strdup_printf ("limit=%u&after=%s", limit, person->cursor)
                               : g_strdup_printf ("limit=%u", limit);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonNode) node = NULL;
  guint n;

  g_assert_cmpuint (person_call (person, "GET", "/v1/feed", query, NULL, &response), ==, 200);
  text = response_text (&response);
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines) - 2;
  node = json_from_string (lines[n], NULL);
  *end = json_object_ref (json_node_get_object (node));
  g_free (person->cursor);
  person->cursor = g_strdup (json_object_get_string_member (*end, "to"));
  return n;
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

      items += read_one_page (person, 5, &end);
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
test_loss_during_full_pull_is_told (House *house, gconstpointer unused)
{
  Person *person = house->expert;
  g_autofree char *kept = person_create_case (house->coordinator, "legal");
  g_autofree char *lost = person_create_case (house->coordinator, "legal");
  g_autofree char *one = person_assign (house->coordinator, lost, person);
  g_autofree char *two = person_assign (house->coordinator, kept, person);
  g_autoptr (JsonObject) end = NULL;
  g_autoptr (Pull) rest = NULL;
  guint items = read_one_page (person, 4, &end);

  g_assert_true (json_object_get_boolean_member (end, "more"));
  g_free (person_assign (house->coordinator, lost, house->other));
  rest = person_pull (person, 1);
  g_assert_true (has_line (rest, "forget", "case", lost, "reassigned"));
  g_assert_cmpint (json_object_get_int_member (rest->end, "count"), ==, items + rest->lines->len);
}

static void
test_forget_is_offered_until_receipt (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  Person *laptop = house->expert;
  Person *tower = person_on_other_device (laptop);
  Person *late;
  g_autoptr (Pull) one = person_pull (laptop, 500);
  g_autoptr (Pull) two = person_pull (tower, 500);
  g_autoptr (Pull) gone = NULL;
  g_autoptr (Pull) again = NULL;

  g_assert_true (has_line (one, "put", "case", id, NULL));
  g_assert_true (has_line (two, "put", "case", id, NULL));
  g_assert_true (has_line (two, "put", "account", house->coordinator->account, NULL));
  g_free (person_assign (house->coordinator, id, house->other));
  late = person_on_other_device (laptop);
  g_assert_cmpint (count_rows (house->office, GONE), ==, 1);

  gone = person_pull (laptop, 500);
  g_assert_true (has_line (gone, "forget", "case", id, "reassigned"));
  g_assert_true (has_line (gone, "del", "account", house->coordinator->account, NULL));
  send_receipt (laptop, id);
  send_receipt (laptop, id);
  g_assert_cmpint (count_rows (house->office, GONE), ==, 1);
  /* A device that came later never had it: its full pull has nothing of it, and nobody waits for
   * it. */
  g_assert_false (pulls (late, "put", "case", id, NULL));

  again = person_pull (tower, 500);
  g_assert_true (has_line (again, "forget", "case", id, "reassigned"));
  send_receipt (tower, id);
  g_assert_cmpint (count_rows (house->office, GONE), ==, 0);
  g_assert_cmpint (count_rows (house->office, "SELECT count(*) FROM receipt"), ==, 0);
}

static void
test_receipt_before_forget_has_no_effect (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = person_pull (house->expert, 500);

  g_free (person_assign (house->coordinator, id, house->other));
  send_receipt (house->expert, id);
  g_assert_cmpint (count_rows (house->office, GONE), ==, 1);
}

static void
test_regained_case_is_put_again (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autoptr (Pull) gone = NULL;
  g_autoptr (Pull) back = NULL;

  g_free (person_assign (house->coordinator, id, house->expert));
  g_free (person_assign (house->coordinator, id, house->other));
  gone = person_pull (house->expert, 500);
  send_receipt (house->expert, id);
  g_free (person_assign (house->coordinator, id, house->expert));
  back = person_pull (house->expert, 500);
  g_assert_true (has_line (back, "put", "case", id, NULL));
  g_assert_cmpint (count_rows (house->office, "SELECT count(*) FROM receipt"), ==, 0);
}

static void
test_decline_forgets (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autoptr (Pull) after = NULL;

  person_must (house->expert, NULL, "case.decline", id, assignment, NULL);
  after = person_pull (house->expert, 500);
  g_assert_true (has_line (after, "forget", "case", id, "declined"));
}

/* Who is coordinator and expert in one sees each thing once, and whole. */
static void
test_strongest_view_counts (House *house, gconstpointer unused)
{
  Person *both = office_add (house->office, "both", "coordinator,expert,administrator");
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *before = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = NULL;
  guint cases = 0, own = 0;

  person_sign_in (both);
  g_free (person_assign (house->coordinator, id, both));
  pull = person_pull (both, 2);
  for (guint i = 0; i < pull->lines->len; i++)
    {
      cases += g_str_has_prefix (pull->lines->pdata[i], "put case ");
      own += g_str_has_suffix (pull->lines->pdata[i], both->account);
    }
  g_assert_cmpuint (cases, ==, 1);
  g_assert_cmpuint (own, ==, 1);
  g_assert_nonnull (strstr (pull_body (pull, id), "\"assignments\":["));
  g_assert_cmpint (json_object_get_int_member (pull->end, "count"), ==, pull->lines->len);
  /* And a loss of the narrower view is no loss. */
  g_free (person_assign (house->coordinator, id, house->expert));
  g_assert_false (pulls (both, "forget", "case", id, "reassigned"));
}

static void
test_rights_change_restarts (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;

  g_assert_true (ed_db_begin (house->office->api->writer, TRUE, NULL));
  g_assert_true (ed_credentials_set_roles (house->office->api->writer,
                                           house->expert->account,
                                           ED_ROLE_EXPERT | ED_ROLE_COORDINATOR,
                                           NULL));
  g_assert_true (ed_db_commit (house->office->api->writer, NULL));
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 409);
  g_assert_cmpstr (code, ==, "rights_changed");
  g_clear_pointer (&house->expert->cursor, g_free);
  g_assert_true (pulls (house->expert, "put", "account", house->other->account, NULL));
}

static void
test_cursor_is_of_one_account (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;
  g_autofree char *good = g_strdup (house->expert->cursor);
  Person *tower = person_on_other_device (house->expert);

  tower->cursor = g_strdup (good);
  g_assert_cmpuint (feed_after (tower, &code), ==, 200);
  house->other->cursor = g_strdup (good);
  g_assert_cmpuint (feed_after (house->other, &code), ==, 410);
  g_assert_cmpstr (code, ==, "cursor_expired");
  for (gsize i = 0; i < strlen (good); i++)
    {
      house->expert->cursor[i] = good[i] == 'A' ? 'B' : 'A';
      g_assert_cmpuint (feed_after (house->expert, &code), >=, 409);
      house->expert->cursor[i] = good[i];
    }
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 200);
}

/* Copies the database as it stands to NAME, or NAME back to it, while the server is stopped. */
static void
copy_database (Office *office, const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (office->folder, from, NULL);
  g_autofree char *target = g_build_filename (office->folder, to, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
}

static void
back_up (Office *office)
{
  g_assert_true (ed_db_checkpoint (office->api->writer, NULL));
  office_close (office);
  copy_database (office, "organisation.db", "backup");
  office_open (office);
}

static void
restore (Office *office)
{
  office_close (office);
  copy_database (office, "backup", "organisation.db");
  office_open (office);
}

static void
test_restored_database_rewinds (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *code = NULL;
  g_autofree char *early = NULL;

  g_free (person_create_case (person, "legal"));
  g_clear_pointer (&early, g_free);
  pull_free (person_pull (person, 500));
  early = g_strdup (person->cursor);
  back_up (house->office);
  person->seq = 2;
  g_free (person_create_case (person, "legal"));
  pull_free (person_pull (person, 500));
  restore (house->office);

  /* Beyond the head. */
  g_assert_cmpuint (feed_after (person, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
  /* The same position again, in another history. */
  person->seq = 2;
  g_free (person_create_case (person, "legal"));
  g_assert_cmpuint (feed_after (person, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
  /* A cursor older than the backup still holds. */
  g_free (person->cursor);
  person->cursor = g_steal_pointer (&early);
  g_assert_cmpuint (feed_after (person, &code), ==, 200);
}

static void
test_other_epoch_rewinds (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;

  g_assert_true (
      ed_db_exec (house->office->api->writer,
                  "UPDATE organisation SET epoch = '00000000-0000-4000-8000-00000000000e'",
                  NULL));
  office_close (house->office);
  office_open (house->office);
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
}

static void
test_number_is_honoured_after_restore (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *plain =
      person_envelope (person,
                       id,
                       "case.create",
                       case_id,
                       NULL,
                       "{\"company_name\":\"S\",\"client_alias\":\"X\",\"type\":\"legal\"}");
  g_autoptr (GString) envelope = g_string_new (plain);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (Pull) pull = NULL;

  g_string_insert (envelope, 1, "\"was\":{\"status\":\"applied\",\"rev\":1,\"number\":3},");
  g_assert_cmpuint (person_push_text (person, envelope->str, &response), ==, 200);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, "\"number\":3"));
  person->seq = 2;
  /* Others count on, around the number that is taken. */
  for (int i = 0; i < 4; i++)
    g_free (person_create_case (person, "legal"));
  pull = person_pull (person, 500);
  for (int number = 1; number <= 5; number++)
    {
      g_autofree char *member = g_strdup_printf ("\"number\":%d,", number);
      guint n = 0;

      for (guint i = 0; i < pull->bodies->len; i++)
        n += strstr (pull->bodies->pdata[i], member) != NULL;
      g_assert_cmpuint (n, ==, 1);
    }
  /* What it was plays no part in the comparison. */
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (person, plain, &response), ==, 200);
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
close_and_approve (House *house, const char *id, const char *assignment)
{
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *args =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);
  g_autofree char *approval = g_strdup_printf ("{\"closing\":\"%s\"}", closing);

  person_must (house->expert, NULL, "case.contact", id, assignment, NULL);
  person_must (house->expert,
               NULL,
               "session.add",
               id,
               assignment,
               "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-18\"}");
  person_must (house->expert, NULL, "satisfaction.score", id, assignment, "{\"score\":9}");
  person_must (house->expert, NULL, "case.close", id, assignment, args);
  person_must (house->coordinator, NULL, "case.approve", id, NULL, approval);
}

static void
test_contact_data_leaves_after_thirty_days (House *house, gconstpointer unused)
{
  const gint64 days = G_GINT64_CONSTANT (86400000);
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) whole = NULL;

  close_and_approve (house, id, assignment);
  for (int pass = 0; pass < 2; pass++)
    {
      EdApiJob *job = ed_api_make_chores (house->office->api);
      g_auto (EdApiResponse) response = { 0 };
      g_autoptr (Pull) pull = NULL;

      ed_manual_clock_advance (&house->office->clock, pass == 0 ? 30 * days - 1 : 1);
      ed_api_write (house->office->api, &job, 1, &response, NULL);
      person_sign_in (house->expert);
      pull = person_pull (house->expert, 500);
      g_assert_nonnull (pull_body (pull, id));
      g_assert_cmpint (strstr (pull_body (pull, id), "06 30 111 1111") == NULL, ==, pass == 1);
    }
  /* Staff keep it. */
  person_sign_in (house->coordinator);
  whole = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (whole, id), "06 30 111 1111"));
}

static void
test_settings_carry_the_zone (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  const char *settings = pull_body (pull, house->office->api->organisation->id);

  g_assert_nonnull (settings);
  g_assert_nonnull (strstr (settings,
                            "\"zone\":\"Europe/Budapest\",\"transitions\":"
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
  g_test_add ("/server/feed/" path, House, NULL, set_up, function, tear_down)
  ADD ("full-pull-counts-its-items", test_full_pull_counts_its_items);
  ADD ("next-pull-brings-what-changed", test_next_pull_brings_what_changed);
  ADD ("changes-during-full-pull-are-counted", test_changes_during_full_pull_are_counted);
  ADD ("loss-during-full-pull-is-told", test_loss_during_full_pull_is_told);
  ADD ("forget-is-offered-until-receipt", test_forget_is_offered_until_receipt);
  ADD ("receipt-before-forget-has-no-effect", test_receipt_before_forget_has_no_effect);
  ADD ("regained-case-is-put-again", test_regained_case_is_put_again);
  ADD ("decline-forgets", test_decline_forgets);
  ADD ("strongest-view-counts", test_strongest_view_counts);
  ADD ("rights-change-restarts", test_rights_change_restarts);
  ADD ("cursor-is-of-one-account", test_cursor_is_of_one_account);
  ADD ("restored-database-rewinds", test_restored_database_rewinds);
  ADD ("other-epoch-rewinds", test_other_epoch_rewinds);
  ADD ("number-is-honoured-after-restore", test_number_is_honoured_after_restore);
  ADD ("old-client-gets-no-puts", test_old_client_gets_no_puts);
  ADD ("unfilled-feed-is-parked", test_unfilled_feed_is_parked);
  ADD ("acked-ends-waiting", test_acked_ends_waiting);
  ADD ("pages-are-compressed", test_pages_are_compressed);
  ADD ("contact-data-leaves-after-thirty-days", test_contact_data_leaves_after_thirty_days);
  ADD ("settings-carry-the-zone", test_settings_carry_the_zone);
  ADD ("zone-is-kept-ahead", test_zone_is_kept_ahead);
  return g_test_run ();
}
