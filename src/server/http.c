/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/http.h"

#include <microhttpd.h>
#include <string.h>

#include "server/answer.h"
#include "server/compress.h"
#include "server/http-framing.h"
#include "server/http-refusals.h"
#include "server/http-reply.h"
#include "server/http-visits.h"
#include "server/listening.h"
#include "server/lookout.h"
#include "server/metrics.h"

#define BODY_BYTES_MAX (1024 * 1024)
/* What is refused for its length is read first, so that the answer is a problem; beyond this the
 * library answers by itself. Only what is used of it is there. */
#define CONNECTION_BYTES (64 * 1024)
#define DISCARDED_MAX (8 * BODY_BYTES_MAX) /* of a body that is too large */
#define CONNECTIONS 12000
#define PER_ADDRESS 256
#define ASKS_PER_SECOND 200
#define REQUEST_S 30
#define IDLE_S 60
#define STOP_US (3 * G_USEC_PER_SEC / 2)
#define COMPRESS_BYTES 1024
#define COME_AGAIN_MAX_S 4
/* TLS 1.2 and newer, with forward secrecy; nothing that is known to be weak. */
#define TLS_PRIORITIES "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-CAMELLIA-128-CBC:-SHA1"

struct _EdHttp
{
  EdApi *api;
  EdHttpOptions options;
  GSocket *socket;
  guint16 port;
  struct MHD_Daemon *daemon;
  EdDoorkeeper *doorkeeper;
  EdHttpVisits *visits;
  EdParking *parking;
  EdScribe *scribe;
  EdLookout *lookout; /* NULL: what is committed here is all there is */
  gint stopping;      /* atomic */
  GMutex mutex;
  GCond quiet;
  guint exchanges; /* begun and not completed */
};

/* One request and its answer. Belongs to the connection's thread, but for the time it is suspended:
 * then to the parking or the scribe. */
typedef struct
{
  EdHttp *http;
  EdGuest *guest;
  struct MHD_Connection *connection;
  char *uri; /* as it came, cut into path and query */
  char *query;
  char *method;
  char *peer;
  GByteArray *body;
  gint64 since;     /* monotonic, µs: when it began to arrive */
  gint64 until;     /* monotonic, µs; of waiting; 0: not yet waiting */
  gboolean begun;   /* the headers are read */
  gboolean refused; /* the body is thrown away, the connection ends */
  guint announced;  /* bytes of the body; 0: nobody said */
  gsize discarded;  /* bytes of a body that turned out too large */
  gsize uri_length;
  gboolean at_once;
  guint status;   /* of the answer that was queued */
  gboolean ready; /* RESPONSE is what to answer */
  EdApiResponse response;
} Exchange;

static gpointer
on_uri (gpointer data, const char *uri, struct MHD_Connection *connection)
{
  EdHttp *self = data;
  Exchange *exchange = g_new0 (Exchange, 1);
  char *query;

  exchange->http = self;
  exchange->guest = ed_http_visits_guest (connection);
  ed_guest_begin (self->doorkeeper, exchange->guest);
  exchange->connection = connection;
  exchange->since = g_get_monotonic_time ();
  exchange->uri = g_strdup (uri);
  exchange->uri_length = strlen (uri);
  exchange->body = g_byte_array_new ();
  query = strchr (exchange->uri, '?');
  if (query != NULL)
    {
      *query = '\0';
      exchange->query = query + 1;
    }
  g_mutex_lock (&self->mutex);
  self->exchanges++;
  g_mutex_unlock (&self->mutex);
  return exchange;
}

static void
on_completed (gpointer data,
              struct MHD_Connection *connection,
              void **closure,
              enum MHD_RequestTerminationCode code)
{
  EdHttp *self = data;
  Exchange *exchange = *closure;

  if (exchange == NULL)
    return;
  *closure = NULL;
  ed_guest_answered (self->doorkeeper, exchange->guest);
  ed_metrics_note_request (ed_api_get_metrics (self->api),
                           exchange->uri,
                           exchange->status,
                           exchange->until == 0 ? g_get_monotonic_time () - exchange->since : -1);
  ed_api_response_clear (&exchange->response);
  g_byte_array_unref (exchange->body);
  g_free (exchange->uri);
  g_free (exchange->method);
  g_free (exchange->peer);
  g_free (exchange);
  g_mutex_lock (&self->mutex);
  self->exchanges--;
  g_cond_broadcast (&self->quiet);
  g_mutex_unlock (&self->mutex);
}

