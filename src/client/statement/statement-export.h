/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/export/export.h"
#include "domain/fee-statement.h"

/* Statements as spreadsheets: a row for each line, for experts and for accounting alike. No row
 * names a client. */

/* "Statement 2020-03" */
char *ed_statement_stem (gint64 month);
/* An export whose ASK adds statements with ed_statement_add_rows(); amounts are of CURRENCY. Begin
 * it with ed_export_begin(). */
EdExport *ed_statement_export_new (GtkWidget *from,
                                   EdSpreadsheetKind kind,
                                   const char *stem,
                                   const char *currency,
                                   void (*ask) (EdExport *export, gpointer owner),
                                   gpointer owner);
void ed_statement_add_rows (const EdFeeStatement *statement, EdSpreadsheet *sheet);
