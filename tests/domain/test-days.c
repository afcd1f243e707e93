/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/days.h"
#include "domain/record.h"

#define HOUR_S 3600

/* Budapest around 2024: +1, and +2 from the last Sunday of March to that of October, 01:00Z. */
static EdZone *
new_budapest (void)
{
  const char *const changes[] = { "2023-10-29T01:00:00Z",
                                  "2024-03-31T01:00:00Z",
                                  "2024-10-27T01:00:00Z" };
  const gint32 offset_s[] = { HOUR_S, 2 * HOUR_S, HOUR_S };
  gint64 at[G_N_ELEMENTS (changes)];

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    at[i] = ed_instant_from_text (changes[i]);
  return ed_zone_new (at, offset_s, G_N_ELEMENTS (changes));
}

static void
test_date_agrees_with_glib (void)
{
  GDate date;
  guint32 epoch;

  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1970);
  epoch = g_date_get_julian (&date);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  /* A prime step, so that every day of the month and of the week comes up. */
  for (; g_date_get_year (&date) < 9990; g_date_add_days (&date, 13))
    {
      gint64 expected = (gint64) g_date_get_julian (&date) - epoch;
      gint64 days =
          ed_date_new (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
      int year, month, day;

      g_assert_cmpint (days, ==, expected);
      ed_date_split (days, &year, &month, &day);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (day, ==, g_date_get_day (&date));
      g_assert_cmpint (ed_date_weekday (days), ==, g_date_get_weekday (&date));
    }
}

static void
test_date_refuses_impossible (void)
{
  static const int cases[][3] = { { 0, 1, 1 },     { 10000, 1, 1 },  { 2023, 0, 1 },
                                  { 2023, 13, 1 }, { 2023, 1, 0 },   { 2023, 1, 32 },
                                  { 2023, 2, 29 }, { 1900, 2, 29 },  { 2024, 2, 30 },
                                  { 2024, 4, 31 }, { 2024, -1, 10 }, { 2024, 5, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ed_date_new (cases[i][0], cases[i][1], cases[i][2]), ==, ED_ABSENT);
  g_assert_cmpint (ed_date_new (2000, 2, 29), !=, ED_ABSENT);
}

static void
test_months_end_with_month (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2023-12-31", 2, "2024-02-29" },  { "2022-12-31", 2, "2023-02-28" },
    { "2024-01-15", 2, "2024-03-15" },  { "2024-11-30", 3, "2025-02-28" },
    { "2024-08-31", 1, "2024-09-30" },  { "2024-12-01", 1, "2025-01-01" },
    { "2024-10-31", 12, "2025-10-31" }, { "2024-02-29", 12, "2025-02-28" },
    { "2024-03-31", -1, "2024-02-29" }, { "2024-01-31", -2, "2023-11-30" },
    { "2024-05-31", 0, "2024-05-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 from = ed_date_from_text (cases[i].from);
      g_autofree char *to = ed_date_to_text (ed_date_add_months (from, cases[i].months));

      g_assert_cmpstr (to, ==, cases[i].to);
    }
  g_assert_cmpint (ed_date_add_months (ed_date_new (9999, 12, 1), 1), ==, ED_ABSENT);
  g_assert_cmpint (ed_date_add_months (ed_date_new (1, 1, 1), -1), ==, ED_ABSENT);
}

static void
test_text_goes_to_and_fro (void)
{
  static const char *const instants[] = { "1970-01-01T00:00:00.000Z", "2020-03-18T19:44:00.000Z",
                                          "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z",
                                          "9999-12-31T23:59:59.999Z", "2024-02-29T12:34:56.789Z" };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *text = ed_instant_to_text (ed_instant_from_text (instants[i]));
      g_autofree char *date = g_strndup (instants[i], 10);
      g_autofree char *date_again = ed_date_to_text (ed_date_from_text (date));

      g_assert_cmpstr (text, ==, instants[i]);
      g_assert_cmpstr (date_again, ==, date);
    }
  for (gint64 minutes = 0; minutes < 24 * 60; minutes++)
    {
      g_autofree char *text = ed_time_to_text (minutes);

      g_assert_cmpint (ed_time_from_text (text), ==, minutes);
    }
  g_assert_cmpint (ed_instant_from_text ("1970-01-01T00:00:01Z"), ==, 1000);
  g_assert_cmpint (ed_instant_from_text ("1970-01-02T01:02:03.004Z"), ==, 90123004);
  g_assert_cmpint (ed_time_from_text ("20:44"), ==, 20 * 60 + 44);
}

