/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/log.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "domain/days.h"

#define LENGTH_MAX 500
#define BREAKS " <>(),;:\"'\t\r\n"

/* Appends TEXT of LENGTH bytes so that it stands between quotes on one line. */
static void
append_escaped (GString *line, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || text[i] == '\\')
        g_string_append_c (line, '\\');
      g_string_append_c (line, g_ascii_iscntrl (text[i]) ? ' ' : text[i]);
    }
}

char *
ed_log_clean (const char *message)
{
  GString *line = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  const char *at = valid;

  while (*at != '\0' && line->len < LENGTH_MAX)
    {
      gsize word = strcspn (at, BREAKS);
      gsize gap = strspn (at + word, BREAKS);

      if (memchr (at, '@', word) != NULL)
        g_string_append (line, "[address]");
      else
        append_escaped (line, at, word);
      append_escaped (line, at + word, gap);
      at += word + gap;
    }
  return g_string_free (line, FALSE);
}

static const char *
name_level (GLogLevelFlags level)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
    return "error";
  return (level & G_LOG_LEVEL_WARNING) != 0 ? "warning" : "notice";
}

static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  g_autofree char *at = ed_instant_to_text (ed_clock_now (ed_clock_system ()));

  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) != 0)
    return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *message = NULL;

      if (strcmp (fields[i].key, "MESSAGE") != 0)
        continue;
      message = ed_log_clean (fields[i].value);
      fprintf (stderr, "at=%s level=%s message=\"%s\"\n", at, name_level (level), message);
    }
  return G_LOG_WRITER_HANDLED;
}

void
ed_log_start (void)
{
  g_log_set_writer_func (write_line, NULL, NULL);
}
