/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/desktop-log.h"

#include <string.h>
#include <unistd.h>

/* No service shows notifications on a test's screen. */
#define NO_NOTIFICATIONS "unable to send notifications"

char *
ed_desktop_log_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path;
  int file = g_file_open_tmp ("ed-desktop-XXXXXX.log", &path, &error);

  g_assert_no_error (error);
  close (file);
  return path;
}

static char *
read_log (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
ed_desktop_log_print (const char *path)
{
  g_autofree char *text = read_log (path);

  g_printerr ("%s", text);
}

gboolean
ed_desktop_log_is_clean (const char *path)
{
  g_autofree char *text = read_log (path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      gboolean warns =
          strstr (*line, "-WARNING **") != NULL || strstr (*line, "-CRITICAL **") != NULL;

      if (warns && strstr (*line, NO_NOTIFICATIONS) == NULL)
        return FALSE;
    }
  return TRUE;
}
