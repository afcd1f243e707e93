/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/http-admin.h"

#include <microhttpd.h>
#include <string.h>

#include "server/answer.h"
#include "server/http-refusals.h"
#include "server/http-reply.h"
#include "server/listening.h"
#include "server/metrics.h"

#define CONNECTIONS 32
#define IDLE_S 15

struct _EdHttpAdmin
{
  EdApi *api;
  EdHttp *http;
  GSocket *socket;
  guint16 port;
  struct MHD_Daemon *daemon;
};

static void
answer_metrics (EdHttpAdmin *self, EdApiResponse *response)
{
  g_autoptr (GError) error = NULL;
  EdDoorkeeperCounts counts;
  EdMetricsMoment moment = { 0 };
  char *text;

  ed_doorkeeper_count (ed_http_get_doorkeeper (self->http), &counts);
  moment.connections = counts.guests;
  moment.sent_away = counts.sent_away;
  moment.shown_out = counts.shown_out;
  moment.parked = ed_parking_count (ed_http_get_parking (self->http));
  moment.to_write = ed_scribe_count_waiting (ed_http_get_scribe (self->http));
  ed_scribe_count (ed_http_get_scribe (self->http), &moment.jobs, &moment.transactions);
  text = ed_metrics_describe (self->api, &moment, &error);
  if (text == NULL)
    {
      ed_answer_failure (response, error);
      return;
    }
  ed_answer_json (response, 200, text);
  response->content_type = "text/plain; version=0.0.4; charset=utf-8";
}

static void
answer (EdHttpAdmin *self, const char *method, const char *path, EdApiResponse *response)
{
  EdApiRequest request = { .method = method, .path = path };

  if (strcmp (path, "/metrics") == 0 && strcmp (method, "GET") == 0)
    answer_metrics (self, response);
  else if (strcmp (path, "/healthz") == 0 || strcmp (path, "/readyz") == 0)
    ed_api_call_now (self->api, &request, response);
  else
    ed_answer_problem (response, 404, "not_found", "There is no such call.", NULL);
}

static enum MHD_Result
on_request (gpointer data,
            struct MHD_Connection *connection,
            const char *url,
            const char *method,
            const char *version,
            const char *upload,
            size_t *upload_length,
            void **closure)
{
  static const int asked;
  g_auto (EdApiResponse) response = { 0 };
  struct MHD_Response *reply;
  enum MHD_Result queued;

  if (*closure == NULL)
    {
      *closure = (gpointer) &asked;
      return MHD_YES;
    }
  *upload_length = 0;
  answer (data, method, url, &response);
  reply = ed_http_reply_new (&response, TRUE);
  if (reply == NULL)
    return MHD_NO;
  queued = ed_http_queue (connection, response.status, reply);
  MHD_destroy_response (reply);
  return queued;
}

static void
on_message (gpointer data, const char *format, va_list values)
{
}

EdHttpAdmin *
ed_http_admin_start (EdApi *api, EdHttp *http, const char *address, guint16 port, GError **error)
{
  GSocket *socket = ed_listen (address, &port, error);
  EdHttpAdmin *self;

  if (socket == NULL)
    return NULL;
  self = g_new0 (EdHttpAdmin, 1);
  self->api = api;
  self->http = http;
  self->socket = socket;
  self->port = port;
  /* Only with its own channel for waking does the library leave the socket to us at the end. */
  self->daemon =
      MHD_start_daemon (MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG,
                        0,
                        NULL,
                        NULL,
                        on_request,
                        self,
                        MHD_OPTION_EXTERNAL_LOGGER,
                        on_message,
                        NULL,
                        MHD_OPTION_LISTEN_SOCKET,
                        g_socket_get_fd (socket),
                        MHD_OPTION_CONNECTION_LIMIT,
                        (unsigned int) CONNECTIONS,
                        MHD_OPTION_CONNECTION_TIMEOUT,
                        (unsigned int) IDLE_S,
                        MHD_OPTION_END);
  if (self->daemon != NULL)
    return self;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the admin listener does not start");
  ed_http_admin_stop (self);
  return NULL;
}

void
ed_http_admin_stop (EdHttpAdmin *self)
{
  if (self == NULL)
    return;
  if (self->daemon != NULL)
    {
      MHD_quiesce_daemon (self->daemon);
      MHD_stop_daemon (self->daemon);
    }
  g_warn_if_fail (g_socket_close (self->socket, NULL));
  g_object_unref (self->socket);
  g_free (self);
}

guint16
ed_http_admin_get_port (EdHttpAdmin *self)
{
  return self->port;
}
