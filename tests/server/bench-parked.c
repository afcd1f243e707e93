/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client that waits for news costs: as many pulls as are asked for wait at once on a real
 * socket, then something happens that all of them hear of. Prints memory for each, with both ends
 * of its connection in this process, and the time until the last has its answer.
 *
 * Usage: bench-parked [CLIENTS] */

#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "site.h"

static GSocketConnection *
start_waiting (Site *site, Person *device)
{
  GSocketConnection *connection = site_connect (site);
  g_autofree char *headers = site_headers (device);
  g_autofree char *request =
      g_strdup_printf ("GET /v1/feed?wait=25&after=%s HTTP/1.1\r\n%s\r\n", device->cursor, headers);

  site_send (connection, request, strlen (request));
  return connection;
}

static void
await_parked (Site *site, guint n)
{
  while (ed_parking_count (ed_http_get_parking (site->http)) != n)
    g_thread_yield ();
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 2000;
  g_autofree GSocketConnection **waiting = g_new0 (GSocketConnection *, n);
  g_autofree Person **devices = g_new0 (Person *, n);
  Site site;
  gint64 before, parked, cpu, begun;

  g_print ("%u files allowed\n", ed_platform_allow_files (2 * n + 500));
  site_set_up (&site, NULL);
  site_start (&site, (EdHttpOptions){ .connections = n + n / 10 + 100 });
  for (guint i = 0; i < n; i++)
    {
      devices[i] = person_on_other_device (site.house.expert);
      pull_free (person_pull (devices[i], 500));
    }
  before = ed_platform_memory ();
  begun = g_get_monotonic_time ();
  cpu = ed_platform_cpu_time ();
  for (guint i = 0; i < n; i++)
    waiting[i] = start_waiting (&site, devices[i]);
  await_parked (&site, n);
  parked = ed_platform_memory ();
  g_print ("%u parked in %.2f s (%.0f µs of processor each), %.1f KiB each\n",
           n,
           (double) (g_get_monotonic_time () - begun) / 1e6,
           (double) (ed_platform_cpu_time () - cpu) / n,
           (double) (parked - before) / 1024 / n);
  begun = g_get_monotonic_time ();
  person_must (site.house.coordinator,
               NULL,
               "case.edit",
               site.house.case_id,
               NULL,
               "{\"city\":{\"to\":\"Vác\"}}");
  {
    g_autofree char *audience = g_strconcat ("account:", site.house.expert->account, NULL);
    const char *const audiences[] = { audience, NULL };

    ed_parking_wake (ed_http_get_parking (site.http), audiences);
  }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *answer = site_receive (waiting[i]);

      g_assert_cmpuint (site_status (answer), ==, 200);
      g_object_unref (waiting[i]);
    }
  g_print ("all woken and answered in %.2f s\n", (double) (g_get_monotonic_time () - begun) / 1e6);
  site_tear_down (&site, NULL);
  return 0;
}
