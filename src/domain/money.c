/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/money.h"

#include <string.h>

guint
ed_currency_digits (const char *currency)
{
  static const char *const none[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                      "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", NULL };
  static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL };

  if (currency != NULL && g_strv_contains (none, currency))
    return 0;
  return currency != NULL && g_strv_contains (three, currency) ? 3 : 2;
}

gboolean
ed_currency_is_written_whole (const char *currency)
{
  static const char *const whole[] = { "HUF", "CZK", "RSD", "ALL", NULL };

  return currency != NULL && g_strv_contains (whole, currency);
}

gint64
ed_currency_unit (const char *currency)
{
  gint64 unit = 1;

  for (guint digits = ed_currency_digits (currency); digits > 0; digits--)
    unit *= 10;
  return unit;
}

static void
append_grouped (GString *text, guint64 n, const char *group)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, digits[i]);
    }
}

char *
ed_amount_to_text (gint64 amount, const char *currency, const EdNumberSigns *signs)
{
  guint digits = ed_currency_digits (currency);
  guint64 size = amount < 0 ? (guint64) - (amount + 1) + 1 : (guint64) amount;
  GString *text = g_string_new (amount < 0 ? signs->minus : "");
  guint64 unit = (guint64) ed_currency_unit (currency);

  append_grouped (text, size / unit, signs->group);
  if (digits > 0 && (size % unit != 0 || !ed_currency_is_written_whole (currency)))
    g_string_append_printf (text,
                            "%s%0*" G_GUINT64_FORMAT,
                            signs->point,
                            (int) digits,
                            size % unit);
  return g_string_free (text, FALSE);
}
