/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What settings are typed as. */

#include "client/settings/setting-texts.h"

#include "domain/record.h"

static void
test_hours_are_read (void)
{
  static const struct
  {
    const char *typed;
    gboolean is_readable;
    const char *shown;
  } rows[] = {
    { "8:00–16:30", TRUE, "8:00–16:30" },
    { "8-16.30", TRUE, "8:00–16:30" },
    { " 08:00 - 16:30 ", TRUE, "8:00–16:30" },
    { "", TRUE, "" },
    { "-", TRUE, "" },
    { "8:00", FALSE, "" },
    { "16-8", FALSE, "" },
    { "8-8", FALSE, "" },
    { "8-25", FALSE, "" },
    { "8-12-16", FALSE, "" },
    { "morning", FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdSettings) settings = ed_settings_new ();
      g_autofree char *shown = NULL;

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpint (ed_hours_from_typed (rows[i].typed, ED_MONDAY, settings->opening),
                       ==,
                       rows[i].is_readable);
      shown = ed_hours_text (settings->opening, ED_MONDAY);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

static void
test_amounts_are_read (void)
{
  static const struct
  {
    const char *typed, *currency;
    gboolean is_readable;
    gint64 amount;
  } rows[] = {
    { "12.50", "EUR", TRUE, 1250 }, { "12,5", "EUR", TRUE, 1250 },
    { "12", "EUR", TRUE, 1200 },    { "1 200", "EUR", TRUE, 120000 },
    { "0", "EUR", TRUE, 0 },        { "", "EUR", TRUE, ED_ABSENT },
    { "12.505", "EUR", FALSE, 0 },  { "12.5", "JPY", FALSE, 0 },
    { "500", "JPY", TRUE, 500 },    { "-5", "EUR", FALSE, 0 },
    { "a lot", "EUR", FALSE, 0 },   { "99999999999999999999", "EUR", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 amount;

      g_test_message ("%s %s", rows[i].typed, rows[i].currency);
      g_assert_cmpint (ed_amount_from_typed (rows[i].typed, rows[i].currency, &amount),
                       ==,
                       rows[i].is_readable);
      if (rows[i].is_readable)
        g_assert_cmpint (amount, ==, rows[i].amount);
    }
}

/* Thursday 19 March 2020 is a day of opening, Friday a holiday, and the weekend is closed. */
static void
test_opening_is_told (void)
{
  static const struct
  {
    const char *now;
    const char *sentence;
  } rows[] = {
    { "2020-03-19T07:00:00.000Z", "The agents can be reached today from 8:00." },
    { "2020-03-19T08:00:00.000Z", "The agents can be reached today until 16:30." },
    { "2020-03-19T16:29:00.000Z", "The agents can be reached today until 16:30." },
    { "2020-03-19T16:30:00.000Z",
      "The agents can be reached again on Mon 23 March 2020 from 8:00." },
    { "2020-03-20T10:00:00.000Z",
      "The agents can be reached again on Mon 23 March 2020 from 8:00." },
  };
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  EdHoliday *holiday = ed_record_new (&ed_holiday_type);

  g_assert_null (ed_opening_text (settings, zone, ed_instant_from_text (rows[0].now)));
  for (EdWeekday day = ED_MONDAY; day < ED_SUNDAY - 1; day++)
    g_assert_true (ed_hours_from_typed ("8-16:30", day, settings->opening));
  holiday->date = ed_date_new (2020, 3, 20);
  g_ptr_array_add (settings->holidays, holiday);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sentence =
          ed_opening_text (settings, zone, ed_instant_from_text (rows[i].now));

      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

static void
test_zones_hold_the_present_one (void)
{
  g_auto (GStrv) usual = ed_zone_names ("Europe/Budapest");
  g_auto (GStrv) rare = ed_zone_names ("Antarctica/Troll");

  g_assert_true (g_strv_contains ((const char *const *) usual, "Europe/Budapest"));
  g_assert_cmpstr (rare[0], ==, "Antarctica/Troll");
  g_assert_cmpuint (g_strv_length (rare), ==, g_strv_length (usual) + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/setting-texts/hours-are-read", test_hours_are_read);
  g_test_add_func ("/client/setting-texts/amounts-are-read", test_amounts_are_read);
  g_test_add_func ("/client/setting-texts/opening-is-told", test_opening_is_told);
  g_test_add_func ("/client/setting-texts/zones-hold-present", test_zones_hold_the_present_one);
  return g_test_run ();
}
