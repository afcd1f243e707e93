/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/batch-table.h"

#include "server/query.h"

gboolean
ed_batches_head (EdDb *db, gint64 horizon, gint64 *xid, gint64 *mark, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT xid, mark FROM batch WHERE xid < $1 ORDER BY xid DESC LIMIT 1",
                "i",
                horizon);
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
ed_batches_add (EdDb *db, gint64 xid, gint64 mark, GHashTable *audiences, GError **error)
{
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (audiences, NULL);
  g_autofree char *text = g_strjoinv (" ", names);

  return ed_query_run (db,
                       error,
                       "INSERT INTO batch (xid, mark, audiences) VALUES ($1, $2, $3)",
                       "iit",
                       xid,
                       mark,
                       text);
}

static void
add_names (GHashTable *audiences, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", " ", -1);

  for (char **name = names; *name != NULL; name++)
    if (**name != '\0' && !g_hash_table_contains (audiences, *name))
      g_hash_table_add (audiences, g_strdup (*name));
}

gboolean
ed_batches_collect (EdDb *db,
                    gint64 from,
                    gint64 horizon,
                    GHashTable *audiences,
                    gboolean *later,
                    GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db,
                                          error,
                                          "SELECT xid, audiences FROM batch WHERE xid >= $1"
                                          " ORDER BY xid",
                                          "i",
                                          from);
  GError *local = NULL;

  *later = FALSE;
  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    {
      if (ed_statement_int (row, 0) >= horizon)
        *later = TRUE;
      else
        add_names (audiences, ed_statement_text (row, 1));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
