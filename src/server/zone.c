/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/zone.h"

#include <gio/gio.h>

#define DAY_S G_GINT64_CONSTANT (86400)
#define YEARS_AHEAD 10

static gint64
offset_at (GTimeZone *zone, gint64 second)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second));
}

static void
add_transition (EdSettings *settings, gint64 second, gint64 offset)
{
  EdTransition *transition = ed_record_new (&ed_transition_type);

  transition->at = second * 1000;
  transition->offset_s = offset;
  g_ptr_array_add (settings->transitions, transition);
}

/* The first second of (FROM, TO] that has TO's offset; there is one change between them. */
static gint64
find_change (GTimeZone *zone, gint64 from, gint64 to)
{
  gint64 offset = offset_at (zone, to);

  while (to - from > 1)
    {
      gint64 middle = from + (to - from) / 2;

      if (offset_at (zone, middle) == offset)
        to = middle;
      else
        from = middle;
    }
  return to;
}

gboolean
ed_zone_describe (EdSettings *settings, const char *name, gint64 now, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  gint64 end = now / 1000 + YEARS_AHEAD * 366 * DAY_S;
  gint64 offset;

  if (zone == NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "the time zone %s is unknown here; a known one is Europe/Budapest",
                   name);
      return FALSE;
    }
  g_free (settings->zone);
  settings->zone = g_strdup (name);
  g_ptr_array_set_size (settings->transitions, 0);
  offset = offset_at (zone, 0);
  add_transition (settings, 0, offset);
  for (gint64 day = 0; day < end; day += DAY_S)
    {
      gint64 next = offset_at (zone, day + DAY_S);

      if (next == offset)
        continue;
      add_transition (settings, find_change (zone, day, day + DAY_S), next);
      offset = next;
    }
  return TRUE;
}
