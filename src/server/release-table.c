/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/release-table.h"

#include "server/query.h"

gboolean
ed_releases_take (EdDb *db,
                  const char *company,
                  gint64 year,
                  const char *word,
                  char **taken,
                  GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "INSERT INTO report_release (company, year, length) VALUES ($1, $2, $3)"
                " ON CONFLICT (company, year) DO UPDATE SET length = report_release.length"
                " RETURNING length",
                "tit",
                company,
                year,
                word);

  *taken = NULL;
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  *taken = g_strdup (ed_statement_text (row, 0));
  return TRUE;
}
