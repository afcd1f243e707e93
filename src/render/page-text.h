/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/paper.h"

/* Searching and selecting in what a page says. Pure. Characters are counted from 0, in the order in
 * which the document has them. */

typedef struct
{
  guint first;
  guint n;
} EdTextSpan;

/* Where NEEDLE is, without overlaps: an array of EdTextSpan. Upper and lower case, letters with and
 * without accents, and joined and single letters are the same; so is one white space and many,
 * which at the ends of NEEDLE do not count. */
GArray *ed_page_text_find (const EdPageText *text, const char *needle);

/* The character nearest to a point, first by its line; FALSE where there is none. */
gboolean ed_page_text_character_at (const EdPageText *text, gint32 x, gint32 y, guint *index);

/* The word around character INDEX; white space is by itself. */
EdTextSpan ed_page_text_word (const EdPageText *text, guint index);

char *ed_page_text_slice (const EdPageText *text, EdTextSpan span);

/* What SPAN covers: an array of EdTextBox, one for each piece of a line. */
GArray *ed_page_text_boxes (const EdPageText *text, EdTextSpan span);
