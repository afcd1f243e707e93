/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "callers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct _Callers
{
  pid_t pid;
  int port, report;
};

static void
live (int port_end, int report_end, void (*run) (guint16, gpointer, FILE *), gpointer data)
{
  FILE *report = fdopen (report_end, "w");
  guint16 port;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_assert_cmpint (read (port_end, &port, sizeof port), ==, sizeof port);
  run (port, data, report);
  fflush (report);
  _exit (0); /* the parent's files and databases are not this process's to close */
}

Callers *
callers_new (void (*run) (guint16, gpointer, FILE *), gpointer data)
{
  Callers *self = g_new0 (Callers, 1);
  int port[2], report[2];

  g_assert_true (pipe (port) == 0 && pipe (report) == 0);
  self->pid = fork ();
  g_assert_cmpint (self->pid, >=, 0);
  if (self->pid == 0)
    {
      close (port[1]);
      close (report[0]);
      live (port[0], report[1], run, data);
    }
  close (port[0]);
  close (report[1]);
  self->port = port[1];
  self->report = report[0];
  return self;
}

void
callers_begin (Callers *self, guint16 port)
{
  g_assert_cmpint (write (self->port, &port, sizeof port), ==, sizeof port);
}

void
callers_check (Callers *self)
{
  siginfo_t ended = { 0 };

  g_assert_cmpint (waitid (P_PID, (id_t) self->pid, &ended, WEXITED | WNOHANG | WNOWAIT), ==, 0);
  g_assert_cmpint (ended.si_pid, ==, 0);
}

char *
callers_finish (Callers *self)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  ssize_t n;
  int status;

  while ((n = read (self->report, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_assert_cmpint (status, ==, 0);
  close (self->port);
  close (self->report);
  g_free (self);
  return g_string_free (text, FALSE);
}

int
callers_connect (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM, 0), on = 1;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("connect: %s", g_strerror (errno));
  return fd;
}

void
callers_send (int fd, gconstpointer bytes, gsize length)
{
  gsize sent = 0;

  while (sent < length)
    {
      ssize_t n = send (fd, (const char *) bytes + sent, length - sent, MSG_NOSIGNAL);

      if (n < 0)
        g_error ("send: %s", g_strerror (errno));
      sent += (gsize) n;
    }
}

gboolean
callers_is_whole (const char *text, gsize length)
{
  const char *end = strstr (text, "\r\n\r\n");
  const char *announced = end != NULL ? strstr (text, "Content-Length: ") : NULL;
  guint64 body = 0;

  if (end == NULL)
    return FALSE;
  if (announced != NULL && announced < end)
    body = g_ascii_strtoull (announced + strlen ("Content-Length: "), NULL, 10);
  return length >= (gsize) (end + 4 - text) + body;
}

gsize
callers_receive (int fd, char *buffer, gsize size, guint status)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u ", status);
  gsize length = 0;

  *buffer = '\0';
  while (!callers_is_whole (buffer, length))
    {
      ssize_t n = recv (fd, buffer + length, size - 1 - length, 0);

      if (n <= 0)
        g_error ("receive: %s: %s", n < 0 ? g_strerror (errno) : "closed", buffer);
      length += (gsize) n;
      buffer[length] = '\0';
    }
  if (!g_str_has_prefix (buffer, head))
    g_error ("not %u: %s", status, buffer);
  return length;
}
