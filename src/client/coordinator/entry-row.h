/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* One line of text, or a whole number with buttons (and the keys Up and Down) that count. */
#define ED_TYPE_ENTRY_ROW (ed_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (EdEntryRow, ed_entry_row, ED, ENTRY_ROW, AdwEntryRow)

GtkWidget *ed_entry_row_new (const EdField *field);
/* Offers those of WORDS (most likely first; copied) that fit what is being typed. */
void ed_entry_row_set_suggestions (EdEntryRow *self, const char *const *words);
