/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"
#include "forms/sheet.h"

/* Questions that are answered with a cross. An answer already given is shown, ED_ABSENT is none. */

/* The scale from LEAST to BEST, a box a score, its ends in words. With more than 21 steps: one box
 * to write the number in. Texts: LABEL, LABEL.least, LABEL.best, LABEL.range. */
void ed_scale_draw (EdSheet *sheet, const char *label, gint64 least, gint64 best, gint64 score);

/* N statements, fields of RECORD that lie one behind the other in TYPE from FIRST on and share
 * their choices, one a row, one column a choice. Texts: LABEL, the fields' names, WORDS.word. */
void ed_statements_draw (EdSheet *sheet,
                         const char *label,
                         const char *words,
                         const EdField *first,
                         guint n,
                         gconstpointer record);

/* The choices of FIELD side by side. Texts: the field's name, and with .word. */
void ed_choice_draw (EdSheet *sheet, const EdField *field, gconstpointer record);