static const char *
get_header (Exchange *exchange, const char *name)
{
  return MHD_lookup_connection_value (exchange->connection, MHD_HEADER_KIND, name);
}

/* The address that rate limits count by. */
static char *
find_peer (Exchange *exchange)
{
  const union MHD_ConnectionInfo *of =
      MHD_get_connection_info (exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  const char *forwarded = get_header (exchange, "X-Forwarded-For");

  if (exchange->http->options.behind_proxy && forwarded != NULL)
    {
      const char *last = strrchr (forwarded, ',');

      return g_strstrip (g_strdup (last != NULL ? last + 1 : forwarded));
    }
  return ed_http_visits_name (of != NULL ? of->client_addr : NULL, NULL);
}

static enum MHD_Result
queue_response (Exchange *exchange)
{
  EdApiResponse *response = &exchange->response;
  struct MHD_Response *reply;
  enum MHD_Result queued;

  if (response->body != NULL && response->content_encoding == NULL
      && g_bytes_get_size (response->body) >= COMPRESS_BYTES)
    ed_compress (response, get_header (exchange, "Accept-Encoding"));
  reply =
      ed_http_reply_new (response,
                         exchange->refused || g_atomic_int_get (&exchange->http->stopping) != 0);
  if (reply == NULL)
    return MHD_NO;
  exchange->status = response->status;
  queued = ed_http_queue (exchange->connection, response->status, reply);
  MHD_destroy_response (reply);
  return queued;
}

static void
suspend (gpointer waiting)
{
  MHD_suspend_connection (((Exchange *) waiting)->connection);
}

static void
on_woken (gpointer waiting, EdWake why)
{
  Exchange *exchange = waiting;

  exchange->at_once = why == ED_WAKE_TIME;
  if (why == ED_WAKE_STOP)
    {
      ed_answer_unavailable (&exchange->response);
      exchange->ready = TRUE;
    }
  MHD_resume_connection (exchange->connection);
}

static void
on_written (gpointer asker, EdApiResponse *response)
{
  Exchange *exchange = asker;

  exchange->response = *response;
  exchange->ready = response->status != 0;
  MHD_resume_connection (exchange->connection);
}

static void
on_visible (const char *const *audiences, gpointer data)
{
  ed_parking_wake (((EdHttp *) data)->parking, audiences);
}

static void
on_news (const char *const *audiences, gpointer data)
{
  EdHttp *self = data;

  if (self->lookout != NULL)
    ed_lookout_poke (self->lookout);
  else
    on_visible (audiences, self);
}

static void
fill_request (Exchange *exchange, EdApiRequest *request)
{
  const char *content_type = get_header (exchange, "Content-Type");

  *request = (EdApiRequest){
    .method = exchange->method,
    .path = exchange->uri,
    .query = exchange->query,
    .authorization = get_header (exchange, "Authorization"),
    .device = get_header (exchange, "X-Device"),
    .accept_encoding = get_header (exchange, "Accept-Encoding"),
    .accept_language = get_header (exchange, "Accept-Language"),
    .schema = get_header (exchange, "X-Schema"),
    .content_type = content_type != NULL ? content_type : "",
    .content_encoding = get_header (exchange, "Content-Encoding"),
    .upload_offset = get_header (exchange, "Upload-Offset"),
    .range = get_header (exchange, "Range"),
    .peer = exchange->peer,
    .body = (const char *) exchange->body->data,
    .body_length = exchange->body->len,
    .at_once = exchange->at_once,
  };
}

/* Hands the job to the scribe; the connection rests until it is written. */
static void
submit (Exchange *exchange, EdApiJob *job)
{
  suspend (exchange);
  if (ed_scribe_submit (exchange->http->scribe, job, exchange))
    return;
  ed_answer_unavailable (&exchange->response);
  /* Not all of them at once. */
  exchange->response.retry_after_s = g_random_int_range (1, COME_AGAIN_MAX_S + 1);
  exchange->ready = TRUE;
  MHD_resume_connection (exchange->connection);
}

/* Parks the connection; FALSE when there were news meanwhile. */
static gboolean
park (Exchange *exchange, gint64 until, guint news)
{
  EdApiResponse *response = &exchange->response;
  gint64 now = g_get_monotonic_time ();
  g_auto (GStrv) audiences = g_steal_pointer (&response->audiences);
  g_autofree char *device = g_steal_pointer (&response->device);

  /* What the call said counts from its first time: waking it early makes it no longer. */
  if (exchange->until == 0)
    exchange->until =
        now + MAX (until - ed_api_now (exchange->http->api), 0) * (G_USEC_PER_SEC / 1000);
  return ed_parking_add (exchange->http->parking,
                         exchange,
                         (const char *const *) audiences,
                         device,
                         (exchange->until - now) / 1000,
                         news,
                         suspend);
}

/* Asks the api until there is an answer or something to wait for. */
static enum MHD_Result
answer (Exchange *exchange)
{
  EdHttp *self = exchange->http;

  while (g_atomic_int_get (&self->stopping) == 0)
    {
      guint news = ed_parking_count_news (self->parking);
      EdApiJob *job = NULL;
      EdApiRequest request;
      gint64 until = 0;

      fill_request (exchange, &request);
      switch (ed_api_call (self->api, &request, &exchange->response, &job, &until))
        {
        case ED_API_WRITE:
          submit (exchange, job);
          return MHD_YES;
        case ED_API_PARK:
          if (park (exchange, until, news))
            return MHD_YES;
          break;
        case ED_API_DONE:
        default:
          return queue_response (exchange);
        }
    }
  ed_answer_unavailable (&exchange->response);
  return queue_response (exchange);
}

static void
refuse_body (Exchange *exchange)
{
  exchange->refused = TRUE;
  ed_answer_problem (&exchange->response, 413, "too_large", "The body is too large.", "1048576");
}

/* The headers are there. */
static enum MHD_Result
begin (Exchange *exchange, const char *method, const char *version)
{
  const char *length = get_header (exchange, "Content-Length");
  guint64 announced = 0;

  exchange->begun = TRUE;
  exchange->method = g_strdup (method);
  exchange->peer = find_peer (exchange);
  exchange->refused = !ed_http_visits_admit (exchange->http->visits,
                                             exchange->guest,
                                             exchange->peer,
                                             get_header (exchange, "Authorization"),
                                             &exchange->response)
                      || !ed_http_framing_check (exchange->connection,
                                                 version,
                                                 exchange->uri_length,
                                                 &exchange->response);
  if (exchange->refused)
    return queue_response (exchange);
  if (length == NULL
      || (g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &announced, NULL)
          && announced <= BODY_BYTES_MAX))
    {
      exchange->announced = (guint) announced;
      return MHD_YES;
    }
  refuse_body (exchange);
  return queue_response (exchange);
}

