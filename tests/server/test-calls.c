/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What calls answer to bad input, by status and code (PROTOCOL 1). */

#include "office.h"
#include "server/api-state.h"
#include "server/device-table.h"

#include <string.h>

#define ID "00000000-0000-4000-8000-0000000000aa"
#define JSON "application/json"
#define TOKEN43 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define OWN "@" /* stands for what is right: the person's own token, device */

typedef struct
{
  const char *method, *path, *query;
  const char *authorization, *device; /* OWN, a literal, or NULL */
  const char *content_type, *body;
  guint status;
  const char *code;
  const char *param; /* that the problem names, or NULL */
} Row;

#define FEED "/v1/feed"
#define SIGN_IN "/v1/sessions"
#define REFRESH "/v1/sessions/refresh"
#define PUSH "/v1/commands"
#define RECEIPT "/v1/receipts"
#define DEVICE_JSON "\"device\":{\"id\":\"" ID "\",\"name\":\"laptop\"}"
/* A push by the person's own device; # stands for its id. */
#define PUSHED(commands) "{\"device\":\"#\",\"commands\":" commands "}"
#define ENVELOPE(id, seq, type, v, target, done_at, args)                           \
  "{\"id\":" id ",\"seq\":" seq ",\"type\":" type ",\"v\":" v ",\"target\":" target \
  ",\"done_at\":" done_at ",\"args\":" args "}"
#define Q(text) "\"" text "\""
#define TARGET "{\"case\":\"" ID "\"}"
#define AT Q ("2020-03-18T20:44:00.000Z")

/* The first columns of a row, by what is called. */
#define SIGNING "POST", SIGN_IN, NULL, NULL, NULL, JSON
#define REFRESHING "POST", REFRESH, NULL, NULL
#define PUSHING "POST", PUSH, NULL, OWN, OWN, JSON
#define RECEIVING "POST", RECEIPT, NULL, OWN, OWN, JSON
#define ASKING "GET", FEED, NULL
#define BAD 400, "bad_request"
#define ONE(id, seq, type, v, target, done_at, args) \
  PUSHED ("[" ENVELOPE (id, seq, type, v, target, done_at, args) "]")

