/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* Date and time of something that happened: now, and moving on with it, until the reader enters
 * another. Read as absent while it is now. */
#define ED_TYPE_MOMENT_ROW (ed_moment_row_get_type ())
G_DECLARE_FINAL_TYPE (EdMomentRow, ed_moment_row, ED, MOMENT_ROW, AdwPreferencesRow)

GtkWidget *ed_moment_row_new (const EdField *field);
/* What now is. */
void ed_moment_row_set_now (EdMomentRow *self, gint64 now, const EdZone *zone);
