/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "domain/record.h"

#include <adwaita.h>

/* A row of a form that holds one field of a record. Its title is the field's label, and so is the
 * name of what is typed into.
 *
 * Signals: "edited" when what it holds has changed, "done" when the reader pressed Enter in it and
 * wants to go on. */
#define ED_TYPE_INPUT_ROW (ed_input_row_get_type ())
G_DECLARE_INTERFACE (EdInputRow, ed_input_row, ED, INPUT_ROW, AdwPreferencesRow)

struct _EdInputRowInterface
{
  GTypeInterface parent;
  gboolean (*read) (EdInputRow *self, gpointer record, const EdZone *zone);
  void (*write) (EdInputRow *self, gconstpointer record, const EdZone *zone);
};

/* The row for FIELD (static) by its kind: text, number, choice, boolean or instant. */
GtkWidget *ed_input_row_new (const EdField *field);
/* Puts what is entered into RECORD, absent where nothing is. FALSE, and absent, when it cannot be
 * read as what the field holds. Instants are entered as date and time in ZONE. */
gboolean ed_input_row_read (EdInputRow *self, gpointer record, const EdZone *zone);
/* Shows the field's value in RECORD. */
void ed_input_row_write (EdInputRow *self, gconstpointer record, const EdZone *zone);

/* For rows: says "edited", "done". */
void ed_input_row_edited (EdInputRow *self);
void ed_input_row_done (EdInputRow *self);
