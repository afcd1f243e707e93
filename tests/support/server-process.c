/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/server-process.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define LISTENING "listening on "
#define ADMIN "operators ask "

struct _EdServerProcess
{
  GSubprocess *process;
  GDataInputStream *output;
  char *url;
  guint port, admin_port;
};

char *
ed_server_command (const char *program, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  char *said = NULL;
  va_list args;

  g_ptr_array_add (argv, (gpointer) program);
  va_start (args, program);
  do
    g_ptr_array_add (argv, va_arg (args, char *));
  while (g_ptr_array_index (argv, argv->len - 1) != NULL);
  va_end (args);

  process =
      g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return said;
}

EdServerProcess *
ed_server_process_start (const char *program, const char *data_dir, guint port)
{
  return ed_server_process_start_with (program, data_dir, port, NULL);
}

EdServerProcess *
ed_server_process_start_with (const char *program,
                              const char *data_dir,
                              guint port,
                              const char *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", port);
  /* A test that fails leaves no server behind, which would keep its output open for ever. */
  const char *const words[] = { "setpriv", "--pdeathsig", "KILL",     "--",   program, "serve",
                                "--data",  data_dir,      "--listen", listen, NULL };
  g_auto (GStrv) more = g_strsplit (options != NULL ? options : "", " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  EdServerProcess *self = g_new0 (EdServerProcess, 1);

  g_strv_builder_addv (builder, (const char **) words);
  for (char **word = more; *word != NULL; word++)
    {
      if (**word != '\0')
        g_strv_builder_add (builder, *word);
    }
  argv = g_strv_builder_end (builder);
  self->process =
      g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  while (self->url == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);

      g_assert_no_error (error);
      if (line == NULL)
        g_error ("the server ended before it listened");
      if (g_str_has_prefix (line, LISTENING))
        self->url = g_strdup (line + strlen (LISTENING));
      if (g_str_has_prefix (line, ADMIN))
        self->admin_port = (guint) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
    }
  self->port = (guint) g_ascii_strtoull (strrchr (self->url, ':') + 1, NULL, 10);
  g_assert_cmpuint (self->port, >, 0);
  return self;
}

guint
ed_server_process_port (EdServerProcess *self)
{
  return self->port;
}

guint
ed_server_process_admin_port (EdServerProcess *self)
{
  return self->admin_port;
}

const char *
ed_server_process_url (EdServerProcess *self)
{
  return self->url;
}

gint64
ed_server_process_take_peak (EdServerProcess *self)
{
  const char *id = g_subprocess_get_identifier (self->process);
  g_autofree char *status = g_strdup_printf ("/proc/%s/status", id);
  g_autofree char *reset = g_strdup_printf ("/proc/%s/clear_refs", id);
  g_autofree char *text = NULL;
  const char *line;
  FILE *file;

  if (!g_file_get_contents (status, &text, NULL, NULL))
    return -1;
  line = strstr (text, "VmHWM:");
  file = fopen (reset, "w");
  if (line == NULL || file == NULL)
    return -1;
  fputs ("5", file);
  return fclose (file) == 0 ? g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024 : -1;
}

static void
end_process (EdServerProcess *self)
{
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self);
}

void
ed_server_process_reload (EdServerProcess *self)
{
  g_subprocess_send_signal (self->process, 1);
}

void
ed_server_process_stop (EdServerProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  end_process (self);
}

void
ed_server_process_kill (EdServerProcess *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  end_process (self);
}

void
ed_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK) && g_file_test (child, G_FILE_TEST_IS_DIR))
        ed_remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}
