/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Who may come in, how often they may ask, and how long asking may take. Knows no sockets: the
 * caller tells of connections and is told which to end. A thread of its own watches the time. */
typedef struct _EdDoorkeeper EdDoorkeeper;

typedef struct
{
  guint connections;     /* in all; the last twentieth is for being told to come later */
  guint per_address;     /* 0: any number */
  guint asks_per_second; /* of one address, ten times that at once; 0: any number. A caller by
                          * token has a quarter */
  guint request_s;       /* until a request that has begun must be complete */
  guint idle_s;          /* that may lie before it besides */
} EdDoorkeeperLimits;

/* One connection, from its begin to its end. */
typedef struct _EdGuest EdGuest;

typedef enum
{
  ED_DOOR_OPEN,
  ED_DOOR_FULL,  /* too many are here: 503 */
  ED_DOOR_CROWD, /* too many from this address: 429 */
} EdDoor;

/* SHOW_OUT ends a connection that takes too long, from the doorkeeper's thread; it must not call
 * back. */
EdDoorkeeper *
ed_doorkeeper_new (const EdDoorkeeperLimits *limits, void (*show_out) (gpointer connection));
/* After the last guest has left. */
void ed_doorkeeper_free (EdDoorkeeper *self);

/* Whether a connection from ADDRESS may be taken at all: it may not where there are twice as many
 * as there should be. */
gboolean ed_doorkeeper_admits (EdDoorkeeper *self, const char *address);
/* A connection begins. ADDRESS NULL: a proxy's, which stands for many. */
EdGuest *ed_doorkeeper_enter (EdDoorkeeper *self, const char *address, gpointer connection);
void ed_doorkeeper_leave (EdDoorkeeper *self, EdGuest *guest);
EdDoor ed_guest_door (const EdGuest *guest); /* as it was on entering */

/* A request begins to arrive, is complete, is answered. */
void ed_guest_begin (EdDoorkeeper *self, EdGuest *guest);
void ed_guest_asked (EdDoorkeeper *self, EdGuest *guest);
void ed_guest_answered (EdDoorkeeper *self, EdGuest *guest);

/* Takes a turn for PEER, and for TOKEN where there is one. 0, or the seconds until there is one. */
gint64 ed_doorkeeper_take_turn (EdDoorkeeper *self, const char *peer, const char *token);

typedef struct
{
  guint guests;      /* here now */
  guint64 sent_away; /* told to come later, since the start */
  guint64 shown_out; /* that took too long */
} EdDoorkeeperCounts;

void ed_doorkeeper_count (EdDoorkeeper *self, EdDoorkeeperCounts *counts);
