/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When the server had something. */

#include "domain/beginning.h"

static void
test_receipt_goes_first (void)
{
  static const struct
  {
    gint64 at, received_at, receipt;
  } rows[] = {
    { 5, ED_ABSENT, 5 },              /* it waits on a desktop */
    { 5, 9, 9 },         { 5, 3, 3 }, /* the desktop's clock was ahead */
    { 0, 0, 0 },         { ED_ABSENT, ED_ABSENT, ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ed_receipt (rows[i].at, rows[i].received_at), ==, rows[i].receipt);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/beginning/receipt-goes-first", test_receipt_goes_first);
  return g_test_run ();
}
