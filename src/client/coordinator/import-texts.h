/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/import-reading.h"
#include "domain/refusal.h"

/* What importing cases says. Pure; texts are free'd by the caller. */

/* "Suzuki · XY · Legal · Budapest", as far as is known; "Nothing can be read" for nothing. HIDDEN:
 * dots in place of the alias. */
char *ed_import_title_text (const EdCase *intake, gboolean hidden);
/* Why ROW is refused, a sentence a line; REFUSAL: when it was to be recorded. HIDDEN: dots in place
 * of what stands in a cell, as it may be the alias in a column that was taken for another. */
char *ed_import_refused_text (const EdImportReading *reading,
                              guint row,
                              const EdRefusal *refusal,
                              gboolean hidden);
/* NUMBER of the case, or ED_ABSENT. */
char *ed_import_held_text (gint64 number);
/* ALIKE cases held, the latest NUMBER or ED_ABSENT; LINE of the file that is alike, or 0. */
char *ed_import_alike_text (guint alike, gint64 number, guint line);
/* What is to be looked at before anything is recorded: columns that are needed, dates that could be
 * read in another way; NULL for nothing. */
char *ed_import_notice_text (const EdImportReading *reading);
/* Why a file cannot be read. */
char *ed_import_error_text (const GError *error);

/* Translated; static. */
const char *ed_import_charset_text (EdCharset charset);
const char *ed_import_dates_text (EdDateStyle style);
/* What stays of an import that is taken back, and why: KEPT are EdTakeBackKept, at least one. Free
 * with g_free(). */
char *ed_import_kept_text (const GPtrArray *kept);
/* Of TOTAL cases DONE have been decided on, of which KEPT stay; TROUBLE says why not all. */
char *ed_import_half_text (const GPtrArray *kept, guint done, guint total, const char *trouble);
