/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/line.h"

#define WAIT_US G_USEC_PER_SEC /* that the last one may expect */
#define LENGTH_MAX 1000
#define ROUNDS_MIN 4
#define OF_ONE_MAX 16

typedef struct
{
  gpointer item;
  guint weight;
} Place;

/* Of an owner: their places. */
typedef struct
{
  char *name; /* NULL: of one who has none */
  GQueue places;
} Owner;

struct _EdLine
{
  guint most;
  GMutex mutex; /* of what follows */
  GCond changed;
  GHashTable *owners; /* by name: those who wait */
  GQueue turns;       /* Owner, each once: the next one first */
  guint length, weight;
  gint64 usual; /* µs to serve as many as are served at once; 0: not yet known */
  gboolean ended;
};

EdLine *
ed_line_new (guint most)
{
  EdLine *self = g_new0 (EdLine, 1);

  self->most = most;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->owners = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
ed_line_free (EdLine *self)
{
  if (self == NULL)
    return;
  g_assert (self->length == 0);
  g_hash_table_unref (self->owners);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static Owner *
find_owner (EdLine *self, const char *name)
{
  return name != NULL ? g_hash_table_lookup (self->owners, name) : NULL;
}

static Owner *
add_owner (EdLine *self, const char *name)
{
  Owner *owner = g_new0 (Owner, 1);

  owner->name = g_strdup (name);
  if (name != NULL)
    g_hash_table_insert (self->owners, owner->name, owner);
  g_queue_push_tail (&self->turns, owner);
  return owner;
}

static void
remove_owner (EdLine *self, Owner *owner)
{
  if (owner->name != NULL)
    g_hash_table_remove (self->owners, owner->name);
  g_free (owner->name);
  g_free (owner);
}

/* Some rounds may always wait: a disk that was slow just now says little of the next time. */
static gboolean
has_room (EdLine *self, const Owner *owner)
{
  gint64 rounds = self->usual > 0 ? MAX (WAIT_US / self->usual, ROUNDS_MIN) : LENGTH_MAX;

  return self->length < LENGTH_MAX && self->weight < rounds * self->most
         && (owner == NULL || owner->places.length < OF_ONE_MAX);
}

static gboolean
join (EdLine *self, gpointer item, guint weight, const char *name, gboolean insists)
{
  Owner *owner;
  Place *place;

  g_mutex_lock (&self->mutex);
  owner = find_owner (self, name);
  if (!insists && !has_room (self, owner))
    {
      g_mutex_unlock (&self->mutex);
      return FALSE;
    }
  place = g_new0 (Place, 1);
  place->item = item;
  place->weight = MAX (weight, 1);
  if (owner == NULL)
    owner = add_owner (self, name);
  g_queue_push_tail (&owner->places, place);
  self->length++;
  self->weight += place->weight;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
ed_line_join (EdLine *self, gpointer item, guint weight, const char *owner)
{
  return join (self, item, weight, owner, FALSE);
}

void
ed_line_insist (EdLine *self, gpointer item, guint weight, const char *owner)
{
  join (self, item, weight, owner, TRUE);
}

/* The item of whose turn it is, with its weight added to *SUM; NULL where that would be too much.
 */
static gpointer
take_one (EdLine *self, guint *sum)
{
  Owner *owner = g_queue_peek_head (&self->turns);
  Place *place = owner != NULL ? g_queue_peek_head (&owner->places) : NULL;
  gpointer item;

  if (place == NULL || (*sum > 0 && *sum + place->weight > self->most))
    return NULL;
  g_queue_pop_head (&self->turns);
  g_queue_pop_head (&owner->places);
  if (owner->places.length > 0)
    g_queue_push_tail (&self->turns, owner);
  else
    remove_owner (self, owner);
  self->length--;
  self->weight -= place->weight;
  *sum += place->weight;
  item = place->item;
  g_free (place);
  return item;
}

guint
ed_line_take (EdLine *self, gpointer *items, guint n, gint64 until)
{
  guint taken = 0, sum = 0;

  g_mutex_lock (&self->mutex);
  while (self->length == 0 && !self->ended
         && g_cond_wait_until (&self->changed, &self->mutex, until))
    ;
  while (taken < n && (items[taken] = take_one (self, &sum)) != NULL)
    taken++;
  g_mutex_unlock (&self->mutex);
  return taken;
}

void
ed_line_served (EdLine *self, gint64 took)
{
  g_mutex_lock (&self->mutex);
  self->usual = MAX ((7 * self->usual + took) / 8, 1);
  g_mutex_unlock (&self->mutex);
}

void
ed_line_end (EdLine *self)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

gboolean
ed_line_has_ended (EdLine *self)
{
  gboolean has;

  g_mutex_lock (&self->mutex);
  has = self->ended && self->length == 0;
  g_mutex_unlock (&self->mutex);
  return has;
}

guint
ed_line_length (EdLine *self)
{
  guint length;

  g_mutex_lock (&self->mutex);
  length = self->length;
  g_mutex_unlock (&self->mutex);
  return length;
}