/* A piece of the body. */
static enum MHD_Result
take_piece (Exchange *exchange, const char *piece, size_t *length)
{
  if (!exchange->refused && exchange->body->len + *length > BODY_BYTES_MAX)
    refuse_body (exchange);
  if (exchange->refused)
    {
      exchange->discarded += *length;
      *length = 0;
      return exchange->discarded <= DISCARDED_MAX ? MHD_YES : MHD_NO;
    }
  /* Once, in its whole length, but not before it comes. */
  if (exchange->body->len == 0 && exchange->announced > *length)
    {
      g_byte_array_unref (exchange->body);
      exchange->body = g_byte_array_sized_new (exchange->announced);
    }
  g_byte_array_append (exchange->body, (const guint8 *) piece, (guint) *length);
  *length = 0;
  return MHD_YES;
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
  Exchange *exchange = *closure;

  if (exchange == NULL)
    return MHD_NO;
  if (!exchange->begun)
    return begin (exchange, method, version);
  if (*upload_length > 0)
    return take_piece (exchange, upload, upload_length);
  ed_guest_asked (exchange->http->doorkeeper, exchange->guest);
  if (exchange->ready || exchange->refused)
    return queue_response (exchange);
  return answer (exchange);
}

static void
on_message (gpointer data, const char *format, va_list values)
{
  /* What clients do wrong is no news for the log. */
}

static struct MHD_Daemon *
start_daemon (EdHttp *self)
{
  const EdHttpOptions *options = &self->options;
  guint threads = options->threads > 0 ? options->threads : 2;
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  const union
  {
    gnutls_certificate_retrieve_function2 *function;
    gpointer pointer;
  } handshake = { ed_http_visits_on_handshake };
  struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_CERT_CALLBACK, 0, handshake.pointer },
                                  { MHD_OPTION_HTTPS_PRIORITIES, 0, (gpointer) TLS_PRIORITIES },
                                  { MHD_OPTION_END, 0, NULL } };
  struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

  if (options->certificate != NULL)
    flags |= MHD_USE_TLS;
  return MHD_start_daemon (flags,
                           0,
                           ed_http_visits_on_caller,
                           self->visits,
                           on_request,
                           self,
                           MHD_OPTION_EXTERNAL_LOGGER,
                           on_message,
                           NULL,
                           MHD_OPTION_LISTEN_SOCKET,
                           g_socket_get_fd (self->socket),
                           MHD_OPTION_URI_LOG_CALLBACK,
                           on_uri,
                           self,
                           MHD_OPTION_NOTIFY_COMPLETED,
                           on_completed,
                           self,
                           MHD_OPTION_NOTIFY_CONNECTION,
                           ed_http_visits_on_connection,
                           self->visits,
                           MHD_OPTION_CONNECTION_LIMIT,
                           options->connections,
                           MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                           (size_t) CONNECTION_BYTES,
                           MHD_OPTION_CONNECTION_TIMEOUT,
                           options->idle_s,
                           MHD_OPTION_THREAD_POOL_SIZE,
                           threads,
                           MHD_OPTION_ARRAY,
                           options->certificate != NULL ? tls : none,
                           MHD_OPTION_END);
}

