/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

#include <adwaita.h>

/* A question that is answered by pressing one of a few words or numbers side by side; pressing it
 * again takes the answer back. One stop of the Tab key: the arrows go from one to the next. An
 * EdInputRow. */
#define ED_TYPE_PICK_ROW (ed_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (EdPickRow, ed_pick_row, ED, PICK_ROW, AdwPreferencesRow)

/* FIELD, a number or a choice, is borrowed as long as the row is; its label is the question. */
GtkWidget *ed_pick_row_new (const EdField *field);
/* The next answer: VALUE, which is called WORD. */
void ed_pick_row_add (EdPickRow *self, gint64 value, const char *word);
/* What the ends of a scale mean, said below it. */
void ed_pick_row_set_note (EdPickRow *self, const char *note);
