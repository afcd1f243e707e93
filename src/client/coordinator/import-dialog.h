/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-import.h"

#include <adwaita.h>

/* "Import cases…": what the rows of a file are going to be, how its columns are read, recording
 * them, and saving those that were refused.
 *
 * Actions: import.choose, import.record, import.cancel, import.save-refused, import.look. */
#define ED_TYPE_IMPORT_DIALOG (ed_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdImportDialog, ed_import_dialog, ED, IMPORT_DIALOG, AdwWindow)

/* Asks which file, and opens the dialog with it above the window of FROM. */
void ed_import_choose (GtkWidget *from, EdDesk *desk);
/* The same with FILE. */
EdImportDialog *ed_import_dialog_open (GtkWidget *from, EdDesk *desk, GFile *file);

EdCaseImport *ed_import_dialog_import (EdImportDialog *self);
/* Saves what was refused as PATH. */
void ed_import_dialog_save_refused_at (EdImportDialog *self, const char *path);
