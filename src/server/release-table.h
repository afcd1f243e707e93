/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* Of which length the reports of a company and year are that were given away. KEY (ED_SECRET_BYTES)
 * is that of a keyed hash which stands for a company beside the database (server/outside.h), in
 * texts like "HASH 2019 quarter". What only those tell of is kept by the hash. Of each report that
 * went they have the hash of its figures: "HASH 2019-01-01 HASH". */

/* Writes down WORD for COMPANY (folded) and YEAR where nothing is; *TAKEN is what is there then.
 * Free with g_free(). */
gboolean ed_releases_take (EdDb *db,
                           const guint8 *key,
                           const char *company,
                           gint64 year,
                           const char *word,
                           char **taken,
                           GError **error);
/* Writes down what leaves: FIGURES (ed_report_figures()) and REPORT, both JSON, of COMPANY from
 * FIRST_DAY on, where nothing is. *KEPT is the report that is there then; NULL: another was given
 * away, and is lost. Free with g_free(). *TEXT is for beside the database, likewise. */
typedef struct
{
  const char *company; /* folded */
  const char *first_day;
  const char *figures;
  const char *report;
} EdGivenReport;
gboolean ed_releases_keep (EdDb *db,
                           const guint8 *key,
                           const EdGivenReport *given,
                           char **kept,
                           char **text,
                           GError **error);
/* The text of one. Free with g_free(). */
char *ed_releases_describe (const guint8 *key, const char *company, gint64 year, const char *word);
/* Those of all; free with g_strfreev(). */
char **ed_releases_list (EdDb *db, const guint8 *key, GError **error);
/* Takes over what TEXT tells of, if it is one. */
gboolean ed_releases_learn (EdDb *db, const char *text, GError **error);
