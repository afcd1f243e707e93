/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "store/store.h"

/* The columns of the table of all cases. */
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
/* Which columns there is room for in WIDTH pixels where a character takes CHARACTER: a set of bits,
 * at least the two of the lowest rank. */
guint ed_columns_fit (int width, double character);
/* What a case has in a column of text; "" for progress and badge. IS_HIDDEN puts dots where the
 * column is private. Free with g_free(). */
char *ed_column_text (EdColumn column, EdCaseItem *item, gboolean is_hidden);
