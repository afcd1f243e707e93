/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/archive-table.h"

#include "server/audience.h"
#include "server/query.h"

EdStatement *
ed_archive_read (EdDb *db, gint64 low, gint64 before, gint64 limit, GError **error)
{
  return ed_query (db,
                   error,
                   "SELECT case_number.number, document.body FROM case_number"
                   " JOIN document ON document.type = 'case' AND document.id = case_number.case_id"
                   " WHERE case_number.number >= $1 AND case_number.number < $2"
                   " AND NOT EXISTS (SELECT 1 FROM view WHERE view.audience = $4"
                   " AND view.type = 'case' AND view.id = document.id AND view.gone = 0)"
                   " ORDER BY case_number.number DESC LIMIT $3",
                   "iiit",
                   low,
                   before,
                   limit,
                   ED_AUDIENCE_OF_STAFF);
}

gint64
ed_archive_end (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db, error, "SELECT coalesce(max(number), -1) + 1 FROM case_number", "");

  if (row == NULL || !ed_statement_step (row, error))
    return -1;
  return ed_statement_int (row, 0);
}
