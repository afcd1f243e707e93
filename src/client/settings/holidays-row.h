/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* The organisation's holidays: a list that opens, to add to and to take from; holds the field
 * "holidays" of EdSettings. */
#define ED_TYPE_HOLIDAYS_ROW (ed_holidays_row_get_type ())
G_DECLARE_FINAL_TYPE (EdHolidaysRow, ed_holidays_row, ED, HOLIDAYS_ROW, AdwExpanderRow)

/* TODAY is where the calendar begins. */
GtkWidget *ed_holidays_row_new (gint64 today);
