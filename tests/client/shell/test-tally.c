/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the numbers beside the sidebar's entries say. */

#include "client/shell/tally.h"

#include "client/shell/place.h"

static void
test_count_says_why (void)
{
  static const struct
  {
    const char *count;
    gint64 n;
    const char *why;
  } rows[] = {
    { "in-progress", 1, "1 case in progress" },
    { "in-progress", 3, "3 cases in progress" },
    { "requests", 2, "2 requests not completed" },
    { "waiting", 1, "1 action has not reached the server yet" },
    { "refused", 2, "2 actions were not accepted, and wait for you" },
    { "refused", 0, NULL },
    /* No entry shows these: better nothing than another one's words. */
    { "closed", 2, NULL },
    { "unassigned", 2, NULL },
    { "no-such-count", 2, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *why = ed_tally_why (rows[i].count, rows[i].n);

      g_assert_cmpstr (why, ==, rows[i].why);
    }
}

/* Every number that is shown has words. */
static void
test_every_place_says_why (void)
{
  const EdPlace *const tables[] = { ed_expert_places,
                                    ed_coordinator_places,
                                    ed_case_manager_places,
                                    ed_administrator_places,
                                    ed_common_places };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const EdPlace *place = tables[i]; place->name != NULL; place++)
      {
        g_autofree char *why = place->count != NULL ? ed_tally_why (place->count, 1) : NULL;

        g_test_message ("%s", place->name);
        g_assert_cmpint (place->count != NULL, ==, why != NULL);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/tally/count-says-why", test_count_says_why);
  g_test_add_func ("/client/tally/every-place-says-why", test_every_place_says_why);
  return g_test_run ();
}
