/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-columns.h"
#include "client/sample-cases.h"
#include "domain/settings.h"

static EdCaseItem *
make_item (EdCase *case_)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdOutlook) outlook = ed_outlook_new (settings);
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  row->row = 1;
  row->case_ = case_;
  return ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
}

static void
test_columns_have_forms (void)
{
  guint ranks = 0;

  for (int i = 0; i < ED_N_COLUMNS; i++)
    {
      const EdColumnForm *form = ed_column_form ((EdColumn) i);

      g_assert_nonnull (form->name);
      g_assert_nonnull (form->title);
      g_assert_cmpint (form->width, >, 0);
      ranks |= 1u << form->rank;
      for (int j = 0; j < i; j++)
        g_assert_true (form->sort < 0 || form->sort != ed_column_form ((EdColumn) j)->sort);
    }
  g_assert_cmpuint (ranks, ==, (1u << ED_N_COLUMNS) - 1);
}

/* The more room, the more columns, the important ones first. */
static void
test_columns_fit (void)
{
  const guint least = 1u << ED_COLUMN_NUMBER | 1u << ED_COLUMN_ALIAS;
  guint before = least;

  g_assert_cmpuint (ed_columns_fit (0, 8), ==, least);
  g_assert_cmpuint (ed_columns_fit (350, 8), ==, least | 1u << ED_COLUMN_BADGE);
  g_assert_cmpuint (ed_columns_fit (350, 16), ==, least);
  g_assert_cmpuint (ed_columns_fit (1600, 8), ==, (1u << ED_N_COLUMNS) - 1);
  for (int width = 0; width < 1600; width += 10)
    {
      guint fitting = ed_columns_fit (width, 8);

      g_assert_cmpuint (fitting & before, ==, before);
      before = fitting;
    }
}

static void
test_column_text (void)
{
  static const struct
  {
    EdColumn column;
    const char *text, *hidden;
  } cases[] = {
    { ED_COLUMN_NUMBER, "261", "261" },
    { ED_COLUMN_RECORDED, "2020-03-18", "2020-03-18" },
    { ED_COLUMN_COMPANY, "Suzuki", "Suzuki" },
    { ED_COLUMN_ALIAS, "XY", "••••••" },
    { ED_COLUMN_TYPE, "Psychological", "Psychological" },
    { ED_COLUMN_CITY, "Táplószentmárton", "Táplószentmárton" },
    { ED_COLUMN_EXPERT, "Dr. Kovács Anna", "Dr. Kovács Anna" },
    { ED_COLUMN_STATE, "Assigned", "Assigned" },
    { ED_COLUMN_PROGRESS, "", "" },
    { ED_COLUMN_BADGE, "", "" },
  };
  g_autoptr (EdCaseItem) item = make_item (ed_sample_case_new ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = ed_column_text (cases[i].column, item, FALSE);
      g_autofree char *hidden = ed_column_text (cases[i].column, item, TRUE);
      g_autofree char *of_none = ed_column_text (cases[i].column, NULL, FALSE);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (hidden, ==, cases[i].hidden);
      g_assert_cmpstr (of_none, ==, "");
      g_assert_cmpint (ed_column_form (cases[i].column)->is_private,
                       ==,
                       g_strcmp0 (text, hidden) != 0);
    }
}

/* A case of which next to nothing is known, as just recorded offline. */
static void
test_column_text_of_little (void)
{
  EdCase *case_ = ed_case_new ();
  g_autoptr (EdCaseItem) item = NULL;

  case_->id = g_strdup (ED_SAMPLE_CASE);
  case_->state = ED_CASE_RECORDED;
  item = make_item (case_);
  for (int i = 0; i < ED_N_COLUMNS; i++)
    {
      g_autofree char *text = ed_column_text ((EdColumn) i, item, TRUE);

      g_assert_cmpstr (text,
                       ==,
                       i == ED_COLUMN_NUMBER  ? "–"
                       : i == ED_COLUMN_STATE ? "Recorded"
                                              : "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinator/case-columns/have-forms", test_columns_have_forms);
  g_test_add_func ("/coordinator/case-columns/fit", test_columns_fit);
  g_test_add_func ("/coordinator/case-columns/text", test_column_text);
  g_test_add_func ("/coordinator/case-columns/text-of-little", test_column_text_of_little);
  return g_test_run ();
}
