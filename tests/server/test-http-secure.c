/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Connections over TLS: what is small does not wait for the receipt of what went before. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "site.h"
#include "support/certificates.h"

typedef struct
{
  Site site;
  EdShownCertificate *certificate;
} Secure;

static void
set_up (Secure *self, gconstpointer unused)
{
  g_auto (EdTestCertificate) made = { 0 };
  g_autofree char *chain = NULL, *key = NULL;
  g_autoptr (GError) error = NULL;

  site_set_up (&self->site, NULL);
  ed_test_certificate_make (&made, "127.0.0.1", -3600, 3600);
  chain = g_build_filename (self->site.house.office->folder, "chain.pem", NULL);
  key = g_build_filename (self->site.house.office->folder, "key.pem", NULL);
  g_assert_true (g_file_set_contents (chain, made.certificate, -1, NULL));
  g_assert_true (g_file_set_contents (key, made.key, -1, NULL));
  self->certificate = ed_shown_certificate_new (chain, key, &error);
  g_assert_no_error (error);
  site_start (&self->site, (EdHttpOptions){ .certificate = self->certificate });
}

static void
tear_down (Secure *self, gconstpointer unused)
{
  g_clear_pointer (&self->site.http, ed_http_stop);
  ed_shown_certificate_free (self->certificate);
  site_tear_down (&self->site, NULL);
}

static gboolean
accept_any (GTlsConnection *connection,
            GTlsCertificate *certificate,
            GTlsCertificateFlags errors,
            gpointer unused)
{
  return TRUE;
}

/* A handshake over PLAIN. */
static GIOStream *
secure (GSocketConnection *plain)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_any), NULL);
  g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, &error);
  g_assert_no_error (error);
  return stream;
}

/* The server's end of the connection, which lives in this process too, once it is taken; or -1. */
static int
look_for_other_end (GSocketConnection *connection)
{
  struct sockaddr_in ours = { 0 }, theirs = { 0 };
  socklen_t length = sizeof ours;

  getsockname (g_socket_get_fd (g_socket_connection_get_socket (connection)),
               (struct sockaddr *) &ours,
               &length);
  for (int fd = 0; fd < 1024; fd++)
    {
      length = sizeof theirs;
      if (getpeername (fd, (struct sockaddr *) &theirs, &length) == 0
          && theirs.sin_family == AF_INET && theirs.sin_port == ours.sin_port)
        return fd;
    }
  return -1;
}

static int
find_other_end (GSocketConnection *connection)
{
  int fd;

  while ((fd = look_for_other_end (connection)) < 0)
    g_thread_yield ();
  return fd;
}

static int
read_option (int fd, int option)
{
  int value = -1;
  socklen_t length = sizeof value;

  g_assert_cmpint (getsockopt (fd, IPPROTO_TCP, option, &value, &length), ==, 0);
  return value;
}

/* What is small is sent without waiting for the receipt of what went before: in the midst of a
 * handshake, and in the midst of an answer. */
static void
test_server_sends_at_once (Secure *self, gconstpointer unused)
{
  g_autoptr (GSocketConnection) plain = site_connect (&self->site);
  g_autoptr (GIOStream) stream = secure (plain);
  static const char request[] = "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n";
  int fd = find_other_end (plain);
  char buffer[16];

  g_assert_cmpint (read_option (fd, TCP_NODELAY), ==, 1);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                                request,
                                                strlen (request),
                                                NULL,
                                                NULL,
                                                NULL));
      g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (stream),
                                            buffer,
                                            sizeof buffer,
                                            NULL,
                                            NULL),
                       >,
                       0);
      g_assert_cmpint (read_option (fd, TCP_NODELAY), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/http-secure/" path, Secure, NULL, set_up, function, tear_down)
  ADD ("server-sends-at-once", test_server_sends_at_once);
  return g_test_run ();
}
