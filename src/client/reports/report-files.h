/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"
#include "forms/spreadsheet.h"

/* A report as a file. */

/* "Report Suzuki 2020" */
char *ed_report_stem (const EdReport *report);
/* All its tables; nothing that the screen does not tell. */
void ed_report_add_tables (const EdReport *report, EdSpreadsheet *sheet);
GBytes *ed_report_write_pdf (const EdReport *report, const char *organisation, GError **error);
