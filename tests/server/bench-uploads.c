/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server holds in memory while files of 25 MiB arrive, 1, 10 and 50 at once, in pieces of
 * 1 MiB, and are then read by as many at once. Prints rows of a table.
 *
 * Usage: bench-uploads [UPLOADS…] */

#include <stdlib.h>
#include <string.h>

#include "callers.h"
#include "caseload.h"
#include "files.h"
#include "server/http.h"
#include "toll.h"

#define MIB (1024 * 1024)
#define LENGTH (25 * MIB)

typedef struct
{
  Caseload *load;
  guint n;
  Sample **samples; /* one of each expert */
} Uploads;

static Person *
get_expert (const Uploads *uploads, guint i)
{
  return uploads->load->experts[i];
}

static char *
write_head (const Uploads *uploads,
            guint i,
            const char *method,
            const char *path,
            gsize at,
            gsize n)
{
  return g_strdup_printf (
      "%s %s%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nX-Device: %s\r\n"
      "Content-Type: application/octet-stream\r\nUpload-Offset: %" G_GSIZE_FORMAT "\r\n"
      "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      method,
      path,
      uploads->samples[i]->id,
      get_expert (uploads, i)->token,
      get_expert (uploads, i)->device,
      at,
      n);
}

/* A piece of each, then the answers to all. */
static void
run (guint16 port, gpointer data, FILE *report)
{
  const Uploads *uploads = data;
  g_autofree int *fds = g_new0 (int, uploads->n);
  char answer[4096];

  for (guint i = 0; i < uploads->n; i++)
    fds[i] = callers_connect (port);
  for (gsize at = 0; at < LENGTH; at += MIB)
    {
      for (guint i = 0; i < uploads->n; i++)
        {
          const char *bytes = g_bytes_get_data (uploads->samples[i]->bytes, NULL);
          g_autofree char *head = write_head (uploads, i, "PATCH", "/v1/uploads/", at, MIB);

          callers_send (fds[i], head, strlen (head));
          callers_send (fds[i], bytes + at, MIB);
        }
      for (guint i = 0; i < uploads->n; i++)
        callers_receive (fds[i], answer, sizeof answer, 204);
    }
}

static void
run_uploads (guint n)
{
  Caseload *load = caseload_new (n * CASELOAD_OF_EXPERT);
  Uploads uploads = { load, n, g_new0 (Sample *, n) };
  g_autoptr (GError) error = NULL;
  EdHttpOptions options = { .address = "127.0.0.1" };
  g_autoptr (EdHttp) http = NULL;
  g_autofree char *report = NULL;
  Toll toll = { 0 };
  gint64 before;
  Callers *callers;

  caseload_bring_to (load, DEED_CONTACT, 0, load->n);
  for (guint i = 0; i < n; i++)
    {
      guint first = i * CASELOAD_OF_EXPERT;
      Sample *sample =
          sample_new (load->office, "other", load->cases[first], load->assignments[first]);
      g_auto (EdApiResponse) announced = { 0 };

      sample_set_bytes (sample,
                        i == 0 ? sample_pdf (LENGTH) : g_bytes_ref (uploads.samples[0]->bytes));
      uploads.samples[i] = sample;
      g_assert_cmpuint (person_announce (get_expert (&uploads, i), sample, &announced), ==, 201);
    }
  callers = callers_new (run, &uploads);
  http = ed_http_start (load->office->api, &options, &error);
  g_assert_no_error (error);
  before = toll_memory ("self");
  toll_take_peak ("self");
  toll_start (&toll);
  callers_begin (callers, ed_http_get_port (http));
  report = callers_finish (callers);
  toll_stop (&toll);
  g_print ("| %s | %u | %.0f | %.1f | %.1f |\n",
           toll_engine (),
           n,
           (double) (toll_take_peak ("self") - before) / MIB,
           (double) toll_processor (&toll) / 1e3 / ((double) n * LENGTH / MIB),
           (double) toll.wall / 1e6);
  g_clear_pointer (&http, ed_http_stop);
  for (guint i = 0; i < n; i++)
    sample_free (uploads.samples[i]);
  g_free (uploads.samples);
  caseload_free (load);
}

int
main (int argc, char **argv)
{
  static const guint usual[] = { 1, 10, 50 };

  for (int i = 1; i < argc; i++)
    run_uploads ((guint) atoi (argv[i]));
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (usual); i++)
    run_uploads (usual[i]);
  return 0;
}
