/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/batch-table.h"

#include "server/query.h"

gboolean
ed_batches_head (EdDb *db, gint64 *xid, gint64 *mark, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT xid, mark FROM batch ORDER BY xid DESC LIMIT 1", "");
  GError *local = NULL;

  *xid = 0;
  *mark = 0;
  if (statement == NULL)
    return FALSE;
  if (ed_statement_step (statement, &local))
    {
      *xid = ed_statement_int (statement, 0);
      *mark = ed_statement_int (statement, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_batches_mark (EdDb *db, gint64 xid, gint64 *mark, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT mark FROM batch WHERE xid = $1", "i", xid);
  GError *local = NULL;

  *mark = 0;
  if (statement == NULL)
    return FALSE;
  if (ed_statement_step (statement, &local))
    *mark = ed_statement_int (statement, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_batches_add (EdDb *db, gint64 xid, gint64 mark, GError **error)
{
  return ed_query_run (db, error, "INSERT INTO batch (xid, mark) VALUES ($1, $2)", "ii", xid, mark);
}
