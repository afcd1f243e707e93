/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/date-style.h"

#include "domain/record.h"

static void
test_moment_is_read (void)
{
  static const struct
  {
    const char *text;
    EdDateStyle style;
    const char *expected; /* NULL: it is none */
  } cases[] = {
    { "2020-03-18", ED_DATES_ISO, "2020-03-17T23:00:00.000Z" },
    { "2020-03-18 19:44", ED_DATES_ISO, "2020-03-18T18:44:00.000Z" },
    { "2020-03-18T19:44:05", ED_DATES_ISO, "2020-03-18T18:44:00.000Z" },
    { "2020-03-18T19:44:05Z", ED_DATES_ISO, "2020-03-18T19:44:05.000Z" },
    { " 2020-3-8 ", ED_DATES_GERMAN, "2020-03-07T23:00:00.000Z" },
    { "2020. 03. 18.", ED_DATES_HUNGARIAN, "2020-03-17T23:00:00.000Z" },
    { "2020.03.18. 8:05", ED_DATES_HUNGARIAN, "2020-03-18T07:05:00.000Z" },
    { "20.03.18.", ED_DATES_HUNGARIAN, "2020-03-17T23:00:00.000Z" },
    { "20.03.18.", ED_DATES_GERMAN, NULL },
    { "20.03.18", ED_DATES_GERMAN, "2018-03-19T23:00:00.000Z" },
    { "2020.03.18.", ED_DATES_GERMAN, "2020-03-17T23:00:00.000Z" },
    { "2020.03.18.", ED_DATES_ISO, NULL },
    { "18.03.2020", ED_DATES_GERMAN, "2020-03-17T23:00:00.000Z" },
    { "18.3.2020, 19.44", ED_DATES_GERMAN, "2020-03-18T18:44:00.000Z" },
    { "18/03/2020 19:44:00", ED_DATES_BRITISH, "2020-03-18T18:44:00.000Z" },
    { "18-03-20", ED_DATES_BRITISH, "2020-03-17T23:00:00.000Z" },
    { "18.03.2020", ED_DATES_ISO, NULL },
    { "18.03.2020", ED_DATES_HUNGARIAN, NULL },
    { "18.03.2020", ED_DATES_BRITISH, NULL },
    { "18/03/2020", ED_DATES_GERMAN, NULL },
    { "03/18/2020", ED_DATES_BRITISH, NULL },
    { "2020-02-30", ED_DATES_ISO, NULL },
    { "2020-03-18 25:00", ED_DATES_ISO, NULL },
    { "2020-03-18 19", ED_DATES_ISO, NULL },
    { "2020-03.18", ED_DATES_ISO, NULL },
    { "18.03.020", ED_DATES_GERMAN, NULL },
    { "18.03.", ED_DATES_GERMAN, NULL },
    { "43908", ED_DATES_ISO, NULL },
    { "20200318", ED_DATES_ISO, NULL },
    { "2020-03-18 and more", ED_DATES_ISO, NULL },
    { "yesterday", ED_DATES_ISO, NULL },
    { "", ED_DATES_ISO, NULL },
  };
  const gint64 from = G_MININT64 + 1;
  const gint32 hour = 3600;
  g_autoptr (EdZone) zone = ed_zone_new (&from, &hour, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 read = ed_moment_read (cases[i].text, cases[i].style, zone);
      g_autofree char *text = read != ED_ABSENT ? ed_instant_to_text (read) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_style_is_guessed (void)
{
  static const struct
  {
    const char *texts[4];
    EdDateStyle style;
    const char *example;
  } cases[] = {
    { { "", "", "", "" }, ED_DATES_ISO, NULL },
    { { "2020-03-18", "", "2020-12-01", "soon" }, ED_DATES_ISO, NULL },
    { { "2020. 03. 18.", "20.03.18.", "", "" }, ED_DATES_HUNGARIAN, NULL },
    { { "18.03.2020", "01.02.2020", "", "" }, ED_DATES_GERMAN, NULL },
    { { "2020. 03. 18.", "", "", "" }, ED_DATES_HUNGARIAN, NULL },
    { { "18.03.20", "01.02.20", "31.01.20", "" }, ED_DATES_GERMAN, "18.03.20" },
    { { "18.03.20", "32.01.01", "", "" }, ED_DATES_HUNGARIAN, NULL },
    { { "18/03/2020", "03/04/2020", "", "" }, ED_DATES_BRITISH, NULL },
    { { "03/03/2020", "03/04/2020", "", "" }, ED_DATES_BRITISH, "03/04/2020" },
    { { "03/03/2020", "05-05-2020", "", "" }, ED_DATES_BRITISH, NULL },
    { { "03/18/2020", "03/04/2020", "", "" }, ED_DATES_BRITISH, "03/04/2020" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdDateGuess guess = ed_date_style_guess (cases[i].texts, G_N_ELEMENTS (cases[i].texts));

      g_test_message ("%s", cases[i].texts[0]);
      g_assert_cmpint (guess.style, ==, cases[i].style);
      g_assert_cmpstr (guess.example, ==, cases[i].example);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/date-style/moment-is-read", test_moment_is_read);
  g_test_add_func ("/forms/date-style/style-is-guessed", test_style_is_guessed);
  return g_test_run ();
}
