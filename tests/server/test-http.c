/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The server on a real socket of this machine: what is no HTTP, what waits, how it stops. */

#include <gio/gio.h>
#include <string.h>

#include "office.h"
#include "server/api-state.h"
#include "server/http.h"

#define WATCHDOG_S 120
#define WAITING 200

typedef struct
{
  House house;
  EdHttp *http;
} Site;

static void
set_up (Site *site, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdHttpOptions options = { .address = "127.0.0.1" };

  house_set_up_with_case (&site->house, NULL);
  pull_free (person_pull (site->house.coordinator, 500));
  pull_free (person_pull (site->house.expert, 500));
  pull_free (person_pull (site->house.other, 500));
  site->http = ed_http_start (site->house.office->api, &options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Site *site, gconstpointer unused)
{
  g_clear_pointer (&site->http, ed_http_stop);
  house_tear_down (&site->house, NULL);
}

static GSocketConnection *
connect_to (Site *site)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection = g_socket_client_connect_to_host (client,
                                                "127.0.0.1",
                                                ed_http_get_port (site->http),
                                                NULL,
                                                &error);
  g_assert_no_error (error);
  return connection;
}

static void
send_text (GSocketConnection *connection, const char *text, gsize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* The other side may have closed already: then the answer tells. */
  g_output_stream_write_all (out, text, length, NULL, NULL, NULL);
}

/* Everything until the server closes. */
static char *
receive_all (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (text, FALSE);
}

/* One request on a connection of its own; the answer whole. */
static char *
exchange (Site *site, const char *request)
{
  g_autoptr (GSocketConnection) connection = connect_to (site);

  send_text (connection, request, strlen (request));
  return receive_all (connection);
}

static guint
status_of (const char *answer)
{
  if (!g_str_has_prefix (answer, "HTTP/1.1 "))
    return 0;
  return (guint) g_ascii_strtoull (answer + 9, NULL, 10);
}

/* The headers of a signed-in call that is the connection's last. */
static char *
make_headers (Person *person)
{
  return g_strdup_printf ("Host: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                          "X-Device: %s\r\nX-Schema: 1\r\n",
                          person->token,
                          person->device);
}