/* clang-format off */
static const Row rows[] = {
  /* Paths and methods */
  { "GET", "/", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v1", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/hello/", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "//v1/hello", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/../v1/hello", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/%68ello", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/V1/hello", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v2/hello", NULL, NULL, NULL, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/devices/", NULL, OWN, OWN, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/devices/" ID, NULL, OWN, OWN, NULL, NULL, 405, "method_not_allowed" },
  { "DELETE", "/v1/devices/" ID, NULL, OWN, OWN, NULL, NULL, 404, "not_found" },
  { "DELETE", "/v1/devices/a%2fb", NULL, OWN, OWN, NULL, NULL, 404, "not_found" },
  { "DELETE", "/v1/devices/" ID "/x", NULL, OWN, OWN, NULL, NULL, 404, "not_found" },
  { "GET", "/v1/devices", "account=1", OWN, OWN, NULL, NULL, BAD, "account" },
  { "POST", "/v1/password", NULL, OWN, OWN, JSON, "{}", BAD, "new" },
  { "POST", "/v1/password", NULL, OWN, OWN, JSON, "{\"old\":\"a\"}", BAD, "new" },
  { "POST", "/v1/password", NULL, OWN, OWN, JSON, "{\"keep\":false}", BAD, "new" },
  { "POST", "/v1/password", NULL, NULL, OWN, JSON, "{\"keep\":true}", 401, "token_invalid" },
  { "POST", "/v1/password/reset", NULL, NULL, NULL, JSON, "{}", BAD, "user" },
  { "POST", "/v1/password/reset", NULL, NULL, NULL, JSON, "{\"user\":\"\"}", BAD, "user" },
  { "POST", "/v1/hello", NULL, NULL, NULL, JSON, "{}", 405, "method_not_allowed" },
  { "get", "/v1/hello", NULL, NULL, NULL, NULL, NULL, 405, "method_not_allowed" },
  { "GET", SIGN_IN, NULL, NULL, NULL, NULL, NULL, 405, "method_not_allowed" },
  { "DELETE", PUSH, NULL, OWN, OWN, NULL, NULL, 405, "method_not_allowed" },
  { "PUT", FEED, NULL, OWN, OWN, NULL, NULL, 405, "method_not_allowed" },
  /* Bodies as such */
  { "POST", SIGN_IN, NULL, NULL, NULL, "", "{}", 415, "unsupported_media" },
  { "POST", SIGN_IN, NULL, NULL, NULL, "text/plain", "{}", 415, "unsupported_media" },
  { "POST", SIGN_IN, NULL, NULL, NULL, "application/jsonp", "{}", 415, "unsupported_media" },
  { "GET", "/v1/hello", NULL, NULL, NULL, JSON, "{}", 413, "too_large", "0" },
  /* Signing in */
  { SIGNING, NULL, BAD },
  { SIGNING, "", BAD },
  { SIGNING, "[]", BAD },
  { SIGNING, "{", BAD },
  { SIGNING, "{}", BAD, "user" },
  { SIGNING, "{\"user\":null}", BAD, "user" },
  { SIGNING, "{\"user\":1}", BAD, "user" },
  { SIGNING, "{\"user\":\"a\",\"password\":\"b\"}", BAD, "device" },
  { SIGNING, "{\"user\":\"a\"," DEVICE_JSON "}", BAD, "password" },
  { SIGNING, "{\"user\":\"a\",\"password\":\"\"," DEVICE_JSON "}", BAD, "password" },
  { SIGNING, "{\"user\":\"a\",\"user\":\"b\",\"password\":\"b\"," DEVICE_JSON "}", BAD },
  { SIGNING, "{\"user\":\"\xff\",\"password\":\"b\"," DEVICE_JSON "}", BAD },
  { SIGNING, "{\"user\":\"a\",\"password\":\"b\"," DEVICE_JSON "} x", BAD },
  { SIGNING, "{\"user\":\"a\",\"password\":\"b\",\"device\":{\"id\":\"A\",\"name\":\"n\"}}",
    BAD, "id" },
  { SIGNING, "{\"user\":\"a\",\"password\":\"b\",\"device\":{\"id\":\"" ID "\"}}", BAD, "name" },
  { SIGNING, "{\"user\":\"nobody\",\"password\":\"b\"," DEVICE_JSON "}", 401, "password_wrong" },
  { "POST",
    SIGN_IN, NULL, NULL, NULL, "application/json; charset=utf-8",
    "{\"user\":\"nobody2\",\"password\":\"b\"," DEVICE_JSON "}",
    401, "password_wrong" },
  /* Refreshing */
  { REFRESHING, NULL, JSON, "{\"refresh_token\":\"x\"}", BAD, "x-device" },
  { REFRESHING, "x", JSON, "{\"refresh_token\":\"x\"}", BAD, "x-device" },
  { REFRESHING, ID, JSON, "{}", BAD, "refresh_token" },
  { REFRESHING, ID, JSON, "{\"refresh_token\":\"x\"}", 401, "refresh_invalid" },
  { REFRESHING, ID, JSON, "nonsense", BAD },
  /* Who asks */
  { ASKING, NULL, OWN, NULL, NULL, 401, "token_invalid" },
  { ASKING, "", OWN, NULL, NULL, BAD, "authorization" },
  { ASKING, "Basic YTpi", OWN, NULL, NULL, BAD, "authorization" },
  { ASKING, "Bearer", OWN, NULL, NULL, BAD, "authorization" },
  { ASKING, "Bearer short", OWN, NULL, NULL, BAD, "authorization" },
  { ASKING, "Bearer " TOKEN43 "A", OWN, NULL, NULL, BAD, "authorization" },
  { ASKING, "Bearer ++++++++++++++++++++++++++++++++++++++++++=", OWN, NULL, NULL,
    BAD, "authorization" },
  { ASKING, "Bearer " TOKEN43, OWN, NULL, NULL, 401, "token_invalid" },
  { ASKING, OWN, NULL, NULL, NULL, BAD, "x-device" },
  { ASKING, OWN, "00000000-0000-4000-8000-0000000000AA", NULL, NULL, BAD, "x-device" },
  { ASKING, OWN, ID, NULL, NULL, 403, "device_foreign" },
  { "DELETE", "/v1/sessions/current", NULL, NULL, OWN, NULL, NULL, 401, "token_invalid" },
  { "POST", PUSH, NULL, NULL, OWN, JSON, "{}", 401, "token_invalid" },
  { "POST", RECEIPT, NULL, NULL, OWN, JSON, "{}", 401, "token_invalid" },
  /* The feed's query */
  { "GET", FEED, "limit=0", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=1001", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=-1", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=1e2", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=5&limit=6", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "limit=99999999999999999999", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "wait=26", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "acked=x", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "after=%zz", OWN, OWN, NULL, NULL, BAD },
  { "GET", FEED, "after=", OWN, OWN, NULL, NULL, 410, "cursor_expired" },
  { "GET", FEED, "after=AAAA", OWN, OWN, NULL, NULL, 410, "cursor_expired" },
  { "GET", FEED, "after=%00", OWN, OWN, NULL, NULL, BAD },
  /* Pushes */
  { PUSHING, "{}", BAD, "device" },
  { PUSHING, "null", BAD },
  { PUSHING, "{\"device\":\"" ID "\",\"commands\":[]}", 403, "device_foreign" },
  { PUSHING, "{\"device\":\"#\"}", BAD, "commands" },
  { PUSHING, PUSHED ("{}"), BAD, "commands" },
  { PUSHING, PUSHED ("[]"), BAD, "commands" },
  { PUSHING, PUSHED ("[1]"), BAD },
  { PUSHING, PUSHED ("[{}]"), BAD },
  { PUSHING, "{\"device\":\"#\",\"clock_offset_ms\":1.5,\"commands\":[{}]}",
    BAD, "clock_offset_ms" },
  { PUSHING, "{\"device\":\"#\",\"clock_offset_ms\":\"1\",\"commands\":[{}]}",
    BAD, "clock_offset_ms" },
  { PUSHING, "{\"device\":\"#\",\"clock_offset_ms\":4000000000000,\"commands\":[{}]}",
    BAD, "clock_offset_ms" },
  { PUSHING, ONE (Q ("x"), "1", Q ("case.create"), "1", TARGET, AT, "{}"), BAD },
  { PUSHING, ONE (Q (ID), "0", Q ("case.create"), "1", TARGET, AT, "{}"), BAD, ID },
  { PUSHING, ONE (Q (ID), "1.0", Q ("case.create"), "1", TARGET, AT, "{}"), BAD, ID },
  { PUSHING, ONE (Q (ID), "1", "7", "1", TARGET, AT, "{}"), BAD, ID },
  { PUSHING, ONE (Q (ID), "1", Q ("case.create"), "\"1\"", TARGET, AT, "{}"), BAD, ID },
  { PUSHING, ONE (Q (ID), "1", Q ("case.create"), "1", "{}", AT, "{}"), BAD, ID },
  { PUSHING, ONE (Q (ID), "1", Q ("case.create"), "1", TARGET, Q ("yesterday"), "{}"), BAD, ID },
  { PUSHING,
    ONE (Q (ID), "1", Q ("case.create"), "1", TARGET, Q ("2020-02-30T00:00:00.000Z"), "{}"),
    BAD, ID },
  { PUSHING, ONE (Q (ID), "1", Q ("case.destroy"), "1", TARGET, AT, "{}"),
    409, "server_too_old", ID },
  { PUSHING, ONE (Q (ID), "1", Q ("case.create"), "2", TARGET, AT, "{}"),
    409, "server_too_old", ID },
  { PUSHING, ONE (Q (ID), "2", Q ("case.create"), "1", TARGET, AT, "{}"),
    409, "sequence_gap", "1" },
  /* Receipts */
  { RECEIVING, "{}", BAD, "t" },
  { RECEIVING, "{\"t\":\"case\"}", BAD, "id" },
  { RECEIVING, "{\"t\":\"case\",\"id\":\"x\"}", BAD, "id" },
  { RECEIVING, "{\"t\":\"case\",\"id\":\"" ID "\"}", BAD, "cursor" },
};
/* clang-format on */