static void
test_text_takes_no_other_form (void)
{
  static const char *const dates[] = { "",           "2024-1-01",   "2024-01-1",   "24-01-01",
                                       "2024-02-30", "2024/01/01",  " 2024-01-01", "2024-01-01 ",
                                       "0000-01-01", "2024-13-01",  "2024-01-0x",  "+024-01-01",
                                       "2024-01",    "2024-01-011", "20240101" };
  static const char *const times[] = { "",         "9:00",  "24:00", "12:60", "12:5",
                                       "12:34:56", "12.34", "-1:00", "1 :00", "12:345" };
  static const char *const instants[] = { "",
                                          "2024-01-01",
                                          "2024-01-01T00:00:00",
                                          "2024-01-01t00:00:00z",
                                          "2024-01-01T00:00:00+00:00",
                                          "2024-01-01 00:00:00Z",
                                          "2024-01-01T24:00:00Z",
                                          "2024-01-01T00:60:00Z",
                                          "2024-01-01T00:00:60Z",
                                          "2024-01-01T00:00:00.00Z",
                                          "2024-01-01T00:00:00.0000Z",
                                          "2024-02-30T00:00:00Z",
                                          "2024-01-01T00:00:00.000ZZ" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_cmpint (ed_date_from_text (dates[i]), ==, ED_ABSENT);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpint (ed_time_from_text (times[i]), ==, ED_ABSENT);
  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    g_assert_cmpint (ed_instant_from_text (instants[i]), ==, ED_ABSENT);
}

static void
test_zone_follows_its_changes (void)
{
  static const struct
  {
    const char *instant;
    const char *date;
    const char *time;
  } cases[] = {
    { "1990-06-01T22:59:59Z", "1990-06-01", "23:59" }, /* before the first change */
    { "2024-01-15T22:59:59Z", "2024-01-15", "23:59" },
    { "2024-01-15T23:00:00Z", "2024-01-16", "00:00" },
    { "2024-03-31T00:59:59.999Z", "2024-03-31", "01:59" },
    { "2024-03-31T01:00:00Z", "2024-03-31", "03:00" },
    { "2024-07-01T22:00:00Z", "2024-07-02", "00:00" },
    { "2024-10-27T00:59:59.999Z", "2024-10-27", "02:59" },
    { "2024-10-27T01:00:00Z", "2024-10-27", "02:00" },
    { "2030-07-01T22:30:00Z", "2030-07-01", "23:30" }, /* after the last change */
  };
  g_autoptr (EdZone) zone = new_budapest ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 instant = ed_instant_from_text (cases[i].instant);

      g_assert_cmpint (ed_zone_date (zone, instant), ==, ed_date_from_text (cases[i].date));
      g_assert_cmpint (ed_zone_minutes (zone, instant), ==, ed_time_from_text (cases[i].time));
    }
}

static void
test_zone_finds_instants (void)
{
  static const struct
  {
    const char *date;
    const char *time;
    const char *instant;
  } cases[] = {
    { "2024-01-15", "00:00", "2024-01-14T23:00:00.000Z" },
    { "2024-03-31", "00:00", "2024-03-30T23:00:00.000Z" },
    { "2024-03-31", "01:59", "2024-03-31T00:59:00.000Z" },
    { "2024-03-31", "02:00", "2024-03-31T01:00:00.000Z" }, /* in the gap: after it */
    { "2024-03-31", "02:59", "2024-03-31T01:00:00.000Z" },
    { "2024-03-31", "03:00", "2024-03-31T01:00:00.000Z" },
    { "2024-03-31", "03:01", "2024-03-31T01:01:00.000Z" },
    { "2024-10-27", "01:59", "2024-10-26T23:59:00.000Z" },
    { "2024-10-27", "02:00", "2024-10-27T00:00:00.000Z" }, /* twice: the earlier one */
    { "2024-10-27", "02:59", "2024-10-27T00:59:00.000Z" },
    { "2024-10-27", "03:00", "2024-10-27T02:00:00.000Z" },
    { "2024-10-28", "00:00", "2024-10-27T23:00:00.000Z" },
    { "1999-10-28", "00:00", "1999-10-27T23:00:00.000Z" },
  };
  g_autoptr (EdZone) zone = new_budapest ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 instant = ed_zone_instant (zone,
                                        ed_date_from_text (cases[i].date),
                                        ed_time_from_text (cases[i].time));
      g_autofree char *text = ed_instant_to_text (instant);

      g_assert_cmpstr (text, ==, cases[i].instant);
    }
}

