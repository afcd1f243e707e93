/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/setting-texts.h"

#include "client/coordinator/typed.h"
#include "client/dates.h"
#include "domain/money.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAYS_A_WEEK 7
#define LOOK_AHEAD_DAYS 30
#define MONDAY_BEFORE_1970 (-3)

static const EdOpenHours *
find_day (const GPtrArray *hours, gint64 day)
{
  for (guint i = 0; i < hours->len; i++)
    if (((const EdOpenHours *) hours->pdata[i])->day == day)
      return hours->pdata[i];
  return NULL;
}

static char *
write_time (gint64 minutes)
{
  return g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

char *
ed_hours_text (const GPtrArray *hours, EdWeekday day)
{
  const EdOpenHours *found = find_day (hours, day);
  g_autofree char *opens = NULL, *closes = NULL;

  if (found == NULL)
    return g_strdup ("");
  opens = write_time (found->opens);
  closes = write_time (found->closes);
  return g_strconcat (opens, "–", closes, NULL);
}

gboolean
ed_hours_from_typed (const char *typed, EdWeekday day, GPtrArray *hours)
{
  g_autofree char *text = ed_typed_text (typed, FALSE);
  g_auto (GStrv) sides = NULL;
  EdOpenHours *found;
  gint64 opens, closes;

  if (text == NULL)
    return TRUE;
  sides = g_regex_split_simple ("\\s*[-–—]\\s*", text, 0, 0);
  if (g_strv_length (sides) != 2)
    return FALSE;
  opens = ed_time_from_typed (sides[0]);
  closes = ed_time_from_typed (sides[1]);
  if (opens == ED_ABSENT || closes == ED_ABSENT || opens >= closes)
    return FALSE;
  found = ed_record_new (&ed_opening_type);
  found->day = day;
  found->opens = opens;
  found->closes = closes;
  g_ptr_array_add (hours, found);
  return TRUE;
}

gboolean
ed_amount_from_typed (const char *typed, const char *currency, gint64 *amount)
{
  g_autofree char *text = ed_typed_text (typed, FALSE);
  guint digits = ed_currency_digits (currency);
  guint fraction = 0;
  gboolean has_point = FALSE;

  *amount = ED_ABSENT;
  if (text == NULL)
    return TRUE;
  *amount = 0;
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == ' ')
        continue;
      if ((*c == '.' || *c == ',') && !has_point && digits > 0)
        {
          has_point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*c) || *amount > G_GINT64_CONSTANT (10000000000)
          || (has_point && fraction++ >= digits))
        return FALSE;
      *amount = *amount * 10 + (*c - '0');
    }
  for (; fraction < digits; fraction++)
    *amount *= 10;
  return TRUE;
}

char *
ed_amount_to_typed (gint64 amount, const char *currency)
{
  const EdNumberSigns signs = { "", ".", "-" };

  return amount == ED_ABSENT ? g_strdup ("") : ed_amount_to_text (amount, currency, &signs);
}

static gint64
weekday_of (gint64 date)
{
  gint64 day = (date - MONDAY_BEFORE_1970) % DAYS_A_WEEK;

  return day < 0 ? day + DAYS_A_WEEK : day;
}

/* The hours of DATE; NULL: nobody is there. */
static const EdOpenHours *
find_hours (const EdSettings *settings, gint64 date)
{
  for (guint i = 0; i < settings->holidays->len; i++)
    if (((const EdHoliday *) settings->holidays->pdata[i])->date == date)
      return NULL;
  return find_day (settings->opening, weekday_of (date));
}

char *
ed_opening_text (const EdSettings *settings, const EdZone *zone, gint64 now)
{
  gint64 today = ed_zone_date (zone, now);
  gint64 time = ed_zone_minutes (zone, now);

  for (gint64 date = today; settings->opening->len > 0 && date < today + LOOK_AHEAD_DAYS; date++)
    {
      const EdOpenHours *hours = find_hours (settings, date);
      g_autofree char *opens = NULL, *closes = NULL, *day = NULL;

      if (hours == NULL || (date == today && time >= hours->closes))
        continue;
      opens = write_time (hours->opens);
      closes = write_time (hours->closes);
      day = ed_date_text (date);
      if (date > today)
        /* Translators: a date and a time: "… again on Mon 23 March 2020 from 8:00." */
        return g_strdup_printf (_ ("The agents can be reached again on %1$s from %2$s."),
                                day,
                                opens);
      if (time < hours->opens)
        return g_strdup_printf (_ ("The agents can be reached today from %s."), opens);
      return g_strdup_printf (_ ("The agents can be reached today until %s."), closes);
    }
  return NULL;
}

/* Those of Europe, and the largest cities beyond. */
static const char *const zones[] = {
  "Europe/Amsterdam",
  "Europe/Athens",
  "Europe/Belgrade",
  "Europe/Berlin",
  "Europe/Bratislava",
  "Europe/Brussels",
  "Europe/Bucharest",
  "Europe/Budapest",
  "Europe/Copenhagen",
  "Europe/Dublin",
  "Europe/Helsinki",
  "Europe/Istanbul",
  "Europe/Kyiv",
  "Europe/Lisbon",
  "Europe/Ljubljana",
  "Europe/London",
  "Europe/Luxembourg",
  "Europe/Madrid",
  "Europe/Malta",
  "Europe/Oslo",
  "Europe/Paris",
  "Europe/Prague",
  "Europe/Riga",
  "Europe/Rome",
  "Europe/Sarajevo",
  "Europe/Skopje",
  "Europe/Sofia",
  "Europe/Stockholm",
  "Europe/Tallinn",
  "Europe/Vienna",
  "Europe/Vilnius",
  "Europe/Warsaw",
  "Europe/Zagreb",
  "Europe/Zurich",
  "Africa/Cairo",
  "Africa/Johannesburg",
  "Africa/Lagos",
  "Africa/Nairobi",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Mexico_City",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Toronto",
  "Asia/Dubai",
  "Asia/Hong_Kong",
  "Asia/Jerusalem",
  "Asia/Kolkata",
  "Asia/Seoul",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Atlantic/Reykjavik",
  "Australia/Melbourne",
  "Australia/Sydney",
  "Pacific/Auckland",
  "UTC",
  NULL,
};

char **
ed_zone_names (const char *present)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (present != NULL && !g_strv_contains (zones, present))
    g_strv_builder_add (names, present);
  g_strv_builder_addv (names, (const char **) zones);
  return g_strv_builder_end (names);
}
