/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/search.h"

/* Every word somewhere, in whatever order, without regard to case and accents. */
static void
test_search_fits (void)
{
  static const struct
  {
    const char *typed;
    gboolean fits;
  } cases[] = {
    { NULL, TRUE },         { "", TRUE },          { "  \t ", TRUE },   { "suzuki", TRUE },
    { "ZUK", TRUE },        { "gyor", TRUE },      { "GYŐR XY", TRUE }, { "xy  győr\nsuz", TRUE },
    { "suzuki xz", FALSE }, { "suzukixy", FALSE }, { "%", FALSE },      { "two lines", TRUE },
  };
  g_autoptr (GString) words = g_string_new (NULL);

  ed_search_add_words (words, "Suzuki");
  ed_search_add_words (words, NULL);
  ed_search_add_words (words, "XY");
  ed_search_add_words (words, "Győr, two\nlines");
  g_assert_cmpstr (words->str, ==, "suzuki\n\nxy\ngyor, two lines\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) wanted = ed_search_split (cases[i].typed);

      g_assert_cmpint (ed_search_fits (words->str, wanted), ==, cases[i].fits);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/search/fits", test_search_fits);
  return g_test_run ();
}
