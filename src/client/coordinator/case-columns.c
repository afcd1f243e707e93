/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-columns.h"

#include "client/cases/case-texts.h"

#include <glib/gi18n.h>

#define DOTS "••••••"

#define PADDING 16 /* of a cell, with what headers add to it */

static const EdColumnForm forms[ED_N_COLUMNS] = {
  [ED_COLUMN_NUMBER] = { "number", N_ ("Number"), ED_SORT_NUMBER, 0, 7, FALSE },
  [ED_COLUMN_RECORDED] = { "recorded", N_ ("Date recorded"), ED_SORT_RECORDED_AT, 6, 13, FALSE },
  [ED_COLUMN_COMPANY] = { "company", N_ ("Company"), ED_SORT_COMPANY, 3, 10, FALSE },
  [ED_COLUMN_ALIAS] = { "alias", N_ ("Client name"), ED_SORT_ALIAS, 1, 9, TRUE },
  [ED_COLUMN_TYPE] = { "type", N_ ("Type"), ED_SORT_TYPE, 7, 11, FALSE },
  [ED_COLUMN_CITY] = { "city", N_ ("City"), ED_SORT_CITY, 9, 8, FALSE },
  [ED_COLUMN_EXPERT] = { "expert", N_ ("Expert"), ED_SORT_EXPERT, 5, 13, FALSE },
  [ED_COLUMN_STATE] = { "state", N_ ("State"), ED_SORT_STATE, 8, 8, FALSE },
  [ED_COLUMN_PROGRESS] = { "progress", N_ ("Progress"), -1, 4, 11, FALSE },
  [ED_COLUMN_BADGE] = { "badge", N_ ("Badge"), ED_SORT_DUE, 2, 18, FALSE },
};

const EdColumnForm *
ed_column_form (EdColumn column)
{
  g_return_val_if_fail (column < ED_N_COLUMNS, NULL);
  return &forms[column];
}

static int
find_rank (int rank)
{
  for (int i = 0; i < ED_N_COLUMNS; i++)
    if (forms[i].rank == rank)
      return i;
  g_assert_not_reached ();
}

guint
ed_columns_fit (int width, double character)
{
  double needed = 0;
  guint set = 0;

  for (int rank = 0; rank < ED_N_COLUMNS; rank++)
    {
      int column = find_rank (rank);

      needed += forms[column].width * character + PADDING;
      if (rank >= 2 && needed > width)
        break;
      set |= 1u << column;
    }
  return set;
}

static char *
format_number (gint64 number)
{
  /* Translators: in place of a case's number that the server has not given yet */
  return number == ED_ABSENT ? g_strdup (_ ("–")) : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
format_date (EdCaseItem *item, gint64 instant)
{
  return instant == ED_ABSENT ? g_strdup ("")
                              : ed_date_to_text (ed_zone_date (ed_case_item_zone (item), instant));
}

char *
ed_column_text (EdColumn column, EdCaseItem *item, gboolean is_hidden)
{
  const EdCase *case_;
  const char *text = NULL;

  if (item == NULL)
    return g_strdup ("");
  case_ = ed_case_item_case (item);
  switch (column)
    {
    case ED_COLUMN_NUMBER:
      return format_number (case_->number);
    case ED_COLUMN_RECORDED:
      return format_date (item, case_->recorded_at);
    case ED_COLUMN_COMPANY:
      text = case_->company_name;
      break;
    case ED_COLUMN_ALIAS:
      text = is_hidden && case_->client_alias != NULL ? DOTS : case_->client_alias;
      break;
    case ED_COLUMN_TYPE:
      text = ed_case_type_label (case_);
      break;
    case ED_COLUMN_CITY:
      text = case_->city;
      break;
    case ED_COLUMN_EXPERT:
      text = case_->expert_name;
      break;
    case ED_COLUMN_STATE:
      text = case_->state == ED_ABSENT ? NULL : _ (ed_case_state_choices[case_->state].label);
      break;
    case ED_COLUMN_PROGRESS:
    case ED_COLUMN_BADGE:
    case ED_N_COLUMNS:
    default:
      break;
    }
  return g_strdup (text == NULL ? "" : text);
}
