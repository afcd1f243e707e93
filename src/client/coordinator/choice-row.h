/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* One of a field's choices, or none. The first letter of a choice selects it, Delete takes it back.
 */
#define ED_TYPE_CHOICE_ROW (ed_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (EdChoiceRow, ed_choice_row, ED, CHOICE_ROW, AdwComboRow)

GtkWidget *ed_choice_row_new (const EdField *field);

/* The position after FROM (in a ring) of the word that begins with LETTER, or FROM if none does. */
guint ed_choice_find_letter (const char *const *words, guint from, gunichar letter);
