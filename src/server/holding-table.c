/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/holding-table.h"

#include "server/query.h"

gboolean
ed_holdings_set (EdDb *db,
                 const char *case_id,
                 const char *expert,
                 const char *assigned_by,
                 GError **error)
{
  if (expert == NULL)
    return ed_query_run (db, error, "DELETE FROM holding WHERE case_id = $1", "t", case_id);
  return ed_query_run (db,
                       error,
                       "INSERT INTO holding (case_id, expert, assigned_by) VALUES ($1, $2, $3)"
                       " ON CONFLICT (case_id) DO UPDATE SET expert = excluded.expert,"
                       " assigned_by = excluded.assigned_by",
                       "ttt",
                       case_id,
                       expert,
                       assigned_by);
}

gboolean
ed_holdings_has (EdDb *db, const char *expert, const char *assigned_by, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT 1 FROM holding WHERE expert = $1 AND assigned_by = $2 LIMIT 1",
                "tt",
                expert,
                assigned_by);

  return statement != NULL && ed_statement_step (statement, error);
}

char **
ed_holdings_list_experts (EdDb *db, const char *assigned_by, GError **error)
{
  g_autoptr (GStrvBuilder) experts = g_strv_builder_new ();
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT DISTINCT expert FROM holding WHERE assigned_by = $1 ORDER BY expert",
                "t",
                assigned_by);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_strv_builder_add (experts, ed_statement_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (experts);
  g_propagate_error (error, local);
  return NULL;
}