/* The row's text, with the person's own token or device where it says so. */
static char *
fill_in (const char *text, const char *own)
{
  return text != NULL && strcmp (text, OWN) == 0 ? g_strdup (own) : g_strdup (text);
}

/* What the problem's params name: the one member, as text. */
static char *
find_param (const EdApiResponse *response)
{
  g_autoptr (JsonObject) object = response_object (response);
  JsonObject *params;
  g_autoptr (GList) values = NULL;
  JsonNode *value;

  if (!json_object_has_member (object, "params"))
    return NULL;
  params = json_object_get_object_member (object, "params");
  g_assert_cmpuint (json_object_get_size (params), ==, 1);
  values = json_object_get_values (params);
  value = values->data;
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
}

static void
check_row (Office *office, Person *person, const Row *row)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *authorization = fill_in (row->authorization, bearer);
  g_autofree char *device = fill_in (row->device, person->device);
  g_autoptr (GString) body = row->body != NULL ? g_string_new (row->body) : NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *code = NULL, *param = NULL;
  EdApiRequest request = { .method = row->method,
                           .path = row->path,
                           .query = row->query,
                           .authorization = authorization,
                           .device = device,
                           .content_type = row->content_type,
                           .peer = "192.0.2.7" };

  if (body != NULL)
    {
      g_string_replace (body, "#", person->device, 0);
      request.body = body->str;
      request.body_length = body->len;
    }
  ed_api_call_now (office->api, &request, &response);
  code = response_code (&response);
  g_test_message ("row %u", (guint) (row - rows));
  g_assert_cmpuint (response.status, ==, row->status);
  g_assert_cmpstr (code, ==, row->code);
  param = find_param (&response);
  g_assert_cmpstr (param, ==, row->param);
  g_assert_cmpint (response.allow != NULL, ==, row->status == 405);
}

