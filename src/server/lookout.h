/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* Looks out for what becomes visible in the feed of a database that several processes write: their
 * commits, and one's own, which a reader sees only when all older transactions are over. A thread
 * of its own looks twice a second, at once when poked, and every 50 ms while something committed
 * waits for the horizon. */
typedef struct _EdLookout EdLookout;

/* NEWS is called from the thread with who has something new. NULL where nobody else writes: then
 * what was committed is visible. */
EdLookout *ed_lookout_new (EdApi *api,
                           void (*news) (const char *const *audiences, gpointer data),
                           gpointer data);
/* Ends the thread. */
void ed_lookout_free (EdLookout *self);

/* Something was just committed here. Any thread. */
void ed_lookout_poke (EdLookout *self);
