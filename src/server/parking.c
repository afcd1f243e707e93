/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/parking.h"

typedef struct
{
  gpointer waiting;
  char **audiences;
  char *device;
  gint64 until; /* monotonic, µs */
  GSequenceIter *place;
} Place;

struct _EdParking
{
  void (*wake) (gpointer waiting, EdWake why);
  GMutex mutex;
  GCond changed;
  GCond counted; /* AWAITED wait now */
  guint awaited;
  GThread *thread;
  gboolean stopped;
  guint news;
  GSequence *by_time;      /* Place, earliest first; owns them */
  GHashTable *by_audience; /* text → set of Place */
  GHashTable *by_device;   /* text → Place */
};

static void
free_place (gpointer data)
{
  Place *place = data;

  g_strfreev (place->audiences);
  g_free (place->device);
  g_free (place);
}

static gint
compare_places (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Place *left = a, *right = b;

  return left->until < right->until ? -1 : left->until > right->until;
}

static guint
count (EdParking *self)
{
  return (guint) g_sequence_get_length (self->by_time);
}

/* Tells who waits for as many. */
static void
tell_count (EdParking *self)
{
  if (count (self) == self->awaited)
    g_cond_broadcast (&self->counted);
}

/* Takes PLACE out of the indexes and frees it; answers what waited there. */
static gpointer
leave (EdParking *self, Place *place)
{
  gpointer waiting = place->waiting;

  for (char **audience = place->audiences; *audience != NULL; audience++)
    {
      GHashTable *places = g_hash_table_lookup (self->by_audience, *audience);

      g_hash_table_remove (places, place);
      if (g_hash_table_size (places) == 0)
        g_hash_table_remove (self->by_audience, *audience);
    }
  if (g_hash_table_lookup (self->by_device, place->device) == place)
    g_hash_table_remove (self->by_device, place->device);
  g_sequence_remove (place->place);
  tell_count (self);
  return waiting;
}

static void
wake_all (EdParking *self, GPtrArray *waiting, EdWake why)
{
  for (guint i = 0; i < waiting->len; i++)
    self->wake (waiting->pdata[i], why);
  g_ptr_array_set_size (waiting, 0);
}

/* Moves what waits past NOW into DUE. */
static void
collect_due (EdParking *self, gint64 now, GPtrArray *due)
{
  while (!g_sequence_is_empty (self->by_time))
    {
      Place *first = g_sequence_get (g_sequence_get_begin_iter (self->by_time));

      if (first->until > now)
        break;
      g_ptr_array_add (due, leave (self, first));
    }
}

static gpointer
watch_time (gpointer data)
{
  EdParking *self = data;
  g_autoptr (GPtrArray) due = g_ptr_array_new ();

  g_mutex_lock (&self->mutex);
  while (!self->stopped)
    {
      collect_due (self, g_get_monotonic_time (), due);
      if (due->len > 0)
        {
          g_mutex_unlock (&self->mutex);
          wake_all (self, due, ED_WAKE_TIME);
          g_mutex_lock (&self->mutex);
        }
      else if (g_sequence_is_empty (self->by_time))
        g_cond_wait (&self->changed, &self->mutex);
      else
        {
          Place *first = g_sequence_get (g_sequence_get_begin_iter (self->by_time));

          g_cond_wait_until (&self->changed, &self->mutex, first->until);
        }
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

EdParking *
ed_parking_new (void (*wake) (gpointer waiting, EdWake why))
{
  EdParking *self = g_new0 (EdParking, 1);

  self->wake = wake;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_cond_init (&self->counted);
  self->by_time = g_sequence_new (free_place);
  self->by_audience =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->by_device = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thread = g_thread_new ("parking", watch_time, self);
  return self;
}

void
ed_parking_stop (EdParking *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  collect_due (self, G_MAXINT64, all);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  wake_all (self, all, ED_WAKE_STOP);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

void
ed_parking_free (EdParking *self)
{
  if (self == NULL)
    return;
  ed_parking_stop (self);
  g_sequence_free (self->by_time);
  g_hash_table_unref (self->by_audience);
  g_hash_table_unref (self->by_device);
  g_cond_clear (&self->changed);
  g_cond_clear (&self->counted);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint
ed_parking_count_news (EdParking *self)
{
  guint news;

  g_mutex_lock (&self->mutex);
  news = self->news;
  g_mutex_unlock (&self->mutex);
  return news;
}

static void
enter (EdParking *self, Place *place)
{
  for (char **audience = place->audiences; *audience != NULL; audience++)
    {
      GHashTable *places = g_hash_table_lookup (self->by_audience, *audience);

      if (places == NULL)
        {
          places = g_hash_table_new (NULL, NULL);
          g_hash_table_insert (self->by_audience, g_strdup (*audience), places);
        }
      g_hash_table_add (places, place);
    }
  g_hash_table_insert (self->by_device, g_strdup (place->device), place);
  place->place = g_sequence_insert_sorted (self->by_time, place, compare_places, NULL);
  g_cond_broadcast (&self->changed);
  tell_count (self);
}

gboolean
ed_parking_add (EdParking *self,
                gpointer waiting,
                const char *const *audiences,
                const char *device,
                gint64 wait_ms,
                guint news,
                void (*suspend) (gpointer waiting))
{
  gpointer replaced = NULL;
  Place *former, *place;

  g_mutex_lock (&self->mutex);
  if (self->stopped || self->news != news)
    {
      g_mutex_unlock (&self->mutex);
      return FALSE;
    }
  former = g_hash_table_lookup (self->by_device, device);
  if (former != NULL)
    replaced = leave (self, former);
  suspend (waiting);
  place = g_new0 (Place, 1);
  place->waiting = waiting;
  place->audiences = g_strdupv ((char **) audiences);
  place->device = g_strdup (device);
  place->until = g_get_monotonic_time () + MAX (wait_ms, 0) * 1000;
  enter (self, place);
  g_mutex_unlock (&self->mutex);
  if (replaced != NULL)
    self->wake (replaced, ED_WAKE_TIME);
  return TRUE;
}

void
ed_parking_wake (EdParking *self, const char *const *audiences)
{
  g_autoptr (GPtrArray) woken = g_ptr_array_new ();

  g_mutex_lock (&self->mutex);
  self->news++;
  for (; *audiences != NULL; audiences++)
    {
      GHashTable *places;

      while ((places = g_hash_table_lookup (self->by_audience, *audiences)) != NULL)
        {
          GHashTableIter iter;
          gpointer place = NULL;

          g_hash_table_iter_init (&iter, places);
          g_hash_table_iter_next (&iter, &place, NULL);
          g_ptr_array_add (woken, leave (self, place));
        }
    }
  g_mutex_unlock (&self->mutex);
  wake_all (self, woken, ED_WAKE_NEWS);
}

guint
ed_parking_count (EdParking *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = count (self);
  g_mutex_unlock (&self->mutex);
  return n;
}

gboolean
ed_parking_await (EdParking *self, guint n, gint64 until)
{
  gboolean in_time = TRUE, reached;

  g_mutex_lock (&self->mutex);
  self->awaited = n;
  while (count (self) != n && in_time)
    in_time = g_cond_wait_until (&self->counted, &self->mutex, until);
  reached = count (self) == n;
  g_mutex_unlock (&self->mutex);
  return reached;
}