static void
test_bad_input_is_refused (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "person@x.example", "coordinator");

  person_sign_in (person);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (office, person, &rows[i]);

  /* Nothing of it had any effect: the first number is still free. */
  g_free (person_create_case (person, "legal"));
}

static void
test_hello_says_who (void)
{
  g_autoptr (Office) office = office_new ();
  EdApiRequest request = { .method = "GET", .path = "/v1/hello" };
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) hello = NULL;

  ed_api_call_now (office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 200);
  hello = response_object (&response);
  g_assert_cmpstr (json_object_get_string_member (hello, "product"), ==, "experts-dashboard");
  g_assert_cmpstr (json_object_get_string_member (hello, "organisation"), ==, "Segítő Kör");
  g_assert_cmpstr (json_object_get_string_member (hello, "server_time"),
                   ==,
                   "2020-03-18T20:44:00.000Z");
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (hello, "protocol"), 1),
                   ==,
                   1);
}

static gint64
read_spread (Office *office)
{
  EdApiRequest request = { .method = "GET", .path = "/v1/hello" };
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) hello = NULL;

  ed_api_call_now (office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 200);
  hello = response_object (&response);
  return json_object_get_int_member (hello, "retry_spread_s");
}

/* The more devices, the longer they take to come back. */
static void
test_hello_spreads_many_devices (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "person@x.example", "coordinator");
  EdDb *db = office->api->writer;

  person_sign_in (person);
  g_assert_cmpint (read_spread (office), ==, 1);
  for (guint i = 0; i < 99; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      g_assert_true (ed_devices_meet (db, id, person->account, "laptop", 1, 0, NULL));
      if (i == 70)
        g_assert_true (ed_devices_revoke (db, id, 0, NULL));
    }
  g_assert_cmpint (read_spread (office), ==, 3);
}

