/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/table-layout.h"

#include <string.h>

static void
test_layout_begins (void)
{
  EdTableLayout layout;

  ed_table_layout_init (&layout);
  g_assert_true (ed_table_layout_is_first (&layout));
  for (int i = 0; i < ED_N_COLUMNS; i++)
    {
      g_assert_cmpint (layout.order[i], ==, i);
      g_assert_cmpint (layout.widths[i], ==, ED_TABLE_NATURAL);
      g_assert_cmpint (ed_table_layout_shows (&layout, (EdColumn) i), ==, i <= ED_COLUMN_BADGE);
    }
}

static void
test_layout_moves (void)
{
  static const struct
  {
    EdColumn column;
    int step;
    gboolean moves;
    guint place;
  } cases[] = {
    { ED_COLUMN_NUMBER, -1, FALSE, 0 },
    { ED_COLUMN_NUMBER, 1, TRUE, 1 },
    { ED_COLUMN_NUMBER, 3, TRUE, 3 },
    { ED_COLUMN_BADGE, -9, TRUE, 0 },
    { ED_COLUMN_BADGE, ED_N_COLUMNS, FALSE, ED_COLUMN_BADGE },
    { ED_COLUMN_OPERATOR, 1, FALSE, ED_COLUMN_OPERATOR },
    { ED_COLUMN_OPERATOR, -1, TRUE, ED_COLUMN_OPERATOR - 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdTableLayout layout;
      guint found = 0;

      ed_table_layout_init (&layout);
      g_assert_cmpint (ed_table_layout_move (&layout, cases[i].column, cases[i].step),
                       ==,
                       cases[i].moves);
      g_assert_cmpuint (ed_table_layout_find (&layout, cases[i].column), ==, cases[i].place);
      /* The others keep their order, and none is lost. */
      for (int column = 0; column < ED_N_COLUMNS; column++)
        found |= 1u << layout.order[column];
      g_assert_cmpuint (found, ==, (1u << ED_N_COLUMNS) - 1);
      for (int at = 1, last = -1; at < ED_N_COLUMNS; at++)
        if (layout.order[at] != cases[i].column)
          {
            g_assert_cmpint (layout.order[at], >, last);
            last = (int) layout.order[at];
          }
    }
}

static void
test_layout_keeps_a_column (void)
{
  EdTableLayout layout;

  ed_table_layout_init (&layout);
  for (int i = 0; i < ED_COLUMN_BADGE; i++)
    g_assert_true (ed_table_layout_show (&layout, (EdColumn) i, FALSE));
  g_assert_false (ed_table_layout_show (&layout, ED_COLUMN_BADGE, FALSE));
  g_assert_true (ed_table_layout_shows (&layout, ED_COLUMN_BADGE));
  g_assert_true (ed_table_layout_show (&layout, ED_COLUMN_TITLE, TRUE));
  g_assert_true (ed_table_layout_show (&layout, ED_COLUMN_BADGE, FALSE));
}

/* Until something is chosen the columns give way to the window; what was chosen does so on a
 * telephone only. */
static void
test_layout_fits (void)
{
  EdTableLayout layout;

  ed_table_layout_init (&layout);
  g_assert_cmpuint (ed_table_layout_fit (&layout, 640, 8), <, ed_columns_first ());
  g_assert_cmpuint (ed_table_layout_fit (&layout, 1600, 8), ==, ed_columns_first ());
  ed_table_layout_show (&layout, ED_COLUMN_OPERATOR, TRUE);
  g_assert_cmpuint (ed_table_layout_fit (&layout, 640, 8), ==, layout.shown);
  g_assert_cmpuint (ed_table_layout_fit (&layout, 360, 8), !=, layout.shown);
  g_assert_cmpuint (ed_table_layout_fit (&layout, 640, 16), !=, layout.shown);
}

static void
test_layout_is_kept_as_text (void)
{
  g_autofree char *text = NULL;
  EdTableLayout layout, kept;

  ed_table_layout_init (&layout);
  ed_table_layout_move (&layout, ED_COLUMN_BADGE, -8);
  ed_table_layout_show (&layout, ED_COLUMN_CITY, FALSE);
  ed_table_layout_show (&layout, ED_COLUMN_SCORE, TRUE);
  layout.widths[ED_COLUMN_COMPANY] = 217;
  text = ed_table_layout_to_text (&layout);
  g_assert_true (ed_table_layout_from_text (&kept, text));
  g_assert_true (ed_table_layout_is_same (&layout, &kept));
  g_assert_false (ed_table_layout_is_first (&kept));
}

/* Texts of older and newer programs, and no texts at all: first the columns named, in that order,
 * then the others. */
static void
test_layout_of_other_texts (void)
{
  static const struct
  {
    const char *text;
    gboolean is_read;
    const char *first; /* name of the first column */
    guint shown;
    int width; /* of the company */
  } cases[] = {
    { NULL, FALSE, "number", 0, ED_TABLE_NATURAL },
    { "", FALSE, "number", 0, ED_TABLE_NATURAL },
    { "['city']", FALSE, "number", 0, ED_TABLE_NATURAL },
    { "[(1, 2, 3)]", FALSE, "number", 0, ED_TABLE_NATURAL },
    { "[]", TRUE, "number", 0, ED_TABLE_NATURAL },
    { "[('city', true, 80)]", TRUE, "city", 1u << ED_COLUMN_CITY, ED_TABLE_NATURAL },
    { "[('city', false, 80)]", TRUE, "city", 0, ED_TABLE_NATURAL },
    { "[('moon', true, 80), ('company', true, 90), ('company', false, 99)]",
      TRUE,
      "company",
      1u << ED_COLUMN_COMPANY,
      90 },
    { "[('company', true, 1)]", TRUE, "company", 1u << ED_COLUMN_COMPANY, ED_TABLE_NATURAL },
    { "[('company', true, 123456)]", TRUE, "company", 1u << ED_COLUMN_COMPANY, ED_TABLE_NATURAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint shown = cases[i].shown != 0 ? cases[i].shown : ed_columns_first ();
      EdTableLayout layout;
      guint found = 0;

      memset (&layout, 0xff, sizeof layout);
      g_assert_cmpint (ed_table_layout_from_text (&layout, cases[i].text), ==, cases[i].is_read);
      g_assert_cmpstr (ed_column_form (layout.order[0])->name, ==, cases[i].first);
      g_assert_cmpuint (layout.shown, ==, shown);
      g_assert_cmpint (layout.widths[ED_COLUMN_COMPANY], ==, cases[i].width);
      for (int column = 0; column < ED_N_COLUMNS; column++)
        found |= 1u << layout.order[column];
      g_assert_cmpuint (found, ==, (1u << ED_N_COLUMNS) - 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinator/table-layout/begins", test_layout_begins);
  g_test_add_func ("/coordinator/table-layout/moves", test_layout_moves);
  g_test_add_func ("/coordinator/table-layout/keeps-a-column", test_layout_keeps_a_column);
  g_test_add_func ("/coordinator/table-layout/fits", test_layout_fits);
  g_test_add_func ("/coordinator/table-layout/kept-as-text", test_layout_is_kept_as_text);
  g_test_add_func ("/coordinator/table-layout/other-texts", test_layout_of_other_texts);
  return g_test_run ();
}
