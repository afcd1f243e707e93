/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/view-file-table.h"

#include "server/audience.h"
#include "server/query.h"

gboolean
ed_view_files_set (EdDb *db,
                   const char *audience,
                   const char *type,
                   const char *id,
                   const char *const *files,
                   GError **error)
{
  if (!ed_query_run (db,
                     error,
                     "DELETE FROM view_file WHERE audience = $1 AND type = $2 AND id = $3",
                     "ttt",
                     audience,
                     type,
                     id))
    return FALSE;
  for (; files != NULL && *files != NULL; files++)
    {
      if (!ed_query_run (db,
                         error,
                         "INSERT INTO view_file (audience, type, id, file)"
                         " VALUES ($1, $2, $3, $4)",
                         "tttt",
                         audience,
                         type,
                         id,
                         *files))
        return FALSE;
    }
  return TRUE;
}

char **
ed_view_files_list (EdDb *db,
                    const char *audience,
                    const char *type,
                    const char *id,
                    GError **error)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT file FROM view_file WHERE audience = $1 AND type = $2 AND id = $3",
                "ttt",
                audience,
                type,
                id);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_strv_builder_add (files, ed_statement_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (files);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_view_files_has (EdDb *db, const char *const *audiences, const char *file, GError **error)
{
  const char *names[ED_AUDIENCES_MAX] = { NULL };
  g_autoptr (EdStatement) statement = NULL;

  for (guint i = 0; audiences[i] != NULL && i < ED_AUDIENCES_MAX; i++)
    names[i] = audiences[i];
  statement = ed_query (db,
                        error,
                        "SELECT 1 FROM view_file WHERE file = $1"
                        " AND audience IN ($2, $3, $4, $5, $6, $7, $8) LIMIT 1",
                        "tttttttt",
                        file,
                        names[0],
                        names[1],
                        names[2],
                        names[3],
                        names[4],
                        names[5],
                        names[6]);
  return statement != NULL && ed_statement_step (statement, error);
}
