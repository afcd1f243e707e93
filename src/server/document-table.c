/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/document-table.h"

#include "server/query.h"

char *
ed_documents_load (EdDb *db,
                   const char *type,
                   const char *id,
                   gint64 *rev,
                   gsize *length,
                   GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT rev, body FROM document WHERE type = $1 AND id = $2",
                "tt",
                type,
                id);

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  *rev = ed_statement_int (statement, 0);
  *length = ed_statement_length (statement, 1);
  return g_strndup (ed_statement_text (statement, 1), *length);
}

gint64
ed_documents_rev (EdDb *db, const char *type, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT rev FROM document WHERE type = $1 AND id = $2", "tt", type, id);
  GError *local = NULL;
  gint64 rev = 0;

  if (statement == NULL)
    return -1;
  if (ed_statement_step (statement, &local))
    rev = ed_statement_int (statement, 0);
  if (local == NULL)
    return rev;
  g_propagate_error (error, local);
  return -1;
}

gboolean
ed_documents_store (EdDb *db,
                    const char *type,
                    const char *id,
                    gint64 rev,
                    const char *body,
                    gsize length,
                    GError **error)
{
  EdStatement *statement =
      ed_query (db,
                error,
                "INSERT INTO document (type, id, rev, body) VALUES ($1, $2, $3, $4)"
                " ON CONFLICT (type, id) DO UPDATE SET rev = excluded.rev, body = excluded.body",
                "tti",
                type,
                id,
                rev);

  if (statement == NULL)
    return FALSE;
  ed_statement_bind_text_n (statement, 4, body, length);
  return ed_statement_run (statement, error);
}

gboolean
ed_documents_delete (EdDb *db, const char *type, const char *id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM document WHERE type = $1 AND id = $2",
                       "tt",
                       type,
                       id);
}

gboolean
ed_documents_lock (EdDb *db, const char *type, const char *id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "SELECT id FROM document WHERE type = $1 AND id = $2 /*pg FOR UPDATE*/",
                       "tt",
                       type,
                       id);
}

char **
ed_documents_list (EdDb *db, const char *type, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT id FROM document WHERE type = $1 ORDER BY id", "t", type);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    g_strv_builder_add (ids, ed_statement_text (statement, 0));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_strv_builder_end (ids);
}

EdStatement *
ed_documents_read (EdDb *db, const char *type, const char *after, gint64 limit, GError **error)
{
  return ed_query (db,
                   error,
                   "SELECT id, body FROM document WHERE type = $1 AND id > $2 ORDER BY id LIMIT $3",
                   "tti",
                   type,
                   after,
                   limit);
}
