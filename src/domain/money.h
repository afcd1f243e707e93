/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Amounts of money are integers in the minor units of ISO 4217: 1500 of EUR are 15.00. */

/* What numbers are written with. */
typedef struct
{
  const char *group; /* between thousands; "" for none */
  const char *point; /* before the fraction */
  const char *minus;
} EdNumberSigns;

/* How many digits the fraction of CURRENCY has: 2, but for a few. */
guint ed_currency_digits (const char *currency);
/* Whether people leave the fraction of whole amounts out: the forint. */
gboolean ed_currency_is_written_whole (const char *currency);
/* How many minor units one of it is. */
gint64 ed_currency_unit (const char *currency);
/* AMOUNT without the currency: "−1,234.50". Of currencies whose fraction nobody writes (the
 * forint) a whole amount has none. Free with g_free(). */
char *ed_amount_to_text (gint64 amount, const char *currency, const EdNumberSigns *signs);