static void
test_what_is_no_http_is_refused (Site *site, gconstpointer unused)
{
  static const struct
  {
    const char *request;
    guint status; /* 0: closed without a word */
    guint other;  /* also right */
  } rows[] = {
    { "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200, 200 },
    { "GET /v1/hello?a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200, 200 },
    { "GET /v1/hello HTTP/1.0\r\n\r\n", 200, 200 },
    { "GET /v1/%2e%2e/v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, 404 },
    { "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, 404 },
    { "GET /v1/hello%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, 404 },
    { "GET http://other/v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, 404 },
    { "BREW /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405, 405 },
    { "HEAD /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405, 405 },
    { "GET /v1/feed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401, 401 },
    { "GET /v1/hello HTTP/1.1\r\nConnection: close\r\n\r\n", 400, 200 }, /* no Host */
    { "nonsense\r\n\r\n", 0, 400 },
    { "GET /v1/hello SPDY/3\r\nHost: x\r\nConnection: close\r\n\r\n", 0, 400 },
    { "GET /v1/hello HTTP/1.1\r\nHost x\r\nConnection: close\r\n\r\n", 400, 200 },
    { "GET /v1/hello HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400, 0 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413, 413 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n", 400, 0 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
      415,
      415 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Content-Length: 2\r\nConnection: close\r\n\r\n{}",
      400,
      400 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      400,
      400 },
    { "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
      400,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (site);
      g_autofree char *answer = NULL;
      guint status;

      send_text (connection, rows[i].request, strlen (rows[i].request));
      g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
      answer = receive_all (connection);
      status = status_of (answer);
      g_test_message ("%u: %u", i, status);
      g_assert_true (status == rows[i].status || status == rows[i].other);
    }
}

static void
test_large_headers_are_refused (Site *site, gconstpointer unused)
{
  g_autofree char *filler = g_strnfill (64 * 1024, 'x');
  g_autofree char *header =
      g_strdup_printf ("GET /v1/hello HTTP/1.1\r\nHost: x\r\nX-A: %s\r\n\r\n", filler);
  g_autofree char *path = g_strdup_printf ("GET /v1/%s HTTP/1.1\r\nHost: x\r\n\r\n", filler);
  g_autofree char *one = exchange (site, header);
  g_autofree char *two = exchange (site, path);
  g_autofree char *well = NULL;

  g_assert_true (status_of (one) == 0 || status_of (one) / 100 == 4);
  g_assert_true (status_of (two) == 0 || status_of (two) / 100 == 4);
  well = exchange (site, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  g_assert_cmpuint (status_of (well), ==, 200);
}

static void
test_answers_are_never_stored (Site *site, gconstpointer unused)
{
  g_autofree char *answer =
      exchange (site, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  g_assert_nonnull (strstr (answer, "\r\nCache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/json\r\n"));
}

/* A page that browsers show may load nothing and tells nobody its address; a form that a browser
 * posts is taken, though it is no JSON. */
static void
test_pages_are_fenced_in (Site *site, gconstpointer unused)
{
  static const char *const requests[] = {
    "GET /open/case/261 HTTP/1.1\r\nHost: x\r\nAccept-Language: de\r\nConnection: close\r\n\r\n",
    "POST /open/account/nonsense HTTP/1.1\r\nHost: x\r\nAccept-Language: de\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n",
  };
  static const guint statuses[] = { 200, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *answer = exchange (site, requests[i]);

      g_assert_cmpuint (status_of (answer), ==, statuses[i]);
      g_assert_nonnull (strstr (answer, "\r\nContent-Type: text/html; charset=utf-8\r\n"));
      g_assert_nonnull (strstr (answer, "\r\nContent-Security-Policy: default-src 'none'; "));
      g_assert_nonnull (strstr (answer, "\r\nReferrer-Policy: no-referrer\r\n"));
      g_assert_nonnull (strstr (answer, "<html lang=\"de\">"));
    }
}

static void
test_problem_has_its_headers (Site *site, gconstpointer unused)
{
  g_autofree char *answer =
      exchange (site, "PUT /v1/feed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  g_assert_nonnull (strstr (answer, "\r\nAllow: GET\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/problem+json\r\n"));
}

static char *
make_push (Person *person, const char *envelope)
{
  g_autofree char *headers = make_headers (person);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", person->device, envelope);

  return g_strdup_printf ("POST /v1/commands HTTP/1.1\r\n%sContent-Type: application/json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          headers,
                          strlen (body),
                          body);
}

static void
test_push_comes_in_pieces (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope =
      person_envelope (house->expert, id, "case.contact", house->case_id, house->assignment, NULL);
  g_autofree char *request = make_push (house->expert, envelope);
  g_autoptr (GSocketConnection) connection = connect_to (site);
  g_autofree char *answer = NULL;

  g_socket_set_option (g_socket_connection_get_socket (connection), 6, 1, 1, NULL); /* no delay */
  for (gsize i = 0; i < strlen (request); i += 7)
    send_text (connection, request + i, MIN (7, strlen (request) - i));
  answer = receive_all (connection);
  g_assert_cmpuint (status_of (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"applied\""));
}

/* A pull of PERSON that waits. */
static GSocketConnection *
start_waiting (Site *site, Person *person)
{
  GSocketConnection *connection = connect_to (site);
  g_autofree char *headers = make_headers (person);
  g_autofree char *request =
      g_strdup_printf ("GET /v1/feed?wait=25&after=%s HTTP/1.1\r\n%s\r\n", person->cursor, headers);

  send_text (connection, request, strlen (request));
  return connection;
}

/* Until N wait; yields in between, with a generous watchdog. */
static void
await_waiting (Site *site, guint n)
{
  gint64 end = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (ed_parking_count (ed_http_get_parking (site->http)) != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

static void
push_over_http (Site *site, Person *person, const char *type, const char *case_id, const char *args)
{
  g_autofree char *id = office_make_id (site->house.office);
  g_autofree char *envelope = person_envelope (person, id, type, case_id, NULL, args);
  g_autofree char *request = make_push (person, envelope);
  g_autofree char *answer = exchange (site, request);

  g_assert_cmpuint (status_of (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"applied\""));
  person->seq++;
}

static void
test_two_hundred_wait_and_are_woken (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  GSocketConnection *waiting[WAITING];

  for (guint i = 0; i < WAITING; i++)
    {
      Person *device = person_on_other_device (house->expert);

      pull_free (person_pull (device, 500));
      waiting[i] = start_waiting (site, device);
    }
  await_waiting (site, WAITING);
  push_over_http (site,
                  house->coordinator,
                  "case.edit",
                  house->case_id,
                  "{\"city\":{\"to\":\"Vác\"}}");
  for (guint i = 0; i < WAITING; i++)
    {
      g_autofree char *answer = receive_all (waiting[i]);

      g_assert_cmpuint (status_of (answer), ==, 200);
      g_assert_nonnull (strstr (answer, "Vác"));
      g_object_unref (waiting[i]);
    }
  await_waiting (site, 0);
}

static void
test_only_those_concerned_are_woken (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) expert = start_waiting (site, house->expert);
  g_autoptr (GSocketConnection) other = NULL;
  g_autofree char *answer = NULL;

  await_waiting (site, 1);
  other = start_waiting (site, house->other);
  await_waiting (site, 2);
  push_over_http (site,
                  house->coordinator,
                  "case.edit",
                  house->case_id,
                  "{\"city\":{\"to\":\"Vác\"}}");
  answer = receive_all (expert);
  g_assert_nonnull (strstr (answer, "Vác"));
  await_waiting (site, 1);
}

static void
test_second_wait_ends_the_first (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) first = start_waiting (site, house->expert);
  g_autoptr (GSocketConnection) second = NULL;
  g_autofree char *answer = NULL;

  await_waiting (site, 1);
  second = start_waiting (site, house->expert);
  answer = receive_all (first);
  g_assert_cmpuint (status_of (answer), ==, 200);
  g_assert_null (strstr (answer, "\"put\""));
  g_assert_nonnull (strstr (answer, "\"end\""));
  await_waiting (site, 1);
}

static void
test_waiting_ends_in_time (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) connection = connect_to (site);
  g_autofree char *headers = make_headers (house->expert);
  g_autofree char *request = g_strdup_printf ("GET /v1/feed?wait=1&after=%s HTTP/1.1\r\n%s\r\n",
                                              house->expert->cursor,
                                              headers);
  g_autofree char *answer = NULL;

  send_text (connection, request, strlen (request));
  answer = receive_all (connection);
  g_assert_cmpuint (status_of (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"end\""));
}

static void
test_stop_answers_what_waits (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) one = start_waiting (site, house->expert);
  g_autoptr (GSocketConnection) two = NULL;
  g_autoptr (GSocketConnection) idle = connect_to (site);
  g_autofree char *first = NULL, *second = NULL;

  await_waiting (site, 1);
  two = start_waiting (site, house->other);
  await_waiting (site, 2);
  g_clear_pointer (&site->http, ed_http_stop);
  first = receive_all (one);
  second = receive_all (two);
  g_assert_cmpuint (status_of (first), ==, 503);
  g_assert_nonnull (strstr (first, "\r\nRetry-After: "));
  g_assert_nonnull (strstr (first, "unavailable"));
  g_assert_cmpuint (status_of (second), ==, 503);
}

static void
test_port_in_use_is_said (Site *site, gconstpointer unused)
{
  EdHttpOptions options = { .address = "127.0.0.1", .port = ed_http_get_port (site->http) };
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_http_start (site->house.office->api, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

typedef struct
{
  Site *site;
  const char *request;
  char *answer;
} Errand;

static gpointer
run_errand (gpointer data)
{
  Errand *errand = data;

  errand->answer = exchange (errand->site, errand->request);
  return NULL;
}

/* Pushes that come while a transaction runs are written together by the next one. */
static void
test_pushes_at_once_share_transactions (Site *site, gconstpointer unused)
{
  enum
  {
    N = 24
  };
  House *house = &site->house;
  EdScribe *scribe = ed_http_get_scribe (site->http);
  gint64 end = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;
  Errand errands[N];
  GThread *threads[N];
  char *requests[N];
  guint jobs_before, jobs, before, after;

  for (guint i = 0; i < N; i++)
    {
      Person *person = person_on_other_device (house->coordinator);
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *case_id = office_make_id (house->office);
      g_autofree char *envelope = person_envelope (
          person,
          id,
          "case.create",
          case_id,
          NULL,
          "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}");

      pull_free (person_pull (person, 500));
      requests[i] = make_push (person, envelope);
      errands[i] = (Errand){ site, requests[i], NULL };
    }
  ed_scribe_count (scribe, &jobs_before, &before);
  /* A transaction that takes its time, until all have asked. */
  g_mutex_lock (&house->office->api->writing);
  for (guint i = 0; i < N; i++)
    threads[i] = g_thread_new ("errand", run_errand, &errands[i]);
  for (jobs = jobs_before; jobs < jobs_before + N; ed_scribe_count (scribe, &jobs, &after))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
  g_mutex_unlock (&house->office->api->writing);
  for (guint i = 0; i < N; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpuint (status_of (errands[i].answer), ==, 200);
      g_assert_nonnull (strstr (errands[i].answer, "\"applied\""));
      g_free (errands[i].answer);
      g_free (requests[i]);
    }
  ed_scribe_count (scribe, &jobs, &after);
  /* The one that was held, all others, and at most one of the clock's chores. */
  g_assert_cmpuint (after - before, <=, 3);
}

/* Signing in hashes a password; others are answered meanwhile and after. */
static void
test_sign_ins_at_once_are_answered (Site *site, gconstpointer unused)
{
  enum
  {
    N = 8
  };
  Errand errands[N];
  GThread *threads[N];
  char *requests[N];

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *device = office_make_id (site->house.office);
      g_autofree char *body = g_strdup_printf ("{\"user\":\"expert\",\"password\":\"" PASSWORD
                                               "\",\"device\":{\"id\":\"%s\",\"name\":\"n\"}}",
                                               device);

      requests[i] = g_strdup_printf (
          "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
          "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
          strlen (body),
          body);
      errands[i] = (Errand){ site, requests[i], NULL };
      threads[i] = g_thread_new ("errand", run_errand, &errands[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpuint (status_of (errands[i].answer), ==, 201);
      g_free (errands[i].answer);
      g_free (requests[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/http/" path, Site, NULL, set_up, function, tear_down)
  ADD ("what-is-no-http-is-refused", test_what_is_no_http_is_refused);
  ADD ("large-headers-are-refused", test_large_headers_are_refused);
  ADD ("answers-are-never-stored", test_answers_are_never_stored);
  ADD ("pages-are-fenced-in", test_pages_are_fenced_in);
  ADD ("problem-has-its-headers", test_problem_has_its_headers);
  ADD ("push-comes-in-pieces", test_push_comes_in_pieces);
  ADD ("two-hundred-wait-and-are-woken", test_two_hundred_wait_and_are_woken);
  ADD ("only-those-concerned-are-woken", test_only_those_concerned_are_woken);
  ADD ("second-wait-ends-the-first", test_second_wait_ends_the_first);
  ADD ("waiting-ends-in-time", test_waiting_ends_in_time);
  ADD ("stop-answers-what-waits", test_stop_answers_what_waits);
  ADD ("port-in-use-is-said", test_port_in_use_is_said);
  ADD ("pushes-at-once-share-transactions", test_pushes_at_once_share_transactions);
  ADD ("sign-ins-at-once-are-answered", test_sign_ins_at_once_are_answered);
  return g_test_run ();
}
