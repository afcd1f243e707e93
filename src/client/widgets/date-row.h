/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* A date, typed or picked: clicking the row opens a calendar, and typing goes on while it is open.
 * Property "date" (int64, days since 1970-01-01, or ED_ABSENT while what is typed is no date). */
#define ED_TYPE_DATE_ROW (ed_date_row_get_type ())
G_DECLARE_FINAL_TYPE (EdDateRow, ed_date_row, ED, DATE_ROW, AdwEntryRow)

gint64 ed_date_row_date (EdDateRow *self);
/* Puts DATE into the field; ED_ABSENT empties it. */
void ed_date_row_set_date (EdDateRow *self, gint64 date);
/* Where the calendar begins, and the year that "22.3." means. */
void ed_date_row_set_today (EdDateRow *self, gint64 today);
