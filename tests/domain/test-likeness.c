/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/likeness.h"

static void
test_likeness_of_pairs (void)
{
  static const struct
  {
    const char *company, *client, *date;
    const char *other_company, *other_client, *other_date;
    gboolean is_alike;
  } cases[] = {
    { "Suzuki", "XY", "2020-03-18", "Suzuki", "XY", "2020-03-18", TRUE },
    { "Suzuki", "XY", "2020-03-18", " SUZUKI ", "xy", "2020-03-18", TRUE },
    { "Kovács  Kft.", "Ági", "2020-03-18", "kovacs kft.", "AGI", "2020-03-18", TRUE },
    { "Suzuki", "XY", "2020-03-18", "Suzuki", "XY", "2020-03-19", FALSE },
    { "Suzuki", "XY", "2020-03-18", "Suzuki", "X Y", "2020-03-18", FALSE },
    { "Suzuki", "XY", "2020-03-18", "Suzuki XY", "", "2020-03-18", FALSE },
    { "Suzuki", "XY", "2020-03-18", "Opel", "XY", "2020-03-18", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a =
          ed_likeness (cases[i].company, cases[i].client, ed_date_from_text (cases[i].date));
      g_autofree char *b = ed_likeness (cases[i].other_company,
                                        cases[i].other_client,
                                        ed_date_from_text (cases[i].other_date));

      g_assert_cmpint (g_str_equal (a, b), ==, cases[i].is_alike);
    }
}

/* A day is one of the organisation's zone, and what has no time is recorded now. */
static void
test_likeness_of_case (void)
{
  const gint64 from = G_MININT64 + 1;
  const gint32 hour = 3600;
  g_autoptr (EdZone) zone = ed_zone_new (&from, &hour, 1);
  g_autoptr (EdCase) late = ed_case_new ();
  g_autoptr (EdCase) now = ed_case_new ();
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  late->company_name = g_strdup ("Suzuki");
  late->client_alias = g_strdup ("XY");
  late->recorded_at = ed_instant_from_text ("2020-03-18T23:30:00Z");
  now->company_name = g_strdup ("suzuki");
  now->client_alias = g_strdup ("xy");
  a = ed_case_likeness (late, 0, zone);
  b = ed_case_likeness (now, ed_instant_from_text ("2020-03-19T10:00:00Z"), zone);
  g_assert_cmpstr (a, ==, b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/likeness/of-pairs", test_likeness_of_pairs);
  g_test_add_func ("/domain/likeness/of-case", test_likeness_of_case);
  return g_test_run ();
}
