/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/erased-table.h"

#include "domain/days.h"
#include "server/query.h"

gboolean
ed_erased_add (EdDb *db, const char *type, const char *id, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO erased (type, id, at) VALUES ($1, $2, $3)"
                       " ON CONFLICT (type, id) DO NOTHING",
                       "ttt",
                       type,
                       id,
                       at);
}

gboolean
ed_erased_has (EdDb *db, const char *type, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT 1 FROM erased WHERE type = $1 AND id = $2", "tt", type, id);

  return statement != NULL && ed_statement_step (statement, error);
}
