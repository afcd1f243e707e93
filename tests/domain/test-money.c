/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Amounts as they are written. */

#include "domain/money.h"

static void
test_amounts_are_written (void)
{
  static const EdNumberSigns english = { ",", ".", "−" };
  static const EdNumberSigns german = { ".", ",", "−" };
  static const EdNumberSigns bare = { "", ".", "-" };
  static const struct
  {
    gint64 amount;
    const char *currency;
    const EdNumberSigns *signs;
    const char *text;
  } rows[] = {
    { 0, "EUR", &english, "0.00" },
    { 5, "EUR", &english, "0.05" },
    { 100, "EUR", &english, "1.00" },
    { 99999, "EUR", &english, "999.99" },
    { 100000, "EUR", &english, "1,000.00" },
    { 123456789, "EUR", &english, "1,234,567.89" },
    { 123456789, "EUR", &german, "1.234.567,89" },
    { 123456789, "EUR", &bare, "1234567.89" },
    { -123456, "EUR", &english, "−1,234.56" },
    { -5, "EUR", &bare, "-0.05" },
    { 1500000, "HUF", &english, "15,000" },
    { 1500050, "HUF", &english, "15,000.50" },
    { -1500000, "HUF", &english, "−15,000" },
    { 1500, "JPY", &english, "1,500" },
    { 1500, "KWD", &english, "1.500" },
    { G_MININT64, "JPY", &bare, "-9223372036854775808" },
    { 100, NULL, &english, "1.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_amount_to_text (rows[i].amount, rows[i].currency, rows[i].signs);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/money/amounts-are-written", test_amounts_are_written);
  return g_test_run ();
}
