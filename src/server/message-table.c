/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/message-table.h"

#include "server/query.h"

gboolean
ed_messages_add (EdDb *db,
                 const char *id,
                 const char *case_id,
                 const char *assignment,
                 gboolean *added,
                 GError **error)
{
  if (!ed_query_run (db,
                     error,
                     "INSERT INTO message (id, case_id, assignment) VALUES ($1, $2, $3)"
                     " ON CONFLICT (id) DO NOTHING",
                     "ttt",
                     id,
                     case_id,
                     assignment))
    return FALSE;
  *added = ed_db_changes (db) > 0;
  return TRUE;
}

char **
ed_messages_list (EdDb *db, const char *assignment, GError **error)
{
  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT id FROM message WHERE assignment = $1 ORDER BY id",
                                  "t",
                                  assignment),
                        error);
}

char **
ed_messages_list_of_case (EdDb *db, const char *case_id, GError **error)
{
  return ed_query_list (
      ed_query (db, error, "SELECT id FROM message WHERE case_id = $1 ORDER BY id", "t", case_id),
      error);
}

gboolean
ed_messages_delete_of_case (EdDb *db, const char *case_id, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM message WHERE case_id = $1", "t", case_id);
}

EdStatement *
ed_messages_count (EdDb *db, GError **error)
{
  return ed_query (db, error, "SELECT case_id, COUNT(*) FROM message GROUP BY case_id", "");
}
