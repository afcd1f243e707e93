/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/date-style.h"

#include <string.h>

#include "domain/record.h"

typedef struct
{
  int numbers[3];
  guint digits[3];
  char separator;
  gboolean ends_with_dot; /* as in Hungarian */
  gint64 minutes;         /* of the day; 0 where TEXT has no time */
} Parts;

/* Up to 4 digits; how many there were. */
static guint
read_number (const char **at, int *number)
{
  guint digits = 0;

  for (*number = 0; g_ascii_isdigit (**at) && digits < 5; (*at)++, digits++)
    *number = *number * 10 + (**at - '0');
  return digits <= 4 ? digits : 0;
}

/* ".", "-" or "/", and space around it. */
static char
read_separator (const char **at)
{
  char separator;

  *at += strspn (*at, " ");
  separator = **at;
  if (separator == '\0' || strchr (".-/", separator) == NULL)
    return 0;
  (*at)++;
  *at += strspn (*at, " ");
  return separator;
}

/* "19:44", "7.44", "19:44:59.123". */
static gboolean
read_time (const char **at, gint64 *minutes)
{
  int hour, minute, second;
  char divider;

  if (read_number (at, &hour) == 0 || hour > 23)
    return FALSE;
  divider = **at;
  if (divider != ':' && divider != '.')
    return FALSE;
  (*at)++;
  if (read_number (at, &minute) != 2 || minute > 59)
    return FALSE;
  *minutes = hour * 60 + minute;
  if (**at != divider)
    return TRUE;
  (*at)++;
  if (read_number (at, &second) != 2 || second > 60)
    return FALSE;
  if (**at == '.')
    *at += 1 + strspn (*at + 1, "0123456789");
  return TRUE;
}

static gboolean
read_parts (const char *text, Parts *parts)
{
  const char *at = text + strspn (text, " \t\r\n");

  for (guint i = 0; i < 3; i++)
    {
      char separator;

      parts->digits[i] = read_number (&at, &parts->numbers[i]);
      if (parts->digits[i] == 0)
        return FALSE;
      if (i == 2)
        break;
      separator = read_separator (&at);
      if (separator == 0 || (i > 0 && separator != parts->separator))
        return FALSE;
      parts->separator = separator;
    }
  parts->ends_with_dot = *at == '.' && parts->separator == '.';
  at += parts->ends_with_dot;
  parts->minutes = 0;
  at += strspn (at, " ,T\t\r\n");
  if (*at != '\0' && !read_time (&at, &parts->minutes))
    return FALSE;
  return at[strspn (at, " \t\r\n")] == '\0';
}

static gint64
make_date (const Parts *parts, guint year, guint month, guint day)
{
  int century = parts->digits[year] == 2 ? 2000 : 0;

  if (parts->digits[month] > 2 || parts->digits[day] > 2
      || (parts->digits[year] != 2 && parts->digits[year] != 4))
    return ED_ABSENT;
  return ed_date_new (century + parts->numbers[year], parts->numbers[month], parts->numbers[day]);
}

static gint64
find_date (const Parts *parts, EdDateStyle style)
{
  if (parts->digits[0] == 4)
    return style == ED_DATES_ISO && parts->separator == '.' ? ED_ABSENT
                                                            : make_date (parts, 0, 1, 2);
  switch (style)
    {
    case ED_DATES_HUNGARIAN:
      return parts->separator == '.' && parts->digits[2] <= 2 ? make_date (parts, 0, 1, 2)
                                                              : ED_ABSENT;
    case ED_DATES_GERMAN:
      return parts->separator == '.' && !parts->ends_with_dot ? make_date (parts, 2, 1, 0)
                                                              : ED_ABSENT;
    case ED_DATES_BRITISH:
      return parts->separator != '.' ? make_date (parts, 2, 1, 0) : ED_ABSENT;
    default:
      return ED_ABSENT;
    }
}

gint64
ed_moment_read (const char *text, EdDateStyle style, const EdZone *zone)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gint64 instant = ed_instant_from_text (stripped);
  Parts parts;
  gint64 date;

  g_return_val_if_fail (style < ED_N_DATE_STYLES, ED_ABSENT);
  if (instant != ED_ABSENT)
    return instant;
  if (!read_parts (stripped, &parts))
    return ED_ABSENT;
  date = find_date (&parts, style);
  return date != ED_ABSENT ? ed_zone_instant (zone, date, parts.minutes) : ED_ABSENT;
}

/* --- guessing --------------------------------------------------------------------------------- */

static gint64
read_date (const char *text, EdDateStyle style)
{
  Parts parts;

  return read_parts (text, &parts) ? find_date (&parts, style) : ED_ABSENT;
}

static guint
count_read (const char *const *texts, guint n, EdDateStyle style)
{
  guint read = 0;

  for (guint i = 0; i < n; i++)
    read += read_date (texts[i], style) != ED_ABSENT;
  return read;
}

/* The first that reads as one day in STYLE and as another one in OTHER. */
static const char *
find_different (const char *const *texts, guint n, EdDateStyle style, EdDateStyle other)
{
  for (guint i = 0; i < n; i++)
    if (read_date (texts[i], style) != ED_ABSENT && read_date (texts[i], other) != ED_ABSENT
        && read_date (texts[i], style) != read_date (texts[i], other))
      return texts[i];
  return NULL;
}

/* The first whose month could be the day, where none has a day that can be no month. */
static const char *
find_month_first (const char *const *texts, guint n)
{
  const char *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      Parts parts;

      if (!read_parts (texts[i], &parts) || parts.digits[0] == 4
          || find_date (&parts, ED_DATES_BRITISH) == ED_ABSENT)
        continue;
      if (parts.numbers[0] > 12)
        return NULL;
      if (found == NULL && parts.numbers[0] != parts.numbers[1])
        found = texts[i];
    }
  return found;
}

EdDateGuess
ed_date_style_guess (const char *const *texts, guint n)
{
  EdDateGuess guess = { ED_DATES_ISO, NULL };
  guint most = count_read (texts, n, ED_DATES_ISO);

  for (EdDateStyle style = ED_DATES_HUNGARIAN; style < ED_N_DATE_STYLES; style++)
    if (count_read (texts, n, style) > most)
      {
        most = count_read (texts, n, style);
        guess.style = style;
      }
  for (EdDateStyle other = 0; other < ED_N_DATE_STYLES && guess.example == NULL; other++)
    if (other != guess.style && count_read (texts, n, other) == most)
      guess.example = find_different (texts, n, guess.style, other);
  /* Years of two digits without the dot behind the day are rather German. */
  if (guess.example != NULL && guess.style == ED_DATES_HUNGARIAN)
    guess.style = ED_DATES_GERMAN;
  if (guess.example == NULL && guess.style == ED_DATES_BRITISH)
    guess.example = find_month_first (texts, n);
  return guess;
}