/* Samoa left out 30 December 2011; Kiritimati is 14 hours ahead, Baker Island 12 behind. */
static void
test_zone_reaches_the_date_line (void)
{
  const gint64 samoa_at[] = { 0, ed_instant_from_text ("2011-12-30T10:00:00Z") };
  const gint32 samoa_s[] = { -10 * HOUR_S, 14 * HOUR_S };
  const gint64 at[] = { 0 };
  const gint32 ahead_s[] = { 14 * HOUR_S };
  const gint32 behind_s[] = { -12 * HOUR_S };
  g_autoptr (EdZone) samoa = ed_zone_new (samoa_at, samoa_s, 2);
  g_autoptr (EdZone) ahead = ed_zone_new (at, ahead_s, 1);
  g_autoptr (EdZone) behind = ed_zone_new (at, behind_s, 1);
  gint64 noon = ed_instant_from_text ("2024-05-10T12:00:00Z");

  g_assert_cmpint (ed_zone_date (samoa, samoa_at[1] - 1), ==, ed_date_new (2011, 12, 29));
  g_assert_cmpint (ed_zone_date (samoa, samoa_at[1]), ==, ed_date_new (2011, 12, 31));
  g_assert_cmpint (ed_zone_instant (samoa, ed_date_new (2011, 12, 30), 0), ==, samoa_at[1]);
  g_assert_cmpint (ed_zone_instant (samoa, ed_date_new (2011, 12, 30), 720), ==, samoa_at[1]);
  g_assert_cmpint (ed_zone_date (ahead, noon), ==, ed_date_new (2024, 5, 11));
  g_assert_cmpint (ed_zone_date (behind, noon - 1), ==, ed_date_new (2024, 5, 9));
  g_assert_cmpint (ed_zone_date (behind, noon), ==, ed_date_new (2024, 5, 10));
}

/* No instant of the day before DATE's beginning shows DATE, and the beginning does. */
static void
test_zone_begins_days (void)
{
  g_autoptr (EdZone) zone = new_budapest ();

  for (gint64 date = ed_date_new (2023, 10, 1); date < ed_date_new (2024, 12, 1); date++)
    {
      gint64 begins = ed_zone_instant (zone, date, 0);

      g_assert_cmpint (ed_zone_date (zone, begins), ==, date);
      g_assert_cmpint (ed_zone_date (zone, begins - 1), ==, date - 1);
      g_assert_cmpint (ed_zone_minutes (zone, begins), ==, 0);
    }
}

static void
test_zone_of_nothing_is_utc (void)
{
  g_autoptr (EdZone) zone = ed_zone_new (NULL, NULL, 0);

  g_assert_cmpint (ed_zone_offset (zone, -1), ==, 0);
  g_assert_cmpint (ed_zone_date (zone, -1), ==, -1);
  g_assert_cmpint (ed_zone_minutes (zone, -1), ==, 24 * 60 - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/days/date-agrees-with-glib", test_date_agrees_with_glib);
  g_test_add_func ("/domain/days/date-refuses-impossible", test_date_refuses_impossible);
  g_test_add_func ("/domain/days/months-end-with-month", test_months_end_with_month);
  g_test_add_func ("/domain/days/text-goes-to-and-fro", test_text_goes_to_and_fro);
  g_test_add_func ("/domain/days/text-takes-no-other-form", test_text_takes_no_other_form);
  g_test_add_func ("/domain/days/zone-follows-its-changes", test_zone_follows_its_changes);
  g_test_add_func ("/domain/days/zone-finds-instants", test_zone_finds_instants);
  g_test_add_func ("/domain/days/zone-reaches-the-date-line", test_zone_reaches_the_date_line);
  g_test_add_func ("/domain/days/zone-begins-days", test_zone_begins_days);
  g_test_add_func ("/domain/days/zone-of-nothing-is-utc", test_zone_of_nothing_is_utc);
  return g_test_run ();
}
