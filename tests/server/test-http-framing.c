/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands before a request's body, raw: what is refused is a problem document, whether by this
 * server or by the HTTP library before any call hears of it (PROTOCOL 9.3). */

#include <string.h>

#include "site.h"

#define HOST "\r\nHost: x\r\n"
#define GET "GET /v1/hello HTTP/1.1" HOST
#define POST "POST /v1/sessions HTTP/1.1" HOST
#define PIECES POST "Transfer-Encoding: chunked\r\n\r\n"
#define END "\r\n\r\n"
#define KIB 1024

typedef struct
{
  const char *before;
  guint filler; /* so many letters in the middle */
  const char *after;
  guint status; /* 0: no answer at all */
} Row;

static char *
exchange (Site *site, const Row *row)
{
  g_autofree char *filler = g_strnfill (row->filler, 'a');
  g_autofree char *request = g_strconcat (row->before, filler, row->after, NULL);
  char *answer = site_exchange (site, request);

  g_test_message ("%.50s…: %u", row->before, site_status (answer));
  g_assert_cmpuint (site_status (answer), ==, row->status);
  g_assert_null (strstr (answer, "secret"));
  g_assert_null (strstr (answer, "aaaa"));
  return answer;
}

static void
assert_is_a_problem (const char *answer)
{
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/problem+json\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nConnection: close\r\n"));
  g_assert_nonnull (strstr (answer, "\"code\":"));
  g_assert_null (strstr (answer, "<html"));
}

static void
test_malformed_is_a_problem (Site *site, gconstpointer unused)
{
  static const Row rows[] = {
    { "GET /", 12 * KIB, " HTTP/1.1" HOST "\r\n", 414 },
    { "GET /", 40 * KIB, " HTTP/1.1" HOST "\r\n", 414 },
    { "GET /v1/feed?after=", 9 * KIB, " HTTP/1.1" HOST "\r\n", 414 },
    { GET "A: ", 17 * KIB, END, 431 },
    { GET "A: ", 40 * KIB, END, 431 },
    { "GET /v1/hello HTTP/1.1\r\n\r\n", 0, "", 400 },             /* no host */
    { GET "Host: secret\r\n\r\n", 0, "", 400 },                   /* two */
    { "GET /v1/hello HTTP/1.1\r\n Host: x\r\n\r\n", 0, "", 400 }, /* a name with a space */
    { GET "A : secret\r\n\r\n", 0, "", 400 },
    { GET "A(): secret\r\n\r\n", 0, "", 400 },
    { POST "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 0, "", 400 },
    { POST "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      0,
      "",
      400 },
    { POST "Transfer-Encoding: gzip\r\n\r\n", 0, "", 400 },
    { POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      0,
      "",
      400 },
    { POST "Content-Length: 1048577\r\n\r\n", 0, "", 413 },
    { POST "Content-Length: 4611686018427387904\r\n\r\n", 0, "", 413 },
    { PIECES "200000\r\n", 2048 * KIB, "\r\n0\r\n\r\n", 413 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = exchange (site, &rows[i]);

      assert_is_a_problem (answer);
    }
}

/* All that the library answers without asking. */
static void
test_what_is_no_request_is_a_problem (Site *site, gconstpointer unused)
{
  static const Row rows[] = {
    { "GET /", 70 * KIB, " HTTP/1.1" HOST "\r\n", 414 },
    { GET "A: ", 70 * KIB, END, 431 },
    { "GET" HOST "\r\n", 0, "", 0 },
    { "GET /v1/hello" HOST "\r\n", 0, "", 400 },
    { "GET /v1/hello secret" HOST "\r\n", 0, "", 400 },
    { "GET /v1/hello HTTP/3.7" HOST "\r\n", 0, "", 505 },
    { GET "secret\r\n\r\n", 0, "", 400 },
    { POST "Content-Length: secret\r\n\r\n", 0, "", 400 },
    { POST "Content-Length: -5\r\n\r\n", 0, "", 400 },
    { POST "Content-Length: 99999999999999999999999\r\n\r\n", 0, "", 413 },
    { PIECES "secret\r\n", 0, "", 400 },
    { PIECES "ffffffffffffffffff\r\n", 0, "", 413 },
    { PIECES "2\r\n{}secret\r\n0\r\n\r\n", 0, "", 400 },
    { PIECES "2\r\n{}\r\n0\r\nsecret\r\n\r\n", 0, "", 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = exchange (site, &rows[i]);

      if (rows[i].status != 0)
        assert_is_a_problem (answer);
    }
}

/* A zero, which ends a text for some readers and not for others, is in no name. */
static void
test_zero_is_a_problem (Site *site, gconstpointer unused)
{
  static const char *const rows[] = {
    GET "A#B: x\r\n\r\n",
    GET "A#: x\r\n\r\n",
    "GET /v1/hello HTTP/1.1\r\nHost#: x\r\n\r\n",
    POST "Content-Length#: 2\r\n\r\n{}",
    POST "Transfer-Encoding#: chunked\r\n\r\n0\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSocketConnection) connection = site_connect (site);
      g_autofree char *request = g_strdup (rows[i]);
      g_autofree char *answer = NULL;

      *strchr (request, '#') = '\0';
      site_send (connection, request, strlen (rows[i]));
      answer = site_receive (connection);
      g_test_message ("%u: %u", i, site_status (answer));
      g_assert_cmpuint (site_status (answer), ==, 400);
      assert_is_a_problem (answer);
    }
}

/* What is unusual and plain to everybody is answered as ever. */
static void
test_unusual_is_no_harm (Site *site, gconstpointer unused)
{
  static const Row rows[] = {
    { "GET /v1/hello HTTP/1.0\r\n\r\n", 0, "", 200 },
    { "\r\nGET /v1/hello HTTP/1.1" HOST "Connection: close\r\n\r\n", 0, "", 200 },
    { GET "Connection: close\r\nA: ", 12 * KIB, END, 200 },
    { GET "Connection: close\r\nA:\r\nB: c:d, \"e\"\r\n\r\n", 0, "", 200 },
    { "GET /", 4 * KIB, " HTTP/1.1" HOST "Connection: close\r\n\r\n", 404 },
    { POST
      "Transfer-Encoding: Chunked\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
      "2\r\n{}\r\n0\r\n\r\n",
      0,
      "",
      400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (exchange (site, &rows[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/http-framing/" path, Site, NULL, site_set_up, function, site_tear_down)
  ADD ("malformed-is-a-problem", test_malformed_is_a_problem);
  ADD ("what-is-no-request-is-a-problem", test_what_is_no_request_is_a_problem);
  ADD ("zero-is-a-problem", test_zero_is_a_problem);
  ADD ("unusual-is-no-harm", test_unusual_is_no_harm);
  return g_test_run ();
}
