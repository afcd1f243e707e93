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

/* At noon of a day in the organisation's zone. */
static gint64
noon (const char *date)
{
  g_autofree char *text = g_strconcat (date, "T11:00:00.000Z", NULL);

  return ed_instant_from_text (text);
}

static EdCase *
make_full_case (void)
{
  EdCase *case_ = ed_sample_case_new ();

  g_ptr_array_set_size (case_->sessions, 0);
  case_->crisis_call = 1;
  case_->channel = 1;
  case_->consultation_mode = 2;
  case_->relation = 1;
  case_->assigned_at = noon ("2020-03-19");
  case_->contacted_at = noon ("2020-03-20");
  case_->sessions_available = 5;
  case_->satisfaction_score = 9;
  case_->closing = ed_record_new (&ed_closing_type);
  case_->closing->outcome = ED_OUTCOME_COMPLETED;
  case_->closing->at = noon ("2020-05-02");
  case_->approval = ed_record_new (&ed_approval_type);
  case_->approval->at = noon ("2020-05-04");
  g_free (case_->operator_name);
  case_->operator_name = g_strdup ("Kiss Júlia");
  return case_;
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
  const guint first = ed_columns_first ();
  const guint chosen = 1u << ED_COLUMN_CITY | 1u << ED_COLUMN_SCORE | 1u << ED_COLUMN_OPERATOR;
  guint before = least;

  g_assert_cmpuint (ed_columns_fit (first, 0, 8), ==, least);
  g_assert_cmpuint (ed_columns_fit (first, 350, 8), ==, least | 1u << ED_COLUMN_BADGE);
  g_assert_cmpuint (ed_columns_fit (first, 350, 16), ==, least);
  g_assert_cmpuint (ed_columns_fit (first, 1600, 8), ==, first);
  g_assert_cmpuint (ed_columns_fit (chosen, 0, 8),
                    ==,
                    1u << ED_COLUMN_CITY | 1u << ED_COLUMN_SCORE);
  g_assert_cmpuint (ed_columns_fit (chosen, 1600, 8), ==, chosen);
  for (int width = 0; width < 1600; width += 10)
    {
      guint fitting = ed_columns_fit (first, width, 8);

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
    { ED_COLUMN_TITLE,
      "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY",
      "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - ••••••" },
    { ED_COLUMN_CRISIS, "Yes", "Yes" },
    { ED_COLUMN_CHANNEL, "E-mail", "E-mail" },
    { ED_COLUMN_MODE, "Video", "Video" },
    { ED_COLUMN_RELATION, "Family Member", "Family Member" },
    { ED_COLUMN_ASSIGNED, "2020-03-19", "2020-03-19" },
    { ED_COLUMN_CONTACTED, "2020-03-20", "2020-03-20" },
    { ED_COLUMN_SESSIONS, "0/5", "0/5" },
    { ED_COLUMN_SCORE, "9", "9" },
    { ED_COLUMN_CLOSED, "2020-05-02", "2020-05-02" },
    { ED_COLUMN_OUTCOME, "Completed", "Completed" },
    { ED_COLUMN_APPROVED, "2020-05-04", "2020-05-04" },
    { ED_COLUMN_OPERATOR, "Kiss Júlia", "Kiss Júlia" },
  };
  g_autoptr (EdCaseItem) item = make_item (make_full_case ());

  G_STATIC_ASSERT (G_N_ELEMENTS (cases) == ED_N_COLUMNS);

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
