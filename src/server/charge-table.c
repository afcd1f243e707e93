/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/charge-table.h"

#include "server/query.h"

gboolean
ed_charges_wait (EdDb *db, const char *company, const char *statement, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO charge_wait (company, statement) VALUES ($1, $2)"
                       " ON CONFLICT (company, statement) DO NOTHING",
                       "tt",
                       company,
                       statement);
}

gboolean
ed_charges_end_wait (EdDb *db, const char *company, const char *statement, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM charge_wait WHERE company = $1 AND statement = $2",
                       "tt",
                       company,
                       statement);
}

char **
ed_charges_list_waiting (EdDb *db, const char *company, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT statement FROM charge_wait WHERE company = $1 ORDER BY statement",
                "t",
                company);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_strv_builder_add (ids, ed_statement_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (ids);
  g_propagate_error (error, local);
  return NULL;
}
