/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls over HTTP with a SoupSession that the first sending thread makes and owns: it runs in a
 * main context of its own, which nothing iterates, so that no other thread ever touches a
 * connection. No cookies, no cache, no redirects, no proxy for loopback, and no decoder but
 * sync/unpack.h. */

#include "sync/soup-transport.h"

#include "sync/pin.h"
#include "sync/unpack.h"

#include <libsoup/soup.h>

typedef struct
{
  EdTransport parent;
  GUri *server;
  GTlsDatabase *authorities; /* NULL: the system's */
  gboolean is_loopback;
  GMainContext *context;
  SoupSession *session; /* NULL before the first call */
  guint timeout_s;      /* of the session's connections */
  gboolean is_pinning;
  char *pin;      /* of the authority that is trusted, or NULL */
  char *stranger; /* that of the one met in the call under way, where it is not trusted */
} SoupTransport;

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static void
make_session (SoupTransport *self)
{
  self->session = soup_session_new ();
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_set_user_agent (self->session, "experts-dashboard/" ED_VERSION);
  if (self->authorities != NULL)
    soup_session_set_tls_database (self->session, self->authorities);
  if (self->is_loopback)
    soup_session_set_proxy_resolver (self->session, NULL);
}

/* A connection keeps the timeout that it was made with: when a call needs a longer one, the idle
 * ones are given up. Never shortened, or push and waiting pull would take turns in doing so. */
static void
allow_time (SoupTransport *self, guint timeout_s)
{
  if (timeout_s <= self->timeout_s)
    return;
  self->timeout_s = timeout_s;
  soup_session_abort (self->session);
  soup_session_set_timeout (self->session, timeout_s);
}

/* The certificate that stands above all in the chain; it has signed itself. */
static GTlsCertificate *
find_authority (GTlsCertificate *certificate)
{
  GTlsCertificate *issuer;

  while ((issuer = g_tls_certificate_get_issuer (certificate)) != NULL)
    certificate = issuer;
  return certificate;
}

/* Only what nobody has vouched for, and is in order but for that, is asked for here. */
static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flaws,
                       SoupTransport *self)
{
  GTlsCertificate *authority = find_authority (certificate);
  g_autofree char *pin = NULL;

  if (flaws != G_TLS_CERTIFICATE_UNKNOWN_CA
      || g_tls_certificate_verify (certificate, NULL, authority) != 0)
    return FALSE;
  pin = ed_pin_of_certificate (authority);
  if (g_strcmp0 (self->pin, pin) == 0)
    return TRUE;
  g_free (self->stranger);
  self->stranger = g_steal_pointer (&pin);
  return FALSE;
}

static void
explain_stranger (const SoupTransport *self, GError **error)
{
  if (self->pin == NULL)
    g_set_error (error,
                 ED_SYNC_ERROR,
                 ED_SYNC_ERROR_STRANGER,
                 "the server shows its own certificate, fingerprint %s",
                 self->stranger);
  else
    g_set_error (error,
                 ED_SYNC_ERROR,
                 ED_SYNC_ERROR_CHANGED,
                 "the server's certificate is by another authority than the one trusted here: %s",
                 self->stranger);
}

