/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/dates.h"

#include "domain/record.h"

#include <glib/gi18n.h>
#include <locale.h>

/* 2020-03-24 */
#define TODAY 18345

static void
test_date_is_written_with_its_distance (void)
{
  static const struct
  {
    const char *date, *text;
  } rows[] = {
    { "2020-03-24", "Tue 24 March 2020, today" },
    { "2020-03-25", "Wed 25 March 2020, tomorrow" },
    { "2020-03-23", "Mon 23 March 2020, yesterday" },
    { "2020-03-27", "Fri 27 March 2020, in 3 days" },
    { "2020-03-22", "Sun 22 March 2020, 2 days ago" },
    { "2020-04-06", "Mon 6 April 2020, in 13 days" },
    { "2020-04-07", "Tue 7 April 2020, in 2 weeks" },
    { "2020-03-10", "Tue 10 March 2020, 2 weeks ago" },
    { "2020-05-23", "Sat 23 May 2020, in 2 months" },
    { "2019-12-25", "Wed 25 December 2019, 3 months ago" },
    { "2022-03-24", "Thu 24 March 2022, in 2 years" },
    { "1999-01-01", "Fri 1 January 1999, 21 years ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_date_full_text (ed_date_from_text (rows[i].date), TODAY);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_instant_is_in_the_organisations_zone (void)
{
  const gint64 at[] = { 0 };
  const gint32 offset_s[] = { 3600 };
  g_autoptr (EdZone) zone = ed_zone_new (at, offset_s, 1);
  g_autofree char *text = ed_instant_text (ed_instant_from_text ("2020-03-18T23:44:00Z"), zone);

  g_assert_cmpstr (text, ==, "19 March 2020, 00:44");
}

/* The words of the build's own translation, with dates and numbers of the system left as they are:
 * what choosing a language in the preferences does. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  g_assert_nonnull (setlocale (LC_MESSAGES, "C.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ED_LOCALE"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
test_chosen_language_names_days_and_months (void)
{
  static const struct
  {
    const char *language, *date, *text, *instant;
  } rows[] = {
    { "hu", "2026-11-26", "2026. november 26., csütörtök", "2026. november 26., 12:00" },
    { "hu", "2026-03-01", "2026. március 1., vasárnap", "2026. március 1., 12:00" },
    { "de", "2026-08-18", "Di., 18. August 2026", "18. August 2026, 12:00" },
    { "de", "2026-03-01", "So., 1. März 2026", "1. März 2026, 12:00" },
    { "en", "2026-11-26", "Thu 26 November 2026", "26 November 2026, 12:00" },
  };
  const gint64 at[] = { 0 };
  const gint32 offset_s[] = { 0 };
  g_autoptr (EdZone) zone = ed_zone_new (at, offset_s, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 date = ed_date_from_text (rows[i].date);
      g_autofree char *text = NULL;
      g_autofree char *instant = NULL;

      speak (rows[i].language);
      text = ed_date_text (date);
      instant = ed_instant_text ((date * 24 + 12) * G_GINT64_CONSTANT (3600000), zone);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (instant, ==, rows[i].instant);
    }
  setlocale (LC_MESSAGES, "C");
}

static void
test_names_stand_where_the_format_has_them (void)
{
  static const struct
  {
    const char *language, *format, *text; /* of Monday 1 March 2021 */
  } rows[] = {
    { "en", "%OB %Y", "March 2021" },
    { "hu", "%Y. %OB", "2021. március" },
    { "de", "%OB %Y", "März 2021" },
    { "en", "%Ob", "Mar" },
    { "hu", "%Ob", "márc." },
    { "de", "%b", "Mär" },
    { "hu", "%A %a", "hétfő H" },
    { "de", "%A %a", "Montag Mo." },
    { "de", "%%B 100%% %B", "%B 100% März" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      speak (rows[i].language);
      text = ed_date_in_format (ed_date_from_text ("2021-03-01"), rows[i].format);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  setlocale (LC_MESSAGES, "C");
}

static void
test_typed_names_are_in_the_chosen_language (void)
{
  static const struct
  {
    const char *language, *typed, *date; /* NULL: no date */
  } rows[] = {
    { "hu", "2026. november 26., csütörtök", "2026-11-26" },
    { "hu", "2020. Március 22.", "2020-03-22" },
    { "hu", "2020 márc. 22", "2020-03-22" },
    { "hu", "március 22.", "2020-03-22" },
    { "hu", "2020. február 30.", NULL },
    { "hu", "2020. valami 22.", NULL },
    { "de", "Di., 18. August 2026", "2026-08-18" },
    { "de", "22. März 2020", "2020-03-22" },
    { "de", "22. MÄRZ 2020", "2020-03-22" },
    { "de", "1. Okt. 2020", "2020-10-01" },
    { "en", "Thu 26 November 2026", "2026-11-26" },
    { "en", "March 22, 2020", "2020-03-22" },
    { "en", "22 March 99", "1999-03-22" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 date;
      g_autofree char *text = NULL;

      speak (rows[i].language);
      g_test_message ("\"%s\"", rows[i].typed);
      date = ed_date_from_typed (rows[i].typed, TODAY);
      text = date == ED_ABSENT ? NULL : ed_date_to_text (date);
      g_assert_cmpstr (text, ==, rows[i].date);
    }
  setlocale (LC_MESSAGES, "C");
}

static void
test_duration_is_rounded_down (void)
{
  static const struct
  {
    gint64 minutes;
    const char *text;
  } rows[] = {
    { 0, "1 minute" },     { 1, "1 minute" },       { 59, "59 minutes" },     { 60, "1 hour" },
    { 119, "1 hour" },     { 26 * 60, "26 hours" }, { 47 * 60, "47 hours" },  { 48 * 60, "2 days" },
    { 71 * 60, "2 days" }, { 72 * 60, "3 days" },   { -26 * 60, "26 hours" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_duration_text (rows[i].minutes * 60000);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_typed_date_is_read (void)
{
  static const struct
  {
    const char *typed, *date; /* NULL: no date */
  } rows[] = {
    { "2020-03-22", "2020-03-22" },
    { " 2020-03-22 ", "2020-03-22" },
    { "2020.03.22.", "2020-03-22" },
    { "2020. 03. 22.", "2020-03-22" },
    { "2020/3/22", "2020-03-22" },
    { "22.3.2020", "2020-03-22" },
    { "22.03.2020", "2020-03-22" },
    { "22/03/2020", "2020-03-22" },
    { "22-3-20", "2020-03-22" },
    { "22.3.", "2020-03-22" },
    { "22 March 2020", "2020-03-22" },
    { "29.2.2020", "2020-02-29" },
    { "29.2.2021", NULL },
    { "2020-13-01", NULL },
    { "2020-03-32", NULL },
    { "0.0.0", NULL },
    { "22", NULL },
    { "", NULL },
    { "   ", NULL },
    { "soon", NULL },
    { "2020-03-2x", NULL },
    { "x2020-03-22", NULL },
    { "1.2.3.4", NULL },
    { "99999999999999999999-1-1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 date = ed_date_from_typed (rows[i].typed, TODAY);
      g_autofree char *text = date == ED_ABSENT ? NULL : ed_date_to_text (date);

      g_test_message ("\"%s\"", rows[i].typed);
      g_assert_cmpstr (text, ==, rows[i].date);
    }
}

static void
test_typed_time_is_read (void)
{
  static const struct
  {
    const char *typed, *time; /* NULL: no time */
  } rows[] = {
    { "16:00", "16:00" }, { "16.00", "16:00" }, { "9:05", "09:05" },  { "0905", "09:05" },
    { "1600", "16:00" },  { "905", "09:05" },   { "16", "16:00" },    { " 7 ", "07:00" },
    { "4 pm", "16:00" },  { "4PM", "16:00" },   { "12 am", "00:00" }, { "12 pm", "12:00" },
    { "0:00", "00:00" },  { "23:59", "23:59" }, { "24:00", NULL },    { "16:60", NULL },
    { "16:0", NULL },     { "16:000", NULL },   { "13 pm", NULL },    { "0 am", NULL },
    { "noon", NULL },     { "", NULL },         { "-1", NULL },       { "16:", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 time = ed_time_from_typed (rows[i].typed);
      g_autofree char *text = time == ED_ABSENT ? NULL : ed_time_to_text (time);

      g_test_message ("\"%s\"", rows[i].typed);
      g_assert_cmpstr (text, ==, rows[i].time);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/dates/written-with-distance", test_date_is_written_with_its_distance);
  g_test_add_func ("/client/dates/instant-in-zone", test_instant_is_in_the_organisations_zone);
  g_test_add_func ("/client/dates/in-chosen-language", test_chosen_language_names_days_and_months);
  g_test_add_func ("/client/dates/names-in-format", test_names_stand_where_the_format_has_them);
  g_test_add_func ("/client/dates/typed-names", test_typed_names_are_in_the_chosen_language);
  g_test_add_func ("/client/dates/duration-rounded-down", test_duration_is_rounded_down);
  g_test_add_func ("/client/dates/typed-date", test_typed_date_is_read);
  g_test_add_func ("/client/dates/typed-time", test_typed_time_is_read);
  return g_test_run ();
}
