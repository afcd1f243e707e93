/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client that waits for news costs the server: as many pulls as are asked for wait at once,
 * over plain http and over TLS, then something happens that all of them hear of. (They have to come
 * within the 25 s that the first of them waits.) Prints rows of a table: resident memory and the
 * processor's time for each, and the time until the last has its answer.
 *
 * Usage: bench-parked [CLIENTS [TLS_CLIENTS]] */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "callers.h"
#include "house.h"
#include "server/api-state.h"
#include "server/http.h"
#include "support/certificates.h"
#include "toll.h"

#define FILES_BESIDES 500

typedef struct
{
  House house;
  guint n;
  gboolean secure;
  char **requests;
} Lot;

static gboolean
accept_any (GTlsConnection *connection,
            GTlsCertificate *certificate,
            GTlsCertificateFlags errors,
            gpointer unused)
{
  return TRUE;
}

static GIOStream *
connect_secure (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) plain =
      g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  GIOStream *secure;

  g_assert_no_error (error);
  secure = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (secure, "accept-certificate", G_CALLBACK (accept_any), NULL);
  g_tls_connection_handshake (G_TLS_CONNECTION (secure), NULL, &error);
  g_assert_no_error (error);
  return secure;
}

static void
wait_secure (const Lot *lot, guint16 port)
{
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < lot->n; i++)
    {
      GIOStream *stream = connect_secure (port);

      g_ptr_array_add (streams, stream);
      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                                lot->requests[i],
                                                strlen (lot->requests[i]),
                                                NULL,
                                                NULL,
                                                NULL));
    }
  for (guint i = 0; i < lot->n; i++)
    {
      char buffer[64] = "";
      GInputStream *in = g_io_stream_get_input_stream (streams->pdata[i]);

      g_assert_cmpint (g_input_stream_read (in, buffer, sizeof buffer - 1, NULL, NULL), >, 12);
      g_assert_true (g_str_has_prefix (buffer, "HTTP/1.1 200"));
    }
}

static void
wait_for_news (guint16 port, gpointer data, FILE *report)
{
  const Lot *lot = data;
  g_autofree int *fds = g_new0 (int, lot->n);
  g_autofree char *buffer = g_malloc (1 << 16);

  if (lot->secure)
    {
      wait_secure (lot, port);
      return;
    }
  for (guint i = 0; i < lot->n; i++)
    {
      fds[i] = callers_connect (port);
      callers_send (fds[i], lot->requests[i], strlen (lot->requests[i]));
    }
  for (guint i = 0; i < lot->n; i++)
    callers_receive (fds[i], buffer, 1 << 16, 200);
}

static void
write_requests (Lot *lot)
{
  lot->requests = g_new0 (char *, lot->n + 1);
  for (guint i = 0; i < lot->n; i++)
    {
      Person *device = person_on_other_device (lot->house.expert);

      if (i == 0)
        pull_free (person_pull (lot->house.expert, 500));
      lot->requests[i] = g_strdup_printf (
          "GET /v1/feed?wait=25&after=%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
          "X-Device: %s\r\nX-Schema: 1\r\n\r\n",
          lot->house.expert->cursor,
          device->token,
          device->device);
    }
  /* Their tokens are in use: to come is to read. */
  g_assert_true (
      ed_db_exec (lot->house.office->api->writer, "UPDATE sign_in SET confirmed = 1", NULL));
}

/* A certificate for the server, in files of the office's folder. */
static EdShownCertificate *
make_certificate (Lot *lot)
{
  g_autofree char *chain = g_build_filename (lot->house.office->folder, "chain.pem", NULL);
  g_autofree char *key = g_build_filename (lot->house.office->folder, "key.pem", NULL);
  g_auto (EdTestCertificate) made = { 0 };
  g_autoptr (GError) error = NULL;
  EdShownCertificate *shown;

  ed_test_certificate_make (&made, "127.0.0.1", -3600, 3600);
  g_assert_true (g_file_set_contents (chain, made.certificate, -1, NULL));
  g_assert_true (g_file_set_contents (key, made.key, -1, NULL));
  shown = ed_shown_certificate_new (chain, key, &error);
  g_assert_no_error (error);
  return shown;
}

/* Something for all of them. */
static void
bring_news (Lot *lot, EdHttp *http)
{
  House *house = &lot->house;
  g_autofree char *audience = g_strconcat ("account:", house->expert->account, NULL);
  const char *const audiences[] = { audience, NULL };

  person_must (house->coordinator,
               NULL,
               "case.edit",
               house->case_id,
               NULL,
               "{\"city\":{\"to\":\"Vác\"}}");
  ed_parking_wake (ed_http_get_parking (http), audiences);
}

static void
run_lot (Lot lot)
{
  g_autoptr (GError) error = NULL;
  EdHttpOptions options = { .address = "127.0.0.1" };
  g_autoptr (EdShownCertificate) certificate = NULL;
  g_autoptr (EdHttp) http = NULL;
  g_autofree char *report = NULL;
  Toll coming = { 0 }, going = { 0 };
  gint64 before, parked;
  Callers *callers;

  house_set_up_with_case (&lot.house, NULL);
  write_requests (&lot);
  if (lot.secure)
    options.certificate = certificate = make_certificate (&lot);
  callers = callers_new (wait_for_news, &lot);
  http = ed_http_start (lot.house.office->api, &options, &error);
  g_assert_no_error (error);
  before = toll_memory ("self");
  toll_start (&coming);
  callers_begin (callers, ed_http_get_port (http));
  while (!ed_parking_await (ed_http_get_parking (http),
                            lot.n,
                            g_get_monotonic_time () + G_TIME_SPAN_SECOND))
    callers_check (callers);
  toll_stop (&coming);
  parked = toll_memory ("self");
  toll_start (&going);
  bring_news (&lot, http);
  report = callers_finish (callers);
  toll_stop (&going);
  g_print ("| %s | %s | %u | %.1f | %.0f | %.0f | %.2f |\n",
           toll_engine (),
           lot.secure ? "TLS" : "plain",
           lot.n,
           (double) (parked - before) / 1024 / lot.n,
           (double) toll_processor (&coming) / lot.n,
           (double) toll_processor (&going) / lot.n,
           (double) going.wall / 1e6);
  g_clear_pointer (&http, ed_http_stop);
  g_strfreev (lot.requests);
  house_tear_down (&lot.house, NULL);
}

int
main (int argc, char **argv)
{
  guint plain = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  guint secure = argc > 2 ? (guint) atoi (argv[2]) : 500;

  g_assert_cmpuint (ed_platform_allow_files (plain + FILES_BESIDES), >=, plain + FILES_BESIDES);
  run_lot ((Lot){ .n = plain });
  run_lot ((Lot){ .n = secure, .secure = TRUE });
  return 0;
}
