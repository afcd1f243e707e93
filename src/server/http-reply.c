/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/http-reply.h"

#define SOURCE_BYTES (64 * 1024) /* of a source that are in memory at a time */

/* A page loads nothing, sends its form to itself alone, and tells nobody its address, which may
 * hold a token. */
static void
add_page_headers (struct MHD_Response *reply)
{
  MHD_add_response_header (reply,
                           "Content-Security-Policy",
                           "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
                           "frame-ancestors 'none'; base-uri 'none'");
  MHD_add_response_header (reply, "Referrer-Policy", "no-referrer");
}

static void
add_headers (struct MHD_Response *reply, const EdApiResponse *response, gboolean closing)
{
  char seconds[24];

  MHD_add_response_header (reply, "Cache-Control", "no-store");
  MHD_add_response_header (reply, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header (reply, "Vary", "Accept-Encoding");
  if (response->content_type != NULL)
    MHD_add_response_header (reply, "Content-Type", response->content_type);
  if (response->content_type != NULL && g_str_has_prefix (response->content_type, "text/html"))
    add_page_headers (reply);
  if (response->content_encoding != NULL)
    MHD_add_response_header (reply, "Content-Encoding", response->content_encoding);
  if (response->allow != NULL)
    MHD_add_response_header (reply, "Allow", response->allow);
  for (guint i = 0; i < ED_API_HEADERS_MAX && response->headers[i].name != NULL; i++)
    MHD_add_response_header (reply, response->headers[i].name, response->headers[i].value);
  if (response->retry_after_s > 0)
    {
      g_snprintf (seconds, sizeof seconds, "%" G_GINT64_FORMAT, response->retry_after_s);
      MHD_add_response_header (reply, "Retry-After", seconds);
    }
  if (closing)
    MHD_add_response_header (reply, "Connection", "close");
}

static void
free_bytes (gpointer data)
{
  g_bytes_unref (data);
}

static ssize_t
on_read_source (void *data, uint64_t offset, char *buffer, size_t max)
{
  EdApiSource *source = data;
  gssize n = source->read (source, (gint64) offset, (guint8 *) buffer, max);

  return n < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : n;
}

static void
on_free_source (void *data)
{
  EdApiSource *source = data;

  source->free (source);
}

/* The reply without its headers. */
static struct MHD_Response *
make_reply (EdApiResponse *response)
{
  gsize length = 0;
  gconstpointer bytes = NULL;

  if (response->source != NULL)
    {
      EdApiSource *source = g_steal_pointer (&response->source);
      struct MHD_Response *reply = MHD_create_response_from_callback ((uint64_t) source->length,
                                                                      SOURCE_BYTES,
                                                                      on_read_source,
                                                                      source,
                                                                      on_free_source);

      if (reply == NULL)
        source->free (source);
      return reply;
    }
  if (response->body != NULL)
    bytes = g_bytes_get_data (response->body, &length);
  if (length == 0)
    return MHD_create_response_from_buffer (0, (gpointer) "", MHD_RESPMEM_PERSISTENT);
  return MHD_create_response_from_buffer_with_free_callback_cls (length,
                                                                 (gpointer) bytes,
                                                                 free_bytes,
                                                                 g_bytes_ref (response->body));
}

struct MHD_Response *
ed_http_reply_new (EdApiResponse *response, gboolean closing)
{
  struct MHD_Response *reply = make_reply (response);

  if (reply != NULL)
    add_headers (reply, response, closing);
  return reply;
}
