/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The server on a real socket of this machine: what is no HTTP, what waits, how it stops. */

#include <gio/gio.h>
#include <string.h>

#include "server/api-state.h"
#include "server/http-admin.h"
#include "site.h"

#define WAITING 200

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
    { "GET /v1/hello HTTP/1.1\r\nConnection: close\r\n\r\n", 400, 400 }, /* no Host */
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
      g_autoptr (GSocketConnection) connection = site_connect (site);
      g_autofree char *answer = NULL;
      guint status;

      site_send (connection, rows[i].request, strlen (rows[i].request));
      g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
      answer = site_receive (connection);
      status = site_status (answer);
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
  g_autofree char *one = site_exchange (site, header);
  g_autofree char *two = site_exchange (site, path);
  g_autofree char *well = NULL;

  g_assert_true (site_status (one) == 0 || site_status (one) / 100 == 4);
  g_assert_true (site_status (two) == 0 || site_status (two) / 100 == 4);
  well = site_exchange (site, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  g_assert_cmpuint (site_status (well), ==, 200);
}

static void
test_answers_are_never_stored (Site *site, gconstpointer unused)
{
  g_autofree char *answer =
      site_exchange (site, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

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
      g_autofree char *answer = site_exchange (site, requests[i]);

      g_assert_cmpuint (site_status (answer), ==, statuses[i]);
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
      site_exchange (site, "PUT /v1/feed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  g_assert_nonnull (strstr (answer, "\r\nAllow: GET\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/problem+json\r\n"));
}

static char *
make_push (Person *person, const char *envelope)
{
  g_autofree char *headers = site_headers (person);
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
  g_autoptr (GSocketConnection) connection = site_connect (site);
  g_autofree char *answer = NULL;

  g_socket_set_option (g_socket_connection_get_socket (connection), 6, 1, 1, NULL); /* no delay */
  for (gsize i = 0; i < strlen (request); i += 7)
    site_send (connection, request + i, MIN (7, strlen (request) - i));
  answer = site_receive (connection);
  g_assert_cmpuint (site_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"applied\""));
}

/* A pull of PERSON that waits. */
static GSocketConnection *
start_waiting (Site *site, Person *person)
{
  GSocketConnection *connection = site_connect (site);
  g_autofree char *headers = site_headers (person);
  g_autofree char *request =
      g_strdup_printf ("GET /v1/feed?wait=25&after=%s HTTP/1.1\r\n%s\r\n", person->cursor, headers);

  site_send (connection, request, strlen (request));
  return connection;
}

/* Until N wait, with a generous watchdog. */
static void
await_waiting (Site *site, guint n)
{
  gint64 end = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  g_assert_true (ed_parking_await (ed_http_get_parking (site->http), n, end));
}

static void
push_over_http (Site *site, Person *person, const char *type, const char *case_id, const char *args)
{
  g_autofree char *id = office_make_id (site->house.office);
  g_autofree char *envelope = person_envelope (person, id, type, case_id, NULL, args);
  g_autofree char *request = make_push (person, envelope);
  g_autofree char *answer = site_exchange (site, request);

  g_assert_cmpuint (site_status (answer), ==, 200);
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
      g_autofree char *answer = site_receive (waiting[i]);

      g_assert_cmpuint (site_status (answer), ==, 200);
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
  answer = site_receive (expert);
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
  answer = site_receive (first);
  g_assert_cmpuint (site_status (answer), ==, 200);
  g_assert_null (strstr (answer, "\"put\""));
  g_assert_nonnull (strstr (answer, "\"end\""));
  await_waiting (site, 1);
}

static void
test_waiting_ends_in_time (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) connection = site_connect (site);
  g_autofree char *headers = site_headers (house->expert);
  g_autofree char *request = g_strdup_printf ("GET /v1/feed?wait=1&after=%s HTTP/1.1\r\n%s\r\n",
                                              house->expert->cursor,
                                              headers);
  g_autofree char *answer = NULL;

  site_send (connection, request, strlen (request));
  answer = site_receive (connection);
  g_assert_cmpuint (site_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"end\""));
}

static void
test_stop_answers_what_waits (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) one = start_waiting (site, house->expert);
  g_autoptr (GSocketConnection) two = NULL;
  g_autoptr (GSocketConnection) idle = site_connect (site);
  g_autofree char *first = NULL, *second = NULL;

  await_waiting (site, 1);
  two = start_waiting (site, house->other);
  await_waiting (site, 2);
  g_clear_pointer (&site->http, ed_http_stop);
  first = site_receive (one);
  second = site_receive (two);
  g_assert_cmpuint (site_status (first), ==, 503);
  g_assert_nonnull (strstr (first, "\r\nRetry-After: "));
  g_assert_nonnull (strstr (first, "unavailable"));
  g_assert_cmpuint (site_status (second), ==, 503);
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

  errand->answer = site_exchange (errand->site, errand->request);
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
      g_assert_cmpuint (site_status (errands[i].answer), ==, 200);
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
      g_assert_cmpuint (site_status (errands[i].answer), ==, 201);
      g_free (errands[i].answer);
      g_free (requests[i]);
    }
}

/* What the listener closes is its own, and once: the number may be a caller's a moment later. */
static void
test_admin_closes_once (Site *site, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdHttpAdmin *admin =
      ed_http_admin_start (site->house.office->api, site->http, "127.0.0.1", 0, &error);

  g_assert_no_error (error);
  ed_http_admin_stop (admin); /* warns, which is fatal here, where there is nothing to close */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/http/" path, Site, NULL, site_set_up, function, site_tear_down)
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
  ADD ("admin-closes-once", test_admin_closes_once);
  ADD ("pushes-at-once-share-transactions", test_pushes_at_once_share_transactions);
  ADD ("sign-ins-at-once-are-answered", test_sign_ins_at_once_are_answered);
  return g_test_run ();
}