static void
test_healthz_writes (void)
{
  g_autoptr (Office) office = office_new ();
  EdApiRequest request = { .method = "GET", .path = "/healthz" };
  g_auto (EdApiResponse) response = { 0 };
  EdApiJob *job = NULL;
  gint64 until;

  g_assert_cmpint (ed_api_call (office->api, &request, &response, &job, &until), ==, ED_API_WRITE);
  ed_api_write (office->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 200);
  g_assert_cmpstr (response.content_type, ==, "text/plain");
}

static void
test_sizes_are_bounded (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "person@x.example", "coordinator");
  g_autofree char *spaces = g_strnfill (16 * 1024 + 1, ' ');
  g_autofree char *big = g_strnfill (1024 * 1024 + 1, ' ');
  g_autofree char *alias = g_strnfill (300 * 1024, 'x');
  g_autofree char *args = g_strdup_printf ("{\"other_comment\":\"%s\"}", alias);
  g_autofree char *huge = NULL, *code = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (GString) many = g_string_new ("{}");

  person_sign_in (person);
  g_assert_cmpuint (person_call (person, "POST", SIGN_IN, NULL, spaces, &response), ==, 413);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_call (person, "POST", PUSH, NULL, big, &response), ==, 413);
  ed_api_response_clear (&response);
  for (int i = 0; i < 100; i++)
    g_string_append (many, ",{}");
  g_assert_cmpuint (person_push_text (person, many->str, &response), ==, 413);
  ed_api_response_clear (&response);
  huge = person_envelope (person, ID, "case.create", ID, NULL, args);
  g_assert_cmpuint (person_push_text (person, huge, &response), ==, 413);
  code = response_code (&response);
  g_assert_cmpstr (code, ==, "too_large");
}

static void
test_nesting_is_bounded (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "person@x.example", "coordinator");
  g_autofree char *open = g_strnfill (5000, '[');
  g_autofree char *close = g_strnfill (5000, ']');
  g_autofree char *body = g_strdup_printf ("{\"a\":%s%s}", open, close);
  g_auto (EdApiResponse) response = { 0 };

  person_sign_in (person);
  g_assert_cmpuint (person_call (person, "POST", PUSH, NULL, body, &response), ==, 400);
}

static void
test_encoded_body_is_refused (void)
{
  g_autoptr (Office) office = office_new ();
  EdApiRequest request = { .method = "POST",
                           .path = SIGN_IN,
                           .content_type = JSON,
                           .content_encoding = "gzip",
                           .body = "{}",
                           .body_length = 2 };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 415);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/calls/bad-input-is-refused", test_bad_input_is_refused);
  g_test_add_func ("/server/calls/hello-says-who", test_hello_says_who);
  g_test_add_func ("/server/calls/hello-spreads-many-devices", test_hello_spreads_many_devices);
  g_test_add_func ("/server/calls/healthz-writes", test_healthz_writes);
  g_test_add_func ("/server/calls/sizes-are-bounded", test_sizes_are_bounded);
  g_test_add_func ("/server/calls/nesting-is-bounded", test_nesting_is_bounded);
  g_test_add_func ("/server/calls/encoded-body-is-refused", test_encoded_body_is_refused);
  return g_test_run ();
}
