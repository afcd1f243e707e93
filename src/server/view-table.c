/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/view-table.h"

#include "server/audience.h"
#include "server/query.h"

gboolean
ed_views_put (EdDb *db, const EdView *view, const EdPosition *at, GError **error)
{
  EdStatement *statement =
      ed_query (db,
                error,
                "INSERT INTO view (audience, type, id, rev, xid, seq, body, gone, why)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL)"
                " ON CONFLICT (audience, type, id) DO UPDATE SET rev = excluded.rev,"
                " body = excluded.body, gone = 0, why = NULL, xid = excluded.xid,"
                " seq = excluded.seq",
                "tttiii",
                view->audience,
                view->type,
                view->id,
                view->rev,
                at->xid,
                at->seq);

  if (statement == NULL)
    return FALSE;
  ed_statement_bind_text_n (statement, 7, view->body, view->length);
  return ed_statement_run (statement, error);
}

gboolean
ed_views_take (EdDb *db,
               const char *audience,
               const char *type,
               const char *id,
               const char *why,
               const EdPosition *at,
               gboolean *changed,
               GError **error)
{
  if (!ed_query_run (db,
                     error,
                     "UPDATE view SET body = NULL, gone = 1, why = $4, xid = $5, seq = $6"
                     " WHERE audience = $1 AND type = $2 AND id = $3 AND gone = 0",
                     "ttttii",
                     audience,
                     type,
                     id,
                     why,
                     at->xid,
                     at->seq))
    return FALSE;
  *changed = ed_db_changes (db) > 0;
  return TRUE;
}

gboolean
ed_views_take_anew (EdDb *db,
                    const char *audience,
                    const char *type,
                    const char *id,
                    const char *why,
                    const EdPosition *at,
                    GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE view SET why = $4, xid = $5, seq = $6"
                       " WHERE audience = $1 AND type = $2 AND id = $3 AND gone = 1 AND why <> $4",
                       "ttttii",
                       audience,
                       type,
                       id,
                       why,
                       at->xid,
                       at->seq);
}

gboolean
ed_views_delete_gone (EdDb *db,
                      const char *audience,
                      const char *type,
                      const char *id,
                      GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM view WHERE audience = $1 AND type = $2 AND id = $3"
                       " AND gone = 1",
                       "ttt",
                       audience,
                       type,
                       id);
}

gboolean
ed_views_find_gone (EdDb *db,
                    const char *audience,
                    const char *type,
                    const char *id,
                    EdPosition *at,
                    GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT xid, seq FROM view WHERE audience = $1 AND type = $2 AND id = $3"
                " AND gone = 1",
                "ttt",
                audience,
                type,
                id);

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  at->xid = ed_statement_int (statement, 0);
  at->seq = ed_statement_int (statement, 1);
  return TRUE;
}

char *
ed_views_load (EdDb *db,
               const char *audience,
               const char *type,
               const char *id,
               gint64 *rev,
               gsize *length,
               GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT rev, body FROM view WHERE audience = $1 AND type = $2 AND id = $3"
                " AND gone = 0",
                "ttt",
                audience,
                type,
                id);

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  *rev = ed_statement_int (statement, 0);
  *length = ed_statement_length (statement, 1);
  return g_strndup (ed_statement_text (statement, 1), *length);
}

gboolean
ed_views_has (EdDb *db,
              const char *audience,
              const char *type,
              const char *id,
              gboolean *has,
              GError **error)
{
  GError *local = NULL;
  g_autoptr (EdStatement) statement =
      ed_query (db,
                &local,
                "SELECT 1 FROM view WHERE audience = $1 AND type = $2 AND id = $3 AND gone = 0",
                "ttt",
                audience,
                type,
                id);

  *has = statement != NULL && ed_statement_step (statement, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Each arm walks the index in order, so the union is a merge and nothing is sorted. PostgreSQL has
 * to be told that no arm is needed beyond the limit: it would read all that lies behind the
 * position, and sort it, for each page. */
#define ARM(n)                                                                                    \
  "/*pg (*/SELECT audience, type, id, rev, body, gone, why, xid, seq FROM view"                   \
  " WHERE audience = $" #n " AND (xid, seq) > ($8, $9) AND xid < $11 AND (gone = 0 OR xid > $10)" \
  "/*pg  ORDER BY xid, seq LIMIT $12)*/"

EdStatement *
ed_views_read (EdDb *db,
               const char *const *audiences,
               const EdPosition *after,
               gint64 gone_by,
               gint64 horizon,
               gint64 limit,
               GError **error)
{
  const char *names[ED_AUDIENCES_MAX] = { NULL };

  for (guint i = 0; audiences[i] != NULL && i < ED_AUDIENCES_MAX; i++)
    names[i] = audiences[i];
  return ed_query (
      db,
      error,
      ARM (1) " UNION ALL " ARM (2) " UNION ALL " ARM (3) " UNION ALL " ARM (4) " UNION ALL " ARM (
          5) " UNION ALL " ARM (6) " UNION ALL " ARM (7) " ORDER BY xid, seq LIMIT $12",
      "tttttttiiiii",
      names[0],
      names[1],
      names[2],
      names[3],
      names[4],
      names[5],
      names[6],
      after->xid,
      after->seq,
      gone_by,
      horizon,
      limit);
}
