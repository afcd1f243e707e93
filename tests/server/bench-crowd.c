/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What 500 clients at once wait for a command, over sockets of their own, kept open, of plain http:
 * each sends its next as soon as it has an answer (so much as the server can take), and then half
 * as many, each by the clock whether the others are answered or not. Who is told to come again
 * does. Beside it, in the same run, what one commit of the engine takes on this disk. Prints rows
 * of a table.
 *
 * Usage: bench-crowd [CLIENTS [COMMANDS]] */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "callers.h"
#include "caseload.h"
#include "server/api-state.h"
#include "server/http.h"
#include "toll.h"

#define COMMITS 200

typedef struct
{
  guint clients, commands; /* of each */
  gint64 pace;             /* µs between two of one client; 0: as soon as answered */
  guint sent_away;
  char ***requests; /* [client][command] */
} Crowd;

typedef struct
{
  int fd;
  guint sent;
  gint64 due, asked; /* monotonic, µs; DUE of the next, ASKED or was due: of this one */
  gboolean waits;
  gsize length;
  char buffer[4096];
} Caller;

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static gint64
percentile (GArray *times, double part)
{
  return g_array_index (times, gint64, (guint) (part * (times->len - 1)));
}

static void
ask (const Crowd *crowd, Caller *caller, guint i)
{
  const char *request = crowd->requests[i][caller->sent++];

  caller->asked = crowd->pace > 0 ? caller->due : g_get_monotonic_time ();
  caller->due += crowd->pace;
  caller->waits = TRUE;
  caller->length = 0;
  callers_send (caller->fd, request, strlen (request));
}

/* The same again, after as long as the answer says and a little more. */
static void
come_again (Crowd *crowd, Caller *caller)
{
  const char *after = strstr (caller->buffer, "Retry-After: ");

  if (after == NULL)
    g_error ("%s", caller->buffer);
  crowd->sent_away++;
  caller->sent--;
  caller->waits = FALSE;
  caller->due = g_get_monotonic_time () + atoi (after + strlen ("Retry-After: ")) * G_USEC_PER_SEC
                + g_random_int_range (0, G_USEC_PER_SEC);
}

/* Takes what has come. */
static void
hear (Crowd *crowd, Caller *caller, GArray *times)
{
  ssize_t n = recv (caller->fd,
                    caller->buffer + caller->length,
                    sizeof caller->buffer - 1 - caller->length,
                    MSG_DONTWAIT);
  gint64 time;

  if (n <= 0)
    g_error ("an answer broke off: %s", g_strerror (errno));
  caller->length += (gsize) n;
  caller->buffer[caller->length] = '\0';
  if (!callers_is_whole (caller->buffer, caller->length))
    return;
  if (g_str_has_prefix (caller->buffer, "HTTP/1.1 503"))
    {
      come_again (crowd, caller);
      return;
    }
  if (strstr (caller->buffer, "\"status\":\"applied\"") == NULL)
    g_error ("%s", caller->buffer);
  time = g_get_monotonic_time () - caller->asked;
  g_array_append_val (times, time);
  caller->waits = FALSE;
}

/* Asks who is due; how many µs until the next is. */
static gint64
ask_due (const Crowd *crowd, Caller *callers)
{
  gint64 now = g_get_monotonic_time (), next = G_USEC_PER_SEC;

  for (guint i = 0; i < crowd->clients; i++)
    {
      if (callers[i].waits || callers[i].sent == crowd->commands)
        continue;
      if (callers[i].due <= now)
        ask (crowd, &callers[i], i);
      else
        next = MIN (next, callers[i].due - now);
    }
  return next;
}

