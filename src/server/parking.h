/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Calls that wait: for news of an audience, for their time to pass, or for the end. A thread of its
 * own watches the deadlines. What waits is the caller's; it is handed back exactly once. */
typedef struct _EdParking EdParking;

typedef enum
{
  ED_WAKE_NEWS, /* somebody it listens to has news */
  ED_WAKE_TIME, /* its time has passed, or a later wait of its device took its place */
  ED_WAKE_STOP, /* the server ends */
} EdWake;

/* WAKE is called without a lock, from any thread. */
EdParking *ed_parking_new (void (*wake) (gpointer waiting, EdWake why));
/* Wakes all that wait, and takes nothing more. */
void ed_parking_stop (EdParking *self);
void ed_parking_free (EdParking *self);

/* How often there have been news so far; to be asked before looking whether there is something. */
guint ed_parking_count_news (EdParking *self);
/* Parks WAITING for WAIT_MS, unless there have been news since they were counted (NEWS), or the
 * parking has stopped: then FALSE. SUSPEND is called with WAITING before anything can wake it. */
gboolean ed_parking_add (EdParking *self,
                         gpointer waiting,
                         const char *const *audiences,
                         const char *device,
                         gint64 wait_ms,
                         guint news,
                         void (*suspend) (gpointer waiting));
/* Wakes who listens to one of AUDIENCES. */
void ed_parking_wake (EdParking *self, const char *const *audiences);
guint ed_parking_count (EdParking *self);
/* Blocks until N are parked: FALSE when that has not come UNTIL (monotonic, µs). For one thread at
 * a time; tests wait so. */
gboolean ed_parking_await (EdParking *self, guint n, gint64 until);
