/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A source of "now", so that tests bring their own time.
 *
 * All instants in the program are gint64 milliseconds since 1970-01-01T00:00:00Z.
 * A clock belongs to the caller; whoever takes one borrows it and may ask it from any thread. */
typedef struct _EdClock EdClock;

struct _EdClock
{
  gint64 (*now) (const EdClock *clock); /* ms, UTC */
};

/* The machine's own clock; static, never freed. */
const EdClock *ed_clock_system (void);

/* The instant that CLOCK shows, ms since the epoch, UTC. */
gint64 ed_clock_now (const EdClock *clock);

/* A clock that stands where it is put. Lives where the test puts it (stack or static). */
typedef struct
{
  EdClock parent;
  gint64 time; /* ms, read and written atomically by the functions below */
} EdManualClock;

void ed_manual_clock_init (EdManualClock *clock, gint64 time);
void ed_manual_clock_set (EdManualClock *clock, gint64 time);
void ed_manual_clock_advance (EdManualClock *clock, gint64 by_ms);
