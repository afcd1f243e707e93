/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-import.h"

#include <adwaita.h>

/* How a file of cases is read: its characters, separator and dates, and what each of its columns
 * holds. What is chosen is read at once. */
#define ED_TYPE_IMPORT_COLUMNS (ed_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (EdImportColumns, ed_import_columns, ED, IMPORT_COLUMNS, GtkWidget)

/* Of which import; once. */
void ed_import_columns_set_import (EdImportColumns *self, EdCaseImport *import);
/* The row for a column, for tests. */
AdwComboRow *ed_import_columns_row (EdImportColumns *self, guint column);
