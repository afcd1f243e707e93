/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/clock.h"

static void
test_clock_shows_the_systems_time (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 shown = ed_clock_now (ed_clock_system ());

  g_assert_cmpint (shown, >=, before);
  g_assert_cmpint (shown, <=, g_get_real_time () / 1000);
}

static void
test_manual_clock_stands (void)
{
  EdManualClock clock;

  ed_manual_clock_init (&clock, 1584564240000);
  g_assert_cmpint (ed_clock_now (&clock.parent), ==, 1584564240000);
  ed_manual_clock_advance (&clock, 250);
  g_assert_cmpint (ed_clock_now (&clock.parent), ==, 1584564240250);
  ed_manual_clock_advance (&clock, -1250);
  g_assert_cmpint (ed_clock_now (&clock.parent), ==, 1584564239000);
  ed_manual_clock_set (&clock, 0);
  g_assert_cmpint (ed_clock_now (&clock.parent), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/shows-the-systems-time", test_clock_shows_the_systems_time);
  g_test_add_func ("/base/manual-clock/stands", test_manual_clock_stands);
  return g_test_run ();
}
