/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/scripted-server.h"

#include <stdlib.h>
#include <string.h>

struct _EdScriptedServer
{
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  char *address;
  GMutex mutex;
  GCond cond;
  GBytes *bytes;
  GString *request;
  guint n_requests;
  GPtrArray *open; /* connections without an answer */
};

static gsize
read_length (const char *head)
{
  const char *line = strstr (head, "Content-Length: ");

  return line != NULL ? strtoul (line + strlen ("Content-Length: "), NULL, 10) : 0;
}

/* One request, head and body. */
static GString *
read_request (GInputStream *stream, GCancellable *stop)
{
  GString *text = g_string_new (NULL);
  const char *end = NULL;
  char byte;

  while (end == NULL || text->len < (gsize) (end + 4 - text->str) + read_length (text->str))
    {
      if (g_input_stream_read (stream, &byte, 1, stop, NULL) != 1)
        break;
      g_string_append_c (text, byte);
      end = strstr (text->str, "\r\n\r\n");
    }
  return text;
}

static void
serve (EdScriptedServer *self, GSocketConnection *connection)
{
  GIOStream *stream = G_IO_STREAM (connection);
  GString *request = read_request (g_io_stream_get_input_stream (stream), self->stop);
  g_autoptr (GBytes) bytes = NULL;

  g_mutex_lock (&self->mutex);
  g_string_free (self->request, TRUE);
  self->request = request;
  self->n_requests++;
  bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (bytes == NULL)
    {
      g_ptr_array_add (self->open, g_object_ref (connection));
      return;
    }
  g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                             g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes),
                             NULL,
                             NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gpointer
run (gpointer data)
{
  EdScriptedServer *self = data;

  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

      if (connection != NULL)
        serve (self, connection);
    }
  return NULL;
}

EdScriptedServer *
ed_scripted_server_new (void)
{
  EdScriptedServer *self = g_new0 (EdScriptedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  self->request = g_string_new (NULL);
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_socket_listener_add_address (self->listener,
                                 wanted,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &given,
                                 &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf ("http://127.0.0.1:%u",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given)));
  self->thread = g_thread_new ("scripted-server", run, self);
  return self;
}

void
ed_scripted_server_free (EdScriptedServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->open);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_string_free (self->request, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->address);
  g_free (self);
}

const char *
ed_scripted_server_address (EdScriptedServer *self)
{
  return self->address;
}

void
ed_scripted_server_set (EdScriptedServer *self, GBytes *bytes)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_mutex_unlock (&self->mutex);
}

void
ed_scripted_server_set_text (EdScriptedServer *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  ed_scripted_server_set (self, bytes);
}

char *
ed_scripted_server_request (EdScriptedServer *self)
{
  char *request;

  g_mutex_lock (&self->mutex);
  request = g_strdup (self->request->str);
  g_mutex_unlock (&self->mutex);
  return request;
}

void
ed_scripted_server_wait (EdScriptedServer *self, guint n)
{
  g_mutex_lock (&self->mutex);
  while (self->n_requests < n)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
