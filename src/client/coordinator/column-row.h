/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/table-layout.h"

#include <gtk/gtk.h>

/* One column in the popover where columns are chosen. Signals: "ticked" (boolean: it is to be
 * shown), "moved" (int: by so many places). */
#define ED_TYPE_COLUMN_ROW (ed_column_row_get_type ())
G_DECLARE_FINAL_TYPE (EdColumnRow, ed_column_row, ED, COLUMN_ROW, GtkListBoxRow)

GtkWidget *ed_column_row_new (EdColumn column);
EdColumn ed_column_row_column (EdColumnRow *self);
/* Shows what LAYOUT says of it; no signal. */
void ed_column_row_show (EdColumnRow *self, const EdTableLayout *layout);
