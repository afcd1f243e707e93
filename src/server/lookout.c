/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/lookout.h"

#include "server/api-state.h"
#include "server/batch-table.h"
#include "server/batch.h"

#define REST_US (G_USEC_PER_SEC / 2)
#define SOON_US (G_USEC_PER_SEC / 20)

struct _EdLookout
{
  EdApi *api;
  void (*news) (const char *const *audiences, gpointer data);
  gpointer data;
  gint64 seen; /* everything below it was told; -1: not yet looked. The thread's own */
  GThread *thread;
  GMutex mutex; /* of what follows */
  GCond changed;
  gboolean poked, stopping;
};

/* Collects into AUDIENCES who has something new; *LATER: something committed waits. */
static gboolean
read_news (EdLookout *self, EdDb *db, GHashTable *audiences, gboolean *later, GError **error)
{
  gint64 horizon;

  if (!ed_batch_read_horizon (self->api, db, &horizon, error))
    return FALSE;
  /* Before the first look nobody waits. */
  if (!ed_batches_collect (db,
                           self->seen < 0 ? horizon : self->seen,
                           horizon,
                           audiences,
                           later,
                           error))
    return FALSE;
  self->seen = horizon;
  return TRUE;
}

/* Whether to look again soon. A database that is away is asked again by and by: the calls say so.
 */
static gboolean
look (EdLookout *self)
{
  g_autoptr (GHashTable) audiences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EdDb *db = ed_readers_take (self->api->readers, NULL);
  gboolean later = FALSE;

  if (db == NULL)
    return FALSE;
  if (!read_news (self, db, audiences, &later, NULL))
    later = FALSE;
  ed_readers_give_back (self->api->readers, db);
  if (g_hash_table_size (audiences) > 0)
    {
      g_autofree char **names = (char **) g_hash_table_get_keys_as_array (audiences, NULL);

      self->news ((const char *const *) names, self->data);
    }
  return later;
}

static gpointer
look_until_stopped (gpointer data)
{
  EdLookout *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      gint64 next;

      self->poked = FALSE;
      g_mutex_unlock (&self->mutex);
      next = g_get_monotonic_time () + (look (self) ? SOON_US : REST_US);
      g_mutex_lock (&self->mutex);
      while (!self->stopping && !self->poked
             && g_cond_wait_until (&self->changed, &self->mutex, next))
        ;
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

EdLookout *
ed_lookout_new (EdApi *api,
                void (*news) (const char *const *audiences, gpointer data),
                gpointer data)
{
  EdLookout *self;

  if (!api->is_shared)
    return NULL;
  self = g_new0 (EdLookout, 1);
  self->api = api;
  self->news = news;
  self->data = data;
  self->seen = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  look (self);
  self->thread = g_thread_new ("lookout", look_until_stopped, self);
  return self;
}

static void
tell (EdLookout *self, gboolean *what)
{
  g_mutex_lock (&self->mutex);
  *what = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
ed_lookout_free (EdLookout *self)
{
  if (self == NULL)
    return;
  tell (self, &self->stopping);
  g_thread_join (self->thread);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
ed_lookout_poke (EdLookout *self)
{
  tell (self, &self->poked);
}