static const char *
describe_certificate (GTlsCertificateFlags flaws)
{
  if ((flaws & G_TLS_CERTIFICATE_REVOKED) != 0)
    return "it has been revoked";
  if ((flaws & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return "it has expired";
  if ((flaws & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return "it is not valid yet; is this computer's clock right?";
  if ((flaws & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return "it was made for another server";
  if ((flaws & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return "nobody this computer trusts has signed it";
  return "it is not in order";
}

/* Turns what libsoup and GIO say into this room's errors; cancelling stays what it is. */
static gboolean
explain (SoupTransport *self, SoupMessage *message, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (self->stranger != NULL)
    explain_stranger (self, error);
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_set_error (error,
                 ED_SYNC_ERROR,
                 ED_SYNC_ERROR_CERTIFICATE,
                 "the server's certificate cannot be trusted: %s",
                 describe_certificate (soup_message_get_tls_peer_certificate_errors (message)));
  else
    g_set_error (error,
                 ED_SYNC_ERROR,
                 ED_SYNC_ERROR_UNREACHABLE,
                 "the server cannot be reached: %s",
                 cause->message);
  return FALSE;
}

static SoupMessage *
make_message (SoupTransport *self, const EdCall *call, GError **error)
{
  g_autoptr (GUri) uri =
      g_uri_parse_relative (self->server, call->path, SOUP_HTTP_URI_FLAGS, error);
  SoupMessage *message;
  SoupMessageHeaders *headers;

  if (uri == NULL)
    return NULL;
  message = soup_message_new_from_uri (call->method, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers,
                               "Accept-Encoding",
                               call->range == NULL ? "zstd, gzip" : "identity");
  soup_message_headers_append (headers, "X-Schema", "1");
  if (call->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", call->token, NULL);

      soup_message_headers_append (headers, "Authorization", bearer);
    }
  if (call->device != NULL)
    soup_message_headers_append (headers, "X-Device", call->device);
  if (call->upload_offset != NULL)
    soup_message_headers_append (headers, "Upload-Offset", call->upload_offset);
  if (call->range != NULL)
    soup_message_headers_append (headers, "Range", call->range);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message,
                                              call->content_type != NULL ? call->content_type
                                                                         : "application/json",
                                              call->body);
  return message;
}

/* Reads STREAM to its end, bounded. */
static GBytes *
read_body (SoupTransport *self,
           GInputStream *stream,
           SoupMessage *message,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GError) cause = NULL;
  guint8 chunk[32 * 1024];
  gssize length;

  while ((length = g_input_stream_read (stream, chunk, sizeof chunk, cancellable, &cause)) > 0)
    {
      if ((gsize) length > ED_UNPACK_LIMIT - body->len)
        {
          g_set_error_literal (error,
                               ED_SYNC_ERROR,
                               ED_SYNC_ERROR_PROTOCOL,
                               "the server's answer is too large");
          return NULL;
        }
      g_byte_array_append (body, chunk, (guint) length);
    }
  if (length < 0)
    {
      explain (self, message, g_steal_pointer (&cause), error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static gboolean
fill_answer (SoupMessage *message, GBytes *packed, EdAnswer *answer, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *retry_after = soup_message_headers_get_one (headers, "Retry-After");
  const char *offset = soup_message_headers_get_one (headers, "Upload-Offset");
  guint64 seconds = 0, bytes = 0;

  answer->status = soup_message_get_status (message);
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  if (retry_after != NULL
      && g_ascii_string_to_unsigned (retry_after, 10, 0, 24 * 60 * 60, &seconds, NULL))
    answer->retry_after_s = (gint64) seconds;
  if (offset != NULL && g_ascii_string_to_unsigned (offset, 10, 0, G_MAXINT64, &bytes, NULL))
    answer->upload_offset = (gint64) bytes;
  answer->body =
      ed_unpack (packed, soup_message_headers_get_one (headers, "Content-Encoding"), error);
  return answer->body != NULL;
}

static gboolean
exchange (SoupTransport *self,
          const EdCall *call,
          EdAnswer *answer,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self, call, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) cause = NULL;

  if (message == NULL)
    return FALSE;
  g_clear_pointer (&self->stranger, g_free);
  if (self->is_pinning)
    g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), self);
  allow_time (self, call->timeout_s);
  stream = soup_session_send (self->session, message, cancellable, &cause);
  if (stream == NULL)
    return explain (self, message, g_steal_pointer (&cause), error);
  packed = read_body (self, stream, message, cancellable, error);
  return packed != NULL && fill_answer (message, packed, answer, error);
}

static gboolean
send_call (EdTransport *transport,
           const EdCall *call,
           EdAnswer *answer,
           GCancellable *cancellable,
           GError **error)
{
  SoupTransport *self = (SoupTransport *) transport;
  gboolean done;

  g_main_context_push_thread_default (self->context);
  if (self->session == NULL)
    make_session (self);
  done = exchange (self, call, answer, cancellable, error);
  g_main_context_pop_thread_default (self->context);
  return done;
}

static void
free_transport (EdTransport *transport)
{
  SoupTransport *self = (SoupTransport *) transport;

  g_main_context_push_thread_default (self->context);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->authorities);
  g_free (self->pin);
  g_free (self->stranger);
  g_main_context_unref (self->context);
  g_uri_unref (self->server);
  g_free (self);
}

static GUri *
parse_server (const char *server, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (server, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : NULL;
  const char *fault = NULL;

  if (host == NULL || *host == '\0' || g_uri_get_user (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || (*path != '\0' && strcmp (path, "/") != 0))
    fault = "is no server's address; it looks like https://host or https://host:port";
  else if (strcmp (g_uri_get_scheme (uri), "http") == 0 && !is_loopback (host))
    fault = "is not encrypted; the address must begin with https://";
  else if (strcmp (g_uri_get_scheme (uri), "https") != 0
           && strcmp (g_uri_get_scheme (uri), "http") != 0)
    fault = "is no server's address; it begins with https://";
  if (fault == NULL)
    return g_steal_pointer (&uri);
  g_set_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "“%s” %s", server, fault);
  return NULL;
}

EdTransport *
ed_soup_transport_new (const char *server, const char *ca_file, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GTlsDatabase) authorities = NULL;
  SoupTransport *self;

  g_return_val_if_fail (server != NULL, NULL);

  uri = parse_server (server, error);
  if (uri == NULL)
    return NULL;
  if (ca_file != NULL)
    {
      g_autoptr (GError) cause = NULL;

      authorities = g_tls_file_database_new (ca_file, &cause);
      if (authorities == NULL)
        {
          g_set_error (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_CERTIFICATE,
                       "the file of trusted authorities cannot be used: %s",
                       cause->message);
          return NULL;
        }
    }
  self = g_new0 (SoupTransport, 1);
  self->parent.send = send_call;
  self->parent.free = free_transport;
  self->is_loopback = is_loopback (g_uri_get_host (uri));
  self->server = g_steal_pointer (&uri);
  self->authorities = g_steal_pointer (&authorities);
  self->context = g_main_context_new ();
  return &self->parent;
}

void
ed_soup_transport_pin (EdTransport *transport, const char *pin)
{
  SoupTransport *self = (SoupTransport *) transport;

  g_return_if_fail (self->session == NULL);
  self->is_pinning = TRUE;
  g_free (self->pin);
  self->pin = g_strdup (pin);
}
