/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was erased is not in the database's file either, wherever its rows had been. */

#include "privacy-story.h"

/* Ids as they are in life, spread; the same in each run. */
static char *
make_spread_id (GRand *rand)
{
  return g_strdup_printf ("%08x-%04x-4000-8000-%012x",
                          g_rand_int (rand),
                          (guint) g_rand_int_range (rand, 0, 0x10000),
                          g_rand_int (rand));
}

static char *
make_details (GRand *rand, guint n)
{
  g_autofree char *words = g_strnfill ((gsize) g_rand_int_range (rand, 0, 600), 'x');

  return g_strconcat (n % 2 == 1 ? CANARY : "Banane", words, NULL);
}

/* Where the database has moved rows from page to page it leaves copies: they go too. */
static void
test_erased_leave_no_copies (House *house, gconstpointer unused)
{
  enum
  {
    CASES = 80,
    EDITS = 240
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Story stories[CASES] = { 0 };
  char *details[CASES];

  for (guint n = 0; n < CASES; n++)
    {
      g_autofree char *args = NULL;

      stories[n].case_id = make_spread_id (rand);
      details[n] = make_details (rand, n);
      args = g_strdup_printf (
          "{\"company_name\":\"Suzuki\",\"type\":\"legal\",\"client_alias\":\"XY\","
          "\"problem_details\":\"%s\"}",
          details[n]);
      person_must (house->coordinator, NULL, "case.create", stories[n].case_id, NULL, args);
      stories[n].number = house_count (house, "SELECT MAX(number) FROM case_number");
    }
  for (guint i = 0; i < EDITS; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, CASES);
      char *to = make_details (rand, n);
      g_autofree char *args =
          g_strdup_printf ("{\"problem_details\":{\"from\":\"%s\",\"to\":\"%s\"}}", details[n], to);

      person_must (house->coordinator, NULL, "case.edit", stories[n].case_id, NULL, args);
      g_free (details[n]);
      details[n] = to;
    }
  for (guint n = 0; n < CASES; n++)
    {
      if (n % 2 == 1)
        g_assert_cmpuint (story_erase (&stories[n], house->coordinator, stories[n].number),
                          ==,
                          204);
      g_free (details[n]);
    }
  house_assert_no_canary (house);
  for (guint n = 0; n < CASES; n++)
    story_clear (&stories[n]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/server/privacy/erased-leave-no-copies",
              House,
              NULL,
              house_set_up,
              test_erased_leave_no_copies,
              house_tear_down);
  return g_test_run ();
}
