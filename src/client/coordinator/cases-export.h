/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/export/export.h"
#include "sync/desk.h"

/* An export of all cases that a query fits, from what is held here: facts of the case, no contact
 * data and no texts. The server writes down that it was made, when it can be reached. */
typedef struct _EdCasesExport EdCasesExport;

/* QUERY is copied. Begin with ed_export_begin(). */
EdCasesExport *ed_cases_export_new (GtkWidget *from,
                                    EdDesk *desk,
                                    EdSpreadsheetKind kind,
                                    const EdCaseQuery *query);
EdExport *ed_cases_export_export (EdCasesExport *self);
/* Cancels what is not over. */
void ed_cases_export_free (EdCasesExport *self);