static void
run (guint16 port, gpointer data, FILE *report)
{
  Crowd *crowd = data;
  g_autofree Caller *callers = g_new0 (Caller, crowd->clients);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  struct epoll_event events[64];
  int epoll = epoll_create1 (0);
  gint64 begun;

  for (guint i = 0; i < crowd->clients; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.u32 = i };

      callers[i].fd = callers_connect (port);
      epoll_ctl (epoll, EPOLL_CTL_ADD, callers[i].fd, &event);
    }
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < crowd->clients; i++)
    callers[i].due = begun + crowd->pace * i / crowd->clients;
  while (times->len < crowd->clients * crowd->commands)
    {
      gint64 next = ask_due (crowd, callers);
      int n = epoll_wait (epoll, events, G_N_ELEMENTS (events), (int) (next / 1000) + 1);

      for (int i = 0; i < n; i++)
        hear (crowd, &callers[events[i].data.u32], times);
    }
  begun = g_get_monotonic_time () - begun;
  g_array_sort (times, compare_times);
  fprintf (report,
           "%.1f %.1f %.1f %.1f %.1f",
           (double) times->len * 1e6 / (double) begun,
           100.0 * crowd->sent_away / (times->len + crowd->sent_away),
           (double) percentile (times, 0.5) / 1e3,
           (double) percentile (times, 0.99) / 1e3,
           (double) percentile (times, 1) / 1e3);
}

/* A client's commands, as whole requests. */
static char **
write_requests (Caseload *load, guint n)
{
  Person *device = person_on_other_device (load->coordinator);
  char **requests = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = caseload_make_id (load), *case_id = caseload_make_id (load);
      g_autofree char *envelope =
          person_envelope (device, id, "case.create", case_id, NULL, CASELOAD_INTAKE);
      g_autofree char *body =
          g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", device->device, envelope);

      device->seq++;
      requests[i] = g_strdup_printf (
          "POST /v1/commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nX-Device: %s\r\n"
          "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
          device->token,
          device->device,
          strlen (body),
          body);
    }
  return requests;
}

/* ms that 99 of 100 commits of next to nothing take: the least that any command waits. */
static double
measure_commit (Caseload *load)
{
  EdDb *db = load->office->api->writer;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < COMMITS; i++)
    {
      gint64 time = -g_get_monotonic_time ();

      g_assert_true (ed_db_begin (db, TRUE, NULL));
      g_assert_true (
          ed_db_exec (db, "UPDATE organisation SET next_request = next_request + 1", NULL));
      g_assert_true (ed_db_commit (db, NULL));
      time += g_get_monotonic_time ();
      g_array_append_val (times, time);
    }
  g_array_sort (times, compare_times);
  return (double) percentile (times, 0.99) / 1e3;
}

/* Commands a second. */
static double
run_crowd (Crowd crowd, const char *what)
{
  Caseload *load = caseload_new (1);
  g_autoptr (GError) error = NULL;
  EdHttpOptions options = { .address = "127.0.0.1" };
  g_autoptr (EdHttp) http = NULL;
  g_autofree char *report = NULL;
  Toll toll = { 0 };
  Callers *callers;
  double commit, rate, away, middle, late, last;

  crowd.requests = g_new0 (char **, crowd.clients);
  for (guint i = 0; i < crowd.clients; i++)
    crowd.requests[i] = write_requests (load, crowd.commands);
  commit = measure_commit (load);
  callers = callers_new (run, &crowd);
  http = ed_http_start (load->office->api, &options, &error);
  g_assert_no_error (error);
  toll_start (&toll);
  callers_begin (callers, ed_http_get_port (http));
  report = callers_finish (callers);
  toll_stop (&toll);
  g_assert_cmpint (sscanf (report, "%lf %lf %lf %lf %lf", &rate, &away, &middle, &late, &last),
                   ==,
                   5);
  g_print ("| %s | %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
           toll_engine (),
           what,
           rate,
           away,
           (double) toll_processor (&toll) / (crowd.clients * crowd.commands),
           middle,
           late,
           last,
           late / middle,
           commit,
           late / commit);
  g_clear_pointer (&http, ed_http_stop);
  for (guint i = 0; i < crowd.clients; i++)
    g_strfreev (crowd.requests[i]);
  g_free (crowd.requests);
  caseload_free (load);
  return rate;
}

int
main (int argc, char **argv)
{
  Crowd crowd = { .clients = 500, .commands = 20 };
  double rate;

  if (argc > 1)
    crowd.clients = (guint) atoi (argv[1]);
  if (argc > 2)
    crowd.commands = (guint) atoi (argv[2]);
  rate = run_crowd (crowd, "as many as it takes");
  crowd.pace = (gint64) (crowd.clients * 1e6 / (rate / 2));
  run_crowd (crowd, "half of that, by the clock");
  return 0;
}
