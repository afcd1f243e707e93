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
  [ED_COLUMN_TITLE] = { "title", N_ ("Title"), -1, 10, 40, TRUE },
  [ED_COLUMN_CRISIS] = { "crisis", N_ ("Crisis call"), -1, 11, 9, FALSE },
  [ED_COLUMN_CHANNEL] = { "channel", N_ ("Place of receipt"), -1, 19, 13, FALSE },
  [ED_COLUMN_MODE] = { "mode", N_ ("Type of consultation requested"), -1, 20, 11, FALSE },
  [ED_COLUMN_RELATION] = { "relation", N_ ("Employee / Family Member"), -1, 21, 13, FALSE },
  [ED_COLUMN_ASSIGNED] = { "assigned", N_ ("Assigned"), ED_SORT_ASSIGNED_AT, 12, 11, FALSE },
  [ED_COLUMN_CONTACTED] = { "contacted", N_ ("Contacted"), ED_SORT_CONTACTED_AT, 13, 11, FALSE },
  [ED_COLUMN_SESSIONS] = { "sessions", N_ ("Sessions"), -1, 14, 8, FALSE },
  [ED_COLUMN_SCORE] = { "score", N_ ("Satisfaction score"), -1, 17, 8, FALSE },
  [ED_COLUMN_CLOSED] = { "closed", N_ ("Date closed"), ED_SORT_CLOSING_AT, 15, 11, FALSE },
  [ED_COLUMN_OUTCOME] = { "outcome", N_ ("Outcome"), -1, 18, 15, FALSE },
  [ED_COLUMN_APPROVED] = { "approved", N_ ("Approved"), -1, 16, 11, FALSE },
  [ED_COLUMN_OPERATOR] = { "operator", N_ ("Operator name"), -1, 22, 13, FALSE },
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
ed_columns_fit (guint shown, int width, double character)
{
  double needed = 0;
  guint set = 0;
  int n = 0;

  for (int rank = 0; rank < ED_N_COLUMNS; rank++)
    {
      int column = find_rank (rank);

      if ((shown >> column & 1) == 0)
        continue;
      needed += forms[column].width * character + PADDING;
      if (n++ >= 2 && needed > width)
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

/* "2/5": used and available. */
static char *
format_sessions (const EdCase *case_)
{
  gint64 used = ed_case_count_used (case_);

  if (case_->sessions_available == ED_ABSENT)
    return used > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, used) : g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                          used,
                          case_->sessions_available);
}

/* The columns that are a moment; ED_ABSENT where the case has none, and for other columns. */
static gint64
get_instant (EdColumn column, const EdCase *case_)
{
  switch ((guint) column)
    {
    case ED_COLUMN_RECORDED:
      return case_->recorded_at;
    case ED_COLUMN_ASSIGNED:
      return case_->assigned_at;
    case ED_COLUMN_CONTACTED:
      return case_->contacted_at;
    case ED_COLUMN_CLOSED:
      return case_->closing != NULL ? case_->closing->at : ED_ABSENT;
    case ED_COLUMN_APPROVED:
      return case_->approval != NULL ? case_->approval->at : ED_ABSENT;
    default:
      return ED_ABSENT;
    }
}

static const char *
find_label (const EdChoice *choices, gint64 choice)
{
  return choice == ED_ABSENT ? NULL : _ (choices[choice].label);
}

/* The columns that are one of a few words. */
static const char *
get_label (EdColumn column, const EdCase *case_)
{
  switch ((guint) column)
    {
    case ED_COLUMN_TYPE:
      return ed_case_type_label (case_);
    case ED_COLUMN_STATE:
      return find_label (ed_case_state_choices, case_->state);
    case ED_COLUMN_CRISIS:
      return case_->crisis_call == 1 ? _ ("Yes") : NULL;
    case ED_COLUMN_CHANNEL:
      return find_label (ed_channel_choices, case_->channel);
    case ED_COLUMN_MODE:
      return find_label (ed_consultation_mode_choices, case_->consultation_mode);
    case ED_COLUMN_RELATION:
      return find_label (ed_relation_choices, case_->relation);
    case ED_COLUMN_OUTCOME:
      return case_->closing != NULL ? find_label (ed_outcome_choices, case_->closing->outcome)
                                    : NULL;
    default:
      return NULL;
    }
}

/* The columns that are text as it was written. */
static const char *
get_words (EdColumn column, const EdCase *case_)
{
  switch ((guint) column)
    {
    case ED_COLUMN_COMPANY:
      return case_->company_name;
    case ED_COLUMN_ALIAS:
      return case_->client_alias;
    case ED_COLUMN_CITY:
      return case_->city;
    case ED_COLUMN_EXPERT:
      return case_->expert_name;
    case ED_COLUMN_OPERATOR:
      return case_->operator_name;
    default:
      return NULL;
    }
}

char *
ed_column_text (EdColumn column, EdCaseItem *item, gboolean is_hidden)
{
  const EdCase *case_;
  const char *text;

  if (item == NULL)
    return g_strdup ("");
  case_ = ed_case_item_case (item);
  if (column == ED_COLUMN_NUMBER)
    return format_number (case_->number);
  if (column == ED_COLUMN_SESSIONS)
    return format_sessions (case_);
  if (column == ED_COLUMN_SCORE && case_->satisfaction_score != ED_ABSENT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, case_->satisfaction_score);
  if (column == ED_COLUMN_TITLE)
    return ed_case_title_words (item, is_hidden);
  if (get_instant (column, case_) != ED_ABSENT)
    return format_date (item, get_instant (column, case_));
  text = get_words (column, case_);
  if (is_hidden && text != NULL && forms[column].is_private)
    return g_strdup (DOTS);
  if (text == NULL)
    text = get_label (column, case_);
  return g_strdup (text == NULL ? "" : text);
}

guint
ed_columns_first (void)
{
  return (1u << (ED_COLUMN_BADGE + 1)) - 1;
}
