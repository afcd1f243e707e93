/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "store/store.h"

/* The columns that the table of all cases can have; the first ones, to the badge, it has until the
 * user chooses. */
typedef enum
{
  ED_COLUMN_NUMBER,
  ED_COLUMN_RECORDED,
  ED_COLUMN_COMPANY,
  ED_COLUMN_ALIAS,
  ED_COLUMN_TYPE,
  ED_COLUMN_CITY,
  ED_COLUMN_EXPERT,
  ED_COLUMN_STATE,
  ED_COLUMN_PROGRESS,
  ED_COLUMN_BADGE,
  ED_COLUMN_TITLE,
  ED_COLUMN_CRISIS,
  ED_COLUMN_CHANNEL,
  ED_COLUMN_MODE,
  ED_COLUMN_RELATION,
  ED_COLUMN_ASSIGNED,
  ED_COLUMN_CONTACTED,
  ED_COLUMN_SESSIONS,
  ED_COLUMN_SCORE,
  ED_COLUMN_CLOSED,
  ED_COLUMN_OUTCOME,
  ED_COLUMN_APPROVED,
  ED_COLUMN_OPERATOR,
  ED_N_COLUMNS,
} EdColumn;

typedef struct
{
  const char *name;  /* never changes */
  const char *title; /* N_() */
  int sort;          /* EdSort, or -1: cannot be sorted by it */
  int rank;          /* the lower, the longer it stays in a window that gets narrow */
  int width;         /* least, in characters */
  gboolean is_private;
} EdColumnForm;

const EdColumnForm *ed_column_form (EdColumn column);
/* Which of the columns SHOWN (a set of bits) there is room for in WIDTH pixels where a character
 * takes CHARACTER: at least the two of them that stay longest. */
guint ed_columns_fit (guint shown, int width, double character);
/* What a case has in a column of text; "" for progress and badge. IS_HIDDEN puts dots where the
 * column is private. Free with g_free(). */
char *ed_column_text (EdColumn column, EdCaseItem *item, gboolean is_hidden);
/* The set of those that are shown until the user chooses. */
guint ed_columns_first (void);
