/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/api-transport.h"

#include "sync/unpack.h"

#include <string.h>

typedef struct
{
  EdTransport parent;
  EdApiHost *host;
  EdFault lasting;
  EdFault once;
  char *once_path; /* NULL: nothing once */
  EdFaultChoice choose;
  gpointer data;
  GPtrArray *seen; /* paths */
} ApiTransport;

static gboolean
fail_unreachable (GError **error)
{
  g_set_error_literal (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "no connection");
  return FALSE;
}

/* The fault of this call; it is asked for outside the lock. */
static EdFault
choose_fault (ApiTransport *self, const EdCall *call)
{
  EdFault fault;
  EdFaultChoice choose;
  gpointer data;

  g_mutex_lock (&self->host->mutex);
  fault = self->lasting;
  choose = self->choose;
  data = self->data;
  if (fault.path != NULL && !g_str_has_prefix (call->path, fault.path))
    fault = (EdFault){ .kind = ED_FAULT_NONE };
  if (self->once_path != NULL && g_str_has_prefix (call->path, self->once_path))
    {
      g_clear_pointer (&self->once_path, g_free);
      fault = self->once;
      choose = NULL;
    }
  g_mutex_unlock (&self->host->mutex);
  return choose != NULL ? choose (call, data) : fault;
}

static void
copy_headers (const EdApiResponse *response, EdAnswer *answer)
{
  for (guint i = 0; i < ED_API_HEADERS_MAX && response->headers[i].name != NULL; i++)
    if (g_ascii_strcasecmp (response->headers[i].name, "Upload-Offset") == 0)
      answer->upload_offset = g_ascii_strtoll (response->headers[i].value, NULL, 10);
}

static gboolean
call_server (ApiTransport *self, const EdCall *call, EdAnswer *answer, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (call->path, "?", 2);
  g_autofree char *bearer = call->token != NULL ? g_strconcat ("Bearer ", call->token, NULL) : NULL;
  gsize length = 0;
  const char *body = call->body != NULL ? g_bytes_get_data (call->body, &length) : NULL;
  const EdApiRequest request = { .method = call->method,
                                 .path = parts[0],
                                 .query = parts[1],
                                 .authorization = bearer,
                                 .device = call->device,
                                 .accept_encoding = "zstd, gzip",
                                 .schema = "1",
                                 .upload_offset = call->upload_offset,
                                 .range = call->range,
                                 .peer = "127.0.0.1",
                                 .body = body,
                                 .body_length = length };
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  g_mutex_lock (&self->host->mutex);
  ed_api_call_now (self->host->api, &request, &response);
  g_ptr_array_add (self->seen, g_strdup (call->path));
  g_mutex_unlock (&self->host->mutex);
  answer->status = response.status;
  answer->content_type = g_strdup (response.content_type);
  answer->retry_after_s = response.retry_after_s;
  copy_headers (&response, answer);
  answer->body =
      ed_unpack (response.body != NULL ? response.body : none, response.content_encoding, error);
  return answer->body != NULL;
}

static void
shorten (EdAnswer *answer, gsize length)
{
  GBytes *whole = answer->body;

  answer->body = g_bytes_new_from_bytes (whole, 0, MIN (length, g_bytes_get_size (whole)));
  g_bytes_unref (whole);
}

static gboolean
send_call (EdTransport *transport,
           const EdCall *call,
           EdAnswer *answer,
           GCancellable *cancellable,
           GError **error)
{
  ApiTransport *self = (ApiTransport *) transport;
  EdFault fault = choose_fault (self, call);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  switch (fault.kind)
    {
    case ED_FAULT_OFFLINE:
    case ED_FAULT_LOSE_REQUEST:
      return fail_unreachable (error);
    case ED_FAULT_GARBAGE:
      answer->status = fault.status;
      answer->content_type = g_strdup (fault.content_type);
      answer->body = g_bytes_new (fault.body, strlen (fault.body));
      return TRUE;
    case ED_FAULT_LOSE_ANSWER:
      call_server (self, call, answer, NULL);
      return fail_unreachable (error);
    case ED_FAULT_DOUBLE:
      if (!call_server (self, call, answer, error))
        return FALSE;
      ed_answer_clear (answer);
      return call_server (self, call, answer, error);
    case ED_FAULT_TRUNCATE:
      if (!call_server (self, call, answer, error))
        return FALSE;
      shorten (answer, fault.length);
      return TRUE;
    case ED_FAULT_NONE:
    case ED_N_FAULTS:
    default:
      return call_server (self, call, answer, error);
    }
}

static void
free_transport (EdTransport *transport)
{
  ApiTransport *self = (ApiTransport *) transport;

  g_free (self->once_path);
  g_ptr_array_unref (self->seen);
  g_free (self);
}

EdTransport *
ed_api_transport_new (EdApiHost *host)
{
  ApiTransport *self = g_new0 (ApiTransport, 1);

  self->parent.send = send_call;
  self->parent.free = free_transport;
  self->host = host;
  self->seen = g_ptr_array_new_with_free_func (g_free);
  return &self->parent;
}

void
ed_api_transport_set (EdTransport *transport, EdFault fault)
{
  ApiTransport *self = (ApiTransport *) transport;

  g_mutex_lock (&self->host->mutex);
  self->lasting = fault;
  self->choose = NULL;
  g_mutex_unlock (&self->host->mutex);
}

void
ed_api_transport_set_once (EdTransport *transport, const char *path, EdFault fault)
{
  ApiTransport *self = (ApiTransport *) transport;

  g_free (self->once_path);
  self->once_path = g_strdup (path);
  self->once = fault;
}

void
ed_api_transport_choose (EdTransport *transport, EdFaultChoice choose, gpointer data)
{
  ApiTransport *self = (ApiTransport *) transport;

  self->choose = choose;
  self->data = data;
}

guint
ed_api_transport_count (EdTransport *transport, const char *path)
{
  ApiTransport *self = (ApiTransport *) transport;
  guint count = 0;

  for (guint i = 0; i < self->seen->len; i++)
    count += g_str_has_prefix (g_ptr_array_index (self->seen, i), path);
  return count;
}
