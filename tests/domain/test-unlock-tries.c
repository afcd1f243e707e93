/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/unlock-tries.h"

#define MINUTE (60 * 1000)

static void
test_waits_grow (void)
{
  static const gint64 waits[] = { 0,           0,           0,           0,
                                  MINUTE / 2,  MINUTE,      2 * MINUTE,  5 * MINUTE,
                                  10 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE };
  EdUnlockTries tries = { 0 };

  for (guint wrong = 0; wrong < G_N_ELEMENTS (waits); wrong++)
    {
      g_test_message ("%u wrong", wrong);
      g_assert_cmpint (ed_unlock_tries_wait (&tries, 1000), ==, waits[wrong]);
      g_assert_cmpuint (ed_unlock_tries_left (&tries), ==, wrong < 10 ? 10 - wrong : 0);
      ed_unlock_tries_add (&tries, 1000);
    }
}

static void
test_waits_end (void)
{
  static const struct
  {
    gint64 wrong, at, now, wait;
  } rows[] = {
    { 5, 1000, 1000, MINUTE },
    { 5, 1000, 1000 + MINUTE - 1, 1 },
    { 5, 1000, 1000 + MINUTE, 0 },
    { 5, 1000, G_MAXINT64, 0 },
    /* Started anew: what it has been running since counts. */
    { 5, 100 * MINUTE, 0, MINUTE },
    { 5, 100 * MINUTE, MINUTE / 4, MINUTE * 3 / 4 },
    { 5, 100 * MINUTE, 2 * MINUTE, 0 },
    /* Numbers that nobody wrote here. */
    { G_MAXINT64, 0, 0, 30 * MINUTE },
    { -7, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdUnlockTries tries = { rows[i].wrong, rows[i].at };

      g_test_message ("row %u", i);
      g_assert_cmpint (ed_unlock_tries_wait (&tries, rows[i].now), ==, rows[i].wait);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/unlock-tries/waits-grow", test_waits_grow);
  g_test_add_func ("/domain/unlock-tries/waits-end", test_waits_end);
  return g_test_run ();
}
