/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/doorkeeper.h"

#include "server/turns.h"

#define LOOK_US (G_USEC_PER_SEC / 2)
#define BURST_S 10
#define TOKEN_SHARE 4
#define SPARE 20 /* a twentieth of the connections */

struct _EdGuest
{
  char *address;
  gpointer connection;
  EdDoor door;
  gint64 deadline; /* monotonic, µs; G_MAXINT64: none */
};

struct _EdDoorkeeper
{
  EdDoorkeeperLimits limits;
  void (*show_out) (gpointer connection);
  EdTurns *by_peer, *by_token; /* NULL: any number */
  GThread *thread;
  GMutex mutex; /* of what follows */
  GCond ended;
  gboolean is_ending;
  GHashTable *guests;     /* set of EdGuest */
  GHashTable *by_address; /* text → how many */
  EdDoorkeeperCounts counts;
};

/* Ends those whose time is over; each is told once. */
static void
look (EdDoorkeeper *self, gint64 now)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      EdGuest *guest = key;

      if (guest->deadline > now)
        continue;
      guest->deadline = G_MAXINT64;
      self->counts.shown_out++;
      self->show_out (guest->connection);
    }
}

static gpointer
watch (gpointer data)
{
  EdDoorkeeper *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->is_ending)
    {
      gint64 now = g_get_monotonic_time ();

      look (self, now);
      g_cond_wait_until (&self->ended, &self->mutex, now + LOOK_US);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

EdDoorkeeper *
ed_doorkeeper_new (const EdDoorkeeperLimits *limits, void (*show_out) (gpointer connection))
{
  EdDoorkeeper *self = g_new0 (EdDoorkeeper, 1);

  self->limits = *limits;
  self->show_out = show_out;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  self->guests = g_hash_table_new (NULL, NULL);
  self->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (limits->asks_per_second > 0)
    {
      guint share = MAX (limits->asks_per_second / TOKEN_SHARE, 1);

      self->by_peer =
          ed_turns_new (limits->asks_per_second, (gint64) limits->asks_per_second * BURST_S);
      self->by_token = ed_turns_new (share, (gint64) share * BURST_S);
    }
  self->thread = g_thread_new ("doorkeeper", watch, self);
  return self;
}

void
ed_doorkeeper_free (EdDoorkeeper *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->ended);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_hash_table_unref (self->guests);
  g_hash_table_unref (self->by_address);
  ed_turns_free (self->by_peer);
  ed_turns_free (self->by_token);
  g_cond_clear (&self->ended);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static guint
count_from (EdDoorkeeper *self, const char *address)
{
  return address != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_address, address)) : 0;
}

gboolean
ed_doorkeeper_admits (EdDoorkeeper *self, const char *address)
{
  gboolean admits;

  g_mutex_lock (&self->mutex);
  admits =
      self->limits.per_address == 0 || count_from (self, address) < 2 * self->limits.per_address;
  self->counts.sent_away += admits ? 0 : 1;
  g_mutex_unlock (&self->mutex);
  return admits;
}

static gint64
after (guint seconds)
{
  return g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
}

EdGuest *
ed_doorkeeper_enter (EdDoorkeeper *self, const char *address, gpointer connection)
{
  EdGuest *guest = g_new0 (EdGuest, 1);
  guint here, from;

  guest->address = g_strdup (address);
  guest->connection = connection;
  guest->deadline = after (self->limits.request_s);
  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->guests, guest);
  here = g_hash_table_size (self->guests);
  from = count_from (self, address) + 1;
  if (address != NULL)
    g_hash_table_insert (self->by_address, g_strdup (address), GUINT_TO_POINTER (from));
  if (here > self->limits.connections - self->limits.connections / SPARE)
    guest->door = ED_DOOR_FULL;
  else if (address != NULL && self->limits.per_address > 0 && from > self->limits.per_address)
    guest->door = ED_DOOR_CROWD;
  self->counts.sent_away += guest->door != ED_DOOR_OPEN ? 1 : 0;
  g_mutex_unlock (&self->mutex);
  return guest;
}

void
ed_doorkeeper_leave (EdDoorkeeper *self, EdGuest *guest)
{
  guint from;

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->guests, guest);
  from = count_from (self, guest->address);
  if (from > 1)
    g_hash_table_insert (self->by_address, g_strdup (guest->address), GUINT_TO_POINTER (from - 1));
  else if (from == 1)
    g_hash_table_remove (self->by_address, guest->address);
  g_mutex_unlock (&self->mutex);
  g_free (guest->address);
  g_free (guest);
}

EdDoor
ed_guest_door (const EdGuest *guest)
{
  return guest->door;
}

static void
set_deadline (EdDoorkeeper *self, EdGuest *guest, gint64 deadline)
{
  g_mutex_lock (&self->mutex);
  guest->deadline = deadline;
  g_mutex_unlock (&self->mutex);
}

void
ed_guest_begin (EdDoorkeeper *self, EdGuest *guest)
{
  set_deadline (self, guest, after (self->limits.request_s));
}

void
ed_guest_asked (EdDoorkeeper *self, EdGuest *guest)
{
  set_deadline (self, guest, G_MAXINT64);
}

void
ed_guest_answered (EdDoorkeeper *self, EdGuest *guest)
{
  set_deadline (self, guest, after (self->limits.idle_s + self->limits.request_s));
}

gint64
ed_doorkeeper_take_turn (EdDoorkeeper *self, const char *peer, const char *token)
{
  gint64 now = g_get_monotonic_time ();
  gint64 wait = 0;

  if (self->by_peer != NULL && peer != NULL)
    wait = ed_turns_take (self->by_peer, peer, now);
  if (self->by_token != NULL && token != NULL && wait == 0)
    wait = ed_turns_take (self->by_token, token, now);
  if (wait > 0)
    {
      g_mutex_lock (&self->mutex);
      self->counts.sent_away++;
      g_mutex_unlock (&self->mutex);
    }
  return wait;
}

void
ed_doorkeeper_count (EdDoorkeeper *self, EdDoorkeeperCounts *counts)
{
  g_mutex_lock (&self->mutex);
  *counts = self->counts;
  counts->guests = g_hash_table_size (self->guests);
  g_mutex_unlock (&self->mutex);
}
