/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/smtp-process.h"

#include <string.h>

struct _SmtpProcess
{
  GSubprocess *process;
  GDataInputStream *output;
  guint port;
};

/* The next line that it says; free it. */
static char *
hear (SmtpProcess *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

SmtpProcess *
smtp_process_start (const char *folder,
                    guint port,
                    const char *certificate,
                    const char *key,
                    gboolean is_tls)
{
  SmtpProcess *self = g_new0 (SmtpProcess, 1);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  const char *argv[7] = { g_getenv ("ED_SMTP_SERVER"), folder, port_text };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  if (certificate != NULL)
    {
      argv[3] = certificate;
      argv[4] = key;
      argv[5] = is_tls ? "tls" : NULL;
    }
  self->process = g_subprocess_newv (argv,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = hear (self);
  g_assert_true (g_str_has_prefix (line, "port "));
  self->port = (guint) g_ascii_strtoull (line + strlen ("port "), NULL, 10);
  return self;
}

void
smtp_process_stop (SmtpProcess *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self);
}

guint
smtp_process_port (SmtpProcess *self)
{
  return self->port;
}

void
smtp_process_assert_says (SmtpProcess *self, const char *expected)
{
  g_autofree char *line = hear (self);

  g_assert_cmpstr (line, ==, expected);
}

void
smtp_process_tell (SmtpProcess *self, const char *how)
{
  g_autofree char *line = g_strconcat (how, "\n", NULL);
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);

  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
  smtp_process_assert_says (self, "ok");
}
