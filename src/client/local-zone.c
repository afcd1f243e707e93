/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/local-zone.h"

#define STEP_S G_GINT64_CONSTANT (900)
#define BEFORE_S (G_GINT64_CONSTANT (1) * 86400)
#define AFTER_S (G_GINT64_CONSTANT (9) * 86400)

static gint32
find_offset (GTimeZone *zone, gint64 second)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second));
}

EdZone *
ed_local_zone_new (gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint64 begin = (now / 1000 - BEFORE_S) / STEP_S * STEP_S;

  /* Clocks change at a quarter of an hour. */
  for (gint64 second = begin; second <= now / 1000 + AFTER_S; second += STEP_S)
    {
      gint32 offset = find_offset (zone, second);
      gint64 instant = second * 1000;

      if (offsets->len > 0 && g_array_index (offsets, gint32, offsets->len - 1) == offset)
        continue;
      g_array_append_val (instants, instant);
      g_array_append_val (offsets, offset);
    }
  return ed_zone_new ((const gint64 *) instants->data,
                      (const gint32 *) offsets->data,
                      instants->len);
}
