/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/clock.h"

static gint64
read_system_clock (const EdClock *clock)
{
  return g_get_real_time () / 1000;
}

static gint64
read_manual_clock (const EdClock *clock)
{
  const EdManualClock *manual = (const EdManualClock *) clock;

  return __atomic_load_n (&manual->time, __ATOMIC_SEQ_CST);
}

const EdClock *
ed_clock_system (void)
{
  static const EdClock clock = { read_system_clock };

  return &clock;
}

gint64
ed_clock_now (const EdClock *clock)
{
  return clock->now (clock);
}

void
ed_manual_clock_init (EdManualClock *clock, gint64 time)
{
  clock->parent.now = read_manual_clock;
  ed_manual_clock_set (clock, time);
}

void
ed_manual_clock_set (EdManualClock *clock, gint64 time)
{
  __atomic_store_n (&clock->time, time, __ATOMIC_SEQ_CST);
}

void
ed_manual_clock_advance (EdManualClock *clock, gint64 by_ms)
{
  __atomic_add_fetch (&clock->time, by_ms, __ATOMIC_SEQ_CST);
}
