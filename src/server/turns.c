/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/turns.h"

#include "server/secrets.h"

#define KEYS_MAX 100000

/* Each turn moves the time at which somebody will have had their share; how far that may lie ahead
 * is what can be done at once. */
struct _EdTurns
{
  gint64 step;  /* µs that one turn takes */
  gint64 ahead; /* µs */
  GMutex mutex;
  GHashTable *shares; /* hash of the key → gint64, µs */
};

EdTurns *
ed_turns_new (guint per_second, gint64 at_once)
{
  EdTurns *self = g_new0 (EdTurns, 1);

  g_return_val_if_fail (per_second > 0 && at_once > 0, NULL);

  self->step = G_USEC_PER_SEC / per_second;
  self->ahead = self->step * at_once;
  g_mutex_init (&self->mutex);
  self->shares = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
ed_turns_free (EdTurns *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->shares);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gint64
hash_key (const char *key)
{
  union
  {
    guint8 bytes[ED_SECRET_BYTES];
    gint64 first;
  } hash;

  ed_secrets_hash_token (key, hash.bytes);
  return hash.first;
}

static gboolean
is_rested (gpointer key, gpointer share, gpointer now)
{
  return *(gint64 *) share <= *(gint64 *) now;
}

static gint64 *
find_share (EdTurns *self, gint64 hash, gint64 now)
{
  gint64 *share = g_hash_table_lookup (self->shares, &hash);
  gint64 *key;

  if (share != NULL)
    return share;
  if (g_hash_table_size (self->shares) >= KEYS_MAX)
    g_hash_table_foreach_remove (self->shares, is_rested, &now);
  key = g_new (gint64, 1);
  share = g_new (gint64, 1);
  *key = hash;
  *share = now;
  g_hash_table_insert (self->shares, key, share);
  return share;
}

gint64
ed_turns_take (EdTurns *self, const char *key, gint64 now)
{
  gint64 hash = hash_key (key);
  gint64 wait;
  gint64 *share;

  g_mutex_lock (&self->mutex);
  share = find_share (self, hash, now);
  *share = MAX (*share, now);
  wait = *share + self->step - now - self->ahead;
  if (wait <= 0)
    *share += self->step;
  g_mutex_unlock (&self->mutex);
  return wait <= 0 ? 0 : (wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}
