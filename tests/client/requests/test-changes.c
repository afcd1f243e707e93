/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a review has changed, as a label shows it. */

#include "client/requests/changes.h"

#include <pango/pango.h>

static void
test_changes_are_marked (void)
{
  static const struct
  {
    const char *from, *to, *shown, *count;
  } rows[] = {
    { "", "", "", NULL },
    { "It is fine.", "It is fine.", "It is fine.", NULL },
    { "is possible from", "is advisable from", "is possibleadvisable from", "1 change" },
    { "a b c d e", "a c x e", "a b c dx e", "2 changes" },
    { "a < b & c", "a < b", "a < b & c", "1 change" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = ed_changes_markup (rows[i].from, rows[i].to);
      g_autofree char *count = ed_changes_count_text (rows[i].from, rows[i].to);
      g_autofree char *shown = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &shown, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (shown, ==, rows[i].shown);
      g_assert_cmpstr (count, ==, rows[i].count);
    }
}

static void
test_marks_need_no_colour (void)
{
  g_autofree char *markup = ed_changes_markup ("is possible from", "is advisable from");

  g_assert_nonnull (strstr (markup, "strikethrough=\"true\" alpha=\"70%\">possible</span>"));
  g_assert_nonnull (strstr (markup, "underline=\"single\" weight=\"600\">advisable</span>"));
  g_assert_null (strstr (markup, "color"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/changes/changes-are-marked", test_changes_are_marked);
  g_test_add_func ("/client/changes/marks-need-no-colour", test_marks_need_no_colour);
  return g_test_run ();
}
