/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-import.h"
#include "client/export/export.h"

/* The rows of an import that were refused, saved as CSV as they were, behind a column for the
 * reason; mended, they can be imported again. Main thread. */
typedef struct _EdRefusedExport EdRefusedExport;

/* Of IMPORT as it is now; toasts and dialogs are shown where FROM is. */
EdRefusedExport *ed_refused_export_new (GtkWidget *from, EdCaseImport *import);
EdExport *ed_refused_export_export (EdRefusedExport *self);
/* Cancels it. */
void ed_refused_export_free (EdRefusedExport *self);
