/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server does about callers that are slow, many or in a hurry. */

#include <string.h>

#include "server/turns.h"
#include "site.h"

/* Who takes too long to ask is not waited for, however little is missing. */
static void
test_slow_requests_are_ended (Site *site, gconstpointer unused)
{
  static const char *const beginnings[] = {
    "",
    "GET /v1/he",
    "GET /v1/hello HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    "Content-Length: 2\r\n\r\n{",
    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    "Transfer-Encoding: chunked\r\n\r\n2\r\n{",
  };
  GSocketConnection *slow[G_N_ELEMENTS (beginnings)];
  EdDoorkeeperCounts counts;

  site_start (site, (EdHttpOptions){ .request_s = 1, .idle_s = 10 * WATCHDOG_S });
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      slow[i] = site_connect (site);
      site_send (slow[i], beginnings[i], strlen (beginnings[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *answer = site_receive (slow[i]);

      g_assert_cmpstr (answer, ==, "");
      g_object_unref (slow[i]);
    }
  ed_doorkeeper_count (ed_http_get_doorkeeper (site->http), &counts);
  g_assert_cmpuint (counts.shown_out, ==, G_N_ELEMENTS (beginnings));
}

/* Who waits for news is not slow. */
static void
test_waiting_is_not_slow (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *headers = site_headers (house->expert);
  g_autofree char *request = g_strdup_printf ("GET /v1/feed?wait=3&after=%s HTTP/1.1\r\n%s\r\n",
                                              house->expert->cursor,
                                              headers);
  g_autofree char *answer = NULL;

  site_start (site, (EdHttpOptions){ .request_s = 1, .idle_s = 1 });
  connection = site_connect (site);
  site_send (connection, request, strlen (request));
  answer = site_receive (connection);
  g_assert_cmpuint (site_status (answer), ==, 200);
}

static void
assert_come_again (const char *answer, guint status, const char *code)
{
  g_assert_cmpuint (site_status (answer), ==, status);
  g_assert_nonnull (strstr (answer, "\r\nRetry-After: "));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/problem+json\r\n"));
  g_assert_nonnull (strstr (answer, code));
}

#define HELLO "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

static void
await_guests (Site *site, guint n)
{
  gint64 end = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;
  EdDoorkeeperCounts counts;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
      ed_doorkeeper_count (ed_http_get_doorkeeper (site->http), &counts);
    }
  while (counts.guests != n);
}

/* Beyond the connections that an address may have it is told to come again; far beyond, it is not
 * listened to at all. What leaves makes room. */
static void
test_crowd_is_told_to_come_again (Site *site, gconstpointer unused)
{
  GSocketConnection *here[6];
  g_autofree char *seventh = NULL, *again = NULL;

  site_start (site, (EdHttpOptions){ .per_address = 3, .asks_per_second = 1000 });
  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    here[i] = site_connect (site);
  await_guests (site, G_N_ELEMENTS (here));
  seventh = site_exchange (site, HELLO);
  g_assert_cmpstr (seventh, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    {
      g_autofree char *answer = NULL;

      site_send (here[i], HELLO, strlen (HELLO));
      answer = site_receive (here[i]);
      if (i < 3)
        g_assert_cmpuint (site_status (answer), ==, 200);
      else
        assert_come_again (answer, 429, "rate_limited");
      g_object_unref (here[i]);
    }
  await_guests (site, 0);
  again = site_exchange (site, HELLO);
  g_assert_cmpuint (site_status (again), ==, 200);
}

static void
test_full_house_says_so (Site *site, gconstpointer unused)
{
  GSocketConnection *here[19];
  g_autofree char *answer = NULL;

  site_start (site, (EdHttpOptions){ .connections = 20 });
  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    here[i] = site_connect (site);
  await_guests (site, G_N_ELEMENTS (here));
  answer = site_exchange (site, HELLO);
  assert_come_again (answer, 503, "unavailable");
  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    g_object_unref (here[i]);
}

/* Ten seconds' worth of requests at once, then they are too many; a body that would come is not
 * waited for. */
static void
test_too_many_requests_are_slowed_down (Site *site, gconstpointer unused)
{
  g_autofree char *answer = NULL;

  site_start (site, (EdHttpOptions){ .per_address = 100, .asks_per_second = 1 });
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *good = site_exchange (site, HELLO);

      g_assert_cmpuint (site_status (good), ==, 200);
    }
  answer =
      site_exchange (site,
                     "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     "Content-Length: 1000\r\n\r\n");
  assert_come_again (answer, 429, "rate_limited");
}

static void
test_turns_come_back_with_time (void)
{
  EdTurns *turns = ed_turns_new (2, 4);
  const gint64 second = G_USEC_PER_SEC;

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (ed_turns_take (turns, "a", second), ==, 0);
  g_assert_cmpint (ed_turns_take (turns, "a", second), ==, 1);
  g_assert_cmpint (ed_turns_take (turns, "b", second), ==, 0);
  g_assert_cmpint (ed_turns_take (turns, "a", second + second / 2), ==, 0);
  g_assert_cmpint (ed_turns_take (turns, "a", second + second / 2), ==, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (ed_turns_take (turns, "a", 60 * second), ==, 0);
  g_assert_cmpint (ed_turns_take (turns, "a", 60 * second), ==, 1);
  ed_turns_free (turns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/http-limits/" path, Site, NULL, site_set_up, function, site_tear_down)
  ADD ("slow-requests-are-ended", test_slow_requests_are_ended);
  ADD ("waiting-is-not-slow", test_waiting_is_not_slow);
  ADD ("crowd-is-told-to-come-again", test_crowd_is_told_to_come_again);
  ADD ("full-house-says-so", test_full_house_says_so);
  ADD ("too-many-requests-are-slowed-down", test_too_many_requests_are_slowed_down);
  g_test_add_func ("/server/http-limits/turns-come-back-with-time", test_turns_come_back_with_time);
  return g_test_run ();
}
