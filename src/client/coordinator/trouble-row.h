/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* Why the field above it cannot be kept as it is; hidden while there is nothing to say. */
#define ED_TYPE_TROUBLE_ROW (ed_trouble_row_get_type ())
G_DECLARE_FINAL_TYPE (EdTroubleRow, ed_trouble_row, ED, TROUBLE_ROW, AdwPreferencesRow)

/* FIELD is the row that it speaks of. */
GtkWidget *ed_trouble_row_new (GtkWidget *field);
/* NULL: no trouble. */
void ed_trouble_row_set_sentence (EdTroubleRow *self, const char *sentence);
const char *ed_trouble_row_sentence (EdTroubleRow *self);
