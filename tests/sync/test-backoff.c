/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/backoff.h"

static const struct
{
  guint failures;
  gint64 spread_s, retry_after_s;
  double chance;
  gint64 delay_ms;
} cases[] = {
  { 1, 0, 0, 0.0, 0 },        { 1, 0, 0, 0.5, 1000 },
  { 1, 0, 0, 1.0, 2000 },     { 2, 0, 0, 1.0, 4000 },
  { 8, 0, 0, 1.0, 256000 },   { 9, 0, 0, 1.0, 300000 },
  { 16, 0, 0, 1.0, 300000 },  { 4000000000u, 0, 0, 1.0, 300000 },
  { 9, 0, 0, 0.1, 30000 },    { 1, 60, 0, 0.5, 30000 },
  { 9, 60, 0, 0.5, 150000 },  { 1, 0, 7, 0.0, 7000 },
  { 1, 0, 600, 1.0, 600000 }, { 9, 0, 7, 1.0, 300000 },
};

static void
test_backoff_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        ed_backoff (cases[i].failures, cases[i].spread_s, cases[i].retry_after_s, cases[i].chance),
        ==,
        cases[i].delay_ms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/backoff/table", test_backoff_table);
  return g_test_run ();
}
