/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The turns of the main loop, from one poll to the next: nothing is painted and no key is heard in
 * one. The main thread's own; Linux only. */

/* What a turn should stay below, in ms. */
#define BENCH_TURN_LONG_MS 50

/* Watches the default main context from now on. */
void bench_turn_watch (void);
/* Forgets the turns so far. The one under way begins now: what a step itself does belongs to it. */
void bench_turn_reset (void);
/* Prints the longest turn since then: milliseconds of time, and of these: of this thread's CPU and
 * of its waiting for a processor. What is left it waited for something else: another thread, the
 * disk, the screen. Then the most CPU of any turn. Below that, for a turn that is too long, where
 * it was after each BENCH_TURN_LONG_MS. */
void bench_turn_print (const char *step);
