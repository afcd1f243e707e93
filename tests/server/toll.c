/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "toll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/platform.h"

/* The parent of the process whose /proc/PID/stat this is: what follows the name in brackets is its
 * state and that. */
static int
find_parent (const char *stat)
{
  const char *end = strrchr (stat, ')');

  return end != NULL ? atoi (end + strlen (") S ")) : -1;
}

static char *
read_file (const char *pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/%s", pid, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* ns on a processor: the first number. */
static gint64
read_time (const char *pid)
{
  g_autofree char *text = read_file (pid, "schedstat");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gint64
read_database_time (void)
{
  const char *folder = g_getenv ("ED_TEST_POSTGRES_FOLDER");
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (GDir) processes = NULL;
  const char *pid;
  gint64 sum = 0;

  if (folder == NULL)
    return 0;
  path = g_build_filename (folder, "data", "postmaster.pid", NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  processes = g_dir_open ("/proc", 0, NULL);
  while (processes != NULL && (pid = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *stat = g_ascii_isdigit (*pid) ? read_file (pid, "stat") : NULL;

      if (stat != NULL && find_parent (stat) == atoi (text))
        sum += read_time (pid);
    }
  return sum / 1000;
}

void
toll_start (Toll *self)
{
  self->database -= read_database_time ();
  self->cpu -= ed_platform_cpu_time ();
  self->wall -= g_get_monotonic_time ();
}

void
toll_stop (Toll *self)
{
  self->wall += g_get_monotonic_time ();
  self->cpu += ed_platform_cpu_time ();
  self->database += read_database_time ();
}

gint64
toll_processor (const Toll *self)
{
  return self->cpu + self->database;
}

const char *
toll_engine (void)
{
  return g_getenv ("ED_TEST_POSTGRES") != NULL ? "PostgreSQL" : "SQLite";
}

static gint64
read_status (const char *pid, const char *key)
{
  g_autofree char *text = read_file (pid, "status");
  const char *line = text != NULL ? strstr (text, key) : NULL;

  return line != NULL ? g_ascii_strtoll (line + strlen (key), NULL, 10) * 1024 : -1;
}

gint64
toll_memory (const char *pid)
{
  return read_status (pid, "VmRSS:");
}

gint64
toll_take_peak (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/clear_refs", pid);
  gint64 peak = read_status (pid, "VmHWM:");
  FILE *file = fopen (path, "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
  return peak;
}
