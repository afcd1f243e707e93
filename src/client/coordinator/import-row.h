/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/import-item.h"

#include <gtk/gtk.h>

/* A row of a file that is imported: what it is going to be, what is wrong with it, and whether it
 * is recorded. Property "item" (EdImportItem). */
#define ED_TYPE_IMPORT_ROW (ed_import_row_get_type ())
G_DECLARE_FINAL_TYPE (EdImportRow, ed_import_row, ED, IMPORT_ROW, GtkWidget)