/* What is not said is the usual. */
static void
settle_limits (EdHttp *self)
{
  EdHttpOptions *options = &self->options;
  EdDoorkeeperLimits limits = { 0 };
  EdHttpVisitsOptions visits = {
    .behind_proxy = options->behind_proxy,
    .spares_loopback = options->per_address == 0 && options->asks_per_second == 0,
    .certificate = options->certificate,
  };

  options->connections = options->connections > 0 ? options->connections : CONNECTIONS;
  options->per_address = options->per_address > 0 ? options->per_address : PER_ADDRESS;
  options->asks_per_second =
      options->asks_per_second > 0 ? options->asks_per_second : ASKS_PER_SECOND;
  options->request_s = options->request_s > 0 ? options->request_s : REQUEST_S;
  options->idle_s = options->idle_s > 0 ? options->idle_s : IDLE_S;
  limits.connections = options->connections;
  limits.per_address = options->per_address;
  limits.asks_per_second = options->asks_per_second;
  limits.request_s = options->request_s;
  limits.idle_s = options->idle_s;
  self->doorkeeper = ed_doorkeeper_new (&limits, ed_http_visits_end);
  visits.doorkeeper = self->doorkeeper;
  self->visits = ed_http_visits_new (&visits);
}

EdHttp *
ed_http_start (EdApi *api, const EdHttpOptions *options, GError **error)
{
  EdHttp *self;
  guint16 port = options->port;
  GSocket *socket = ed_listen (options->address, &port, error);

  if (socket == NULL)
    return NULL;
  self = g_new0 (EdHttp, 1);
  self->api = api;
  self->options = *options;
  self->socket = socket;
  self->port = port;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->quiet);
  settle_limits (self);
  self->parking = ed_parking_new (on_woken);
  self->lookout = ed_lookout_new (api, on_visible, self);
  self->scribe = ed_scribe_new (api, on_written, on_news, self);
  self->daemon = start_daemon (self);
  if (self->daemon != NULL)
    return self;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the HTTP server does not start");
  ed_http_stop (self);
  return NULL;
}

/* Waits until every answer is sent, or for as long as a stop may take. */
static void
wait_for_answers (EdHttp *self)
{
  gint64 end = g_get_monotonic_time () + STOP_US;

  g_mutex_lock (&self->mutex);
  while (self->exchanges > 0 && g_cond_wait_until (&self->quiet, &self->mutex, end))
    ;
  g_mutex_unlock (&self->mutex);
}

void
ed_http_stop (EdHttp *self)
{
  if (self == NULL)
    return;
  if (self->daemon != NULL)
    MHD_quiesce_daemon (self->daemon);
  g_warn_if_fail (g_socket_close (self->socket, NULL));
  g_atomic_int_set (&self->stopping, 1);
  ed_parking_stop (self->parking);
  ed_scribe_stop (self->scribe);
  g_clear_pointer (&self->lookout, ed_lookout_free);
  if (self->daemon != NULL)
    {
      wait_for_answers (self);
      MHD_stop_daemon (self->daemon);
    }
  ed_parking_free (self->parking);
  ed_scribe_free (self->scribe);
  ed_http_visits_free (self->visits);
  ed_doorkeeper_free (self->doorkeeper);
  g_object_unref (self->socket);
  g_cond_clear (&self->quiet);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint16
ed_http_get_port (EdHttp *self)
{
  return self->port;
}

EdParking *
ed_http_get_parking (EdHttp *self)
{
  return self->parking;
}

EdScribe *
ed_http_get_scribe (EdHttp *self)
{
  return self->scribe;
}

EdDoorkeeper *
ed_http_get_doorkeeper (EdHttp *self)
{
  return self->doorkeeper;
}
