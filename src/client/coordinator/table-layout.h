/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-columns.h"

/* Which columns a table has, in which order, how wide: what a user chooses and finds again. A plain
 * value, copied by assignment. */
typedef struct
{
  EdColumn order[ED_N_COLUMNS]; /* all of them, also those that are not shown */
  guint shown;                  /* set of bits, by column; never empty */
  int widths[ED_N_COLUMNS];     /* by column, in pixels; ED_TABLE_NATURAL: what its content takes */
} EdTableLayout;

#define ED_TABLE_NATURAL (-1)

/* As it is until the user chooses. */
void ed_table_layout_init (EdTableLayout *self);
gboolean ed_table_layout_is_first (const EdTableLayout *self);
gboolean ed_table_layout_is_same (const EdTableLayout *a, const EdTableLayout *b);
gboolean ed_table_layout_shows (const EdTableLayout *self, EdColumn column);
/* FALSE: it is the last one shown, and stays. */
gboolean ed_table_layout_show (EdTableLayout *self, EdColumn column, gboolean is_shown);
guint ed_table_layout_find (const EdTableLayout *self, EdColumn column);
/* Moves COLUMN by STEP places; FALSE: there is none. */
gboolean ed_table_layout_move (EdTableLayout *self, EdColumn column, int step);
/* What is shown of it in WIDTH pixels where a character takes CHARACTER. Chosen columns are all
 * shown, and scrolled across, but where the window is that of a telephone. */
guint ed_table_layout_fit (const EdTableLayout *self, int width, double character);

/* As text, to be kept. Free with g_free(). */
char *ed_table_layout_to_text (const EdTableLayout *self);
/* What such a text says; columns that it does not know come last and are not shown, and what this
 * program does not know is left out. TEXT NULL or spoilt: as at first, FALSE. */
gboolean ed_table_layout_from_text (EdTableLayout *self, const char *text);
