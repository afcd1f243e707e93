/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendar arithmetic in days since 1970-01-01, after the method of counting years from 1 March
 * so that the leap day is the last of its year. Zones are immutable once made. */

#include "domain/days.h"

#include <string.h>

#include "base/duration.h"
#include "domain/record.h"

#define MINUTE_MS 60000
/* No clock on earth is further from UTC; twice as much as is needed. */
#define MAX_OFFSET_MS (2 * ED_DAY_MS)

struct _EdZone
{
  guint n;
  gint64 *at;
  gint32 *offset_s;
};

static gint64
divide_down (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
count_days_of_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

gint64
ed_date_new (int year, int month, int day)
{
  gint64 y, era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > count_days_of_month (year, month))
    return ED_ABSENT;

  y = month <= 2 ? year - 1 : year;
  era = y / 400;
  year_of_era = y % 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
         - 719468;
}

void
ed_date_split (gint64 date, int *year, int *month, int *day)
{
  gint64 days = date + 719468;
  gint64 era = divide_down (days, 146097);
  gint64 day_of_era = days - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * shifted + 2) / 5 + 1);
  *month = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

gint64
ed_date_add_months (gint64 date, int months)
{
  int year, month, day;
  gint64 count;

  ed_date_split (date, &year, &month, &day);
  count = (gint64) year * 12 + month - 1 + months;
  year = (int) divide_down (count, 12);
  month = (int) (count - (gint64) year * 12) + 1;
  return ed_date_new (year, month, MIN (day, count_days_of_month (year, month)));
}

int
ed_date_weekday (gint64 date)
{
  /* 1970-01-01 was a Thursday. */
  gint64 days = date + 3;

  return (int) (days - divide_down (days, 7) * 7) + 1;
}

/* Whether TEXT has the form of PATTERN, where 0 stands for any digit. */
static gboolean
has_form (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    {
      if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
        return FALSE;
    }
  return *text == '\0';
}

static int
read_digits (const char *text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + g_ascii_digit_value (text[i]);
  return value;
}

static gint64
read_date (const char *text)
{
  return ed_date_new (read_digits (text, 4), read_digits (text + 5, 2), read_digits (text + 8, 2));
}

static gint64
read_time (const char *text)
{
  int hours = read_digits (text, 2);
  int minutes = read_digits (text + 3, 2);

  return hours < 24 && minutes < 60 ? hours * 60 + minutes : ED_ABSENT;
}

/* NUMBER, which has not more of them, in N digits. */
static void
write_digits (char *text, int number, guint n)
{
  while (n-- > 0)
    {
      text[n] = (char) ('0' + number % 10);
      number /= 10;
    }
}

static void
write_date (char *text, gint64 date)
{
  int year, month, day;

  ed_date_split (date, &year, &month, &day);
  write_digits (text, CLAMP (year, 0, 9999), 4);
  write_digits (text + 5, month, 2);
  write_digits (text + 8, day, 2);
}

char *
ed_date_to_text (gint64 date)
{
  char *text = g_strdup ("0000-00-00");

  write_date (text, date);
  return text;
}

gint64
ed_date_from_text (const char *text)
{
  return has_form (text, "0000-00-00") ? read_date (text) : ED_ABSENT;
}

char *
ed_time_to_text (gint64 minutes)
{
  return g_strdup_printf ("%02d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

gint64
ed_time_from_text (const char *text)
{
  return has_form (text, "00:00") ? read_time (text) : ED_ABSENT;
}

char *
ed_instant_to_text (gint64 instant)
{
  gint64 date = divide_down (instant, ED_DAY_MS);
  int ms = (int) (instant - date * ED_DAY_MS);
  char *text = g_strdup ("0000-00-00T00:00:00.000Z");

  /* By hand: a server writes a dozen of them for each command. */
  write_date (text, date);
  write_digits (text + 11, ms / 3600000, 2);
  write_digits (text + 14, ms / 60000 % 60, 2);
  write_digits (text + 17, ms / 1000 % 60, 2);
  write_digits (text + 20, ms % 1000, 3);
  return text;
}

gint64
ed_instant_from_text (const char *text)
{
  gboolean has_fraction = has_form (text, "0000-00-00T00:00:00.000Z");
  gint64 date, minutes;
  int seconds;

  if (!has_fraction && !has_form (text, "0000-00-00T00:00:00Z"))
    return ED_ABSENT;
  date = read_date (text);
  minutes = read_time (text + 11);
  seconds = read_digits (text + 17, 2);
  if (date == ED_ABSENT || minutes == ED_ABSENT || seconds > 59)
    return ED_ABSENT;
  return date * ED_DAY_MS + minutes * MINUTE_MS + seconds * 1000
         + (has_fraction ? read_digits (text + 20, 3) : 0);
}

EdZone *
ed_zone_new_utc (void)
{
  static const gint64 at[] = { 0 };
  static const gint32 offset_s[] = { 0 };

  return ed_zone_new (at, offset_s, 1);
}

EdZone *
ed_zone_new (const gint64 *at, const gint32 *offset_s, guint n)
{
  EdZone *zone;

  if (n == 0)
    return ed_zone_new_utc ();
  zone = g_new0 (EdZone, 1);
  zone->n = n;
  zone->at = g_memdup2 (at, n * sizeof *at);
  zone->offset_s = g_memdup2 (offset_s, n * sizeof *offset_s);
  return zone;
}

void
ed_zone_free (EdZone *zone)
{
  if (zone == NULL)
    return;
  g_free (zone->at);
  g_free (zone->offset_s);
  g_free (zone);
}

/* The last change not after INSTANT; the first where all are. */
static guint
find_change (const EdZone *zone, gint64 instant)
{
  guint low = 0;
  guint high = zone->n;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (zone->at[middle] <= instant)
        low = middle;
      else
        high = middle;
    }
  return low;
}

gint64
ed_zone_offset (const EdZone *zone, gint64 instant)
{
  return zone->offset_s[find_change (zone, instant)];
}

gint64
ed_zone_date (const EdZone *zone, gint64 instant)
{
  return divide_down (instant + ed_zone_offset (zone, instant) * 1000, ED_DAY_MS);
}

gint64
ed_zone_minutes (const EdZone *zone, gint64 instant)
{
  gint64 shown = instant + ed_zone_offset (zone, instant) * 1000;

  return (shown - divide_down (shown, ED_DAY_MS) * ED_DAY_MS) / MINUTE_MS;
}

/* The first instant at which the clock there shows at least DATE, MINUTES. */
gint64
ed_zone_instant (const EdZone *zone, gint64 date, gint64 minutes)
{
  gint64 shown = date * ED_DAY_MS + minutes * MINUTE_MS;

  for (guint i = find_change (zone, shown - MAX_OFFSET_MS);; i++)
    {
      gint64 instant = shown - zone->offset_s[i] * G_GINT64_CONSTANT (1000);

      if (i > 0)
        instant = MAX (instant, zone->at[i]);
      if (i + 1 == zone->n || instant < zone->at[i + 1])
        return instant;
    }
}
