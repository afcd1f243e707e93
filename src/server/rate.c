/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/rate.h"

#define KEYS_MAX 100000

struct _EdRate
{
  GMutex mutex;
  guint limit;
  gint64 window;
  GHashTable *times; /* hash of the key → GArray of instants, oldest first */
};

EdRate *
ed_rate_new (guint limit, gint64 window_ms)
{
  EdRate *self = g_new0 (EdRate, 1);

  g_mutex_init (&self->mutex);
  self->limit = limit;
  self->window = window_ms;
  self->times =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
ed_rate_free (EdRate *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->times);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static char *
hash_key (const char *key)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
}

/* Drops what has left the window. */
static void
forget_old (GArray *times, gint64 before)
{
  guint n = 0;

  while (n < times->len && g_array_index (times, gint64, n) <= before)
    n++;
  g_array_remove_range (times, 0, n);
}

static gboolean
is_stale (gpointer key, gpointer value, gpointer before)
{
  forget_old (value, *(gint64 *) before);
  return ((GArray *) value)->len == 0;
}

gint64
ed_rate_take (EdRate *self, const char *key, gint64 now)
{
  gint64 before = now - self->window;
  char *hash = hash_key (key);
  gint64 wait = 0;
  GArray *times;

  g_mutex_lock (&self->mutex);
  if (g_hash_table_size (self->times) >= KEYS_MAX)
    g_hash_table_foreach_remove (self->times, is_stale, &before);
  times = g_hash_table_lookup (self->times, hash);
  if (times == NULL)
    {
      times = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->times, g_steal_pointer (&hash), times);
    }
  forget_old (times, before);
  if (times->len < self->limit)
    g_array_append_val (times, now);
  else
    wait = g_array_index (times, gint64, times->len - self->limit) + self->window - now;
  g_mutex_unlock (&self->mutex);
  g_free (hash);
  return (wait + 999) / 1000;
}

void
ed_rate_give_back (EdRate *self, const char *key, gint64 at)
{
  g_autofree char *hash = hash_key (key);
  GArray *times;

  g_mutex_lock (&self->mutex);
  times = g_hash_table_lookup (self->times, hash);
  for (guint i = times != NULL ? times->len : 0; i > 0; i--)
    {
      if (g_array_index (times, gint64, i - 1) != at)
        continue;
      g_array_remove_index (times, i - 1);
      break;
    }
  g_mutex_unlock (&self->mutex);
}
