/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/request-table.h"

#include "domain/record.h"
#include "server/query.h"

/* FALSE without ERROR: another has it. */
static gboolean
claim_number (EdDb *db, gint64 number, const char *id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO request_number (number, request) VALUES ($1, $2)"
                       " ON CONFLICT (number) DO NOTHING",
                       "it",
                       number,
                       id)
         && ed_db_changes (db) > 0;
}

/* The next number by the counter, which may have been claimed already; -1 on failure. */
static gint64
count_on (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "UPDATE organisation SET next_request = next_request + 1"
                " RETURNING next_request - 1",
                "");
  gint64 number;

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  number = ed_statement_int (statement, 0);
  return ed_statement_run (statement, error) ? number : -1;
}

gint64
ed_requests_take_number (EdDb *db, const char *id, gint64 was, GError **error)
{
  GError *local = NULL;
  gint64 number = was;

  if (was == ED_ABSENT || !claim_number (db, was, id, &local))
    {
      do
        number = local == NULL ? count_on (db, &local) : -1;
      while (number >= 0 && !claim_number (db, number, id, &local));
    }
  if (local == NULL)
    return number;
  g_propagate_error (error, local);
  return -1;
}

gboolean
ed_internal_messages_add (EdDb *db,
                          const char *id,
                          const char *request,
                          const char *assignment,
                          gboolean *added,
                          GError **error)
{
  if (!ed_query_run (db,
                     error,
                     "INSERT INTO internal_message (id, request, assignment) VALUES ($1, $2, $3)"
                     " ON CONFLICT (id) DO NOTHING",
                     "ttt",
                     id,
                     request,
                     assignment))
    return FALSE;
  *added = ed_db_changes (db) > 0;
  return TRUE;
}

char **
ed_internal_messages_list (EdDb *db, const char *assignment, GError **error)
{
  return ed_query_list (
      ed_query (db,
                error,
                "SELECT id FROM internal_message WHERE assignment = $1 ORDER BY id",
                "t",
                assignment),
      error);
}

char **
ed_internal_messages_list_of_request (EdDb *db, const char *request, GError **error)
{
  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT id FROM internal_message WHERE request = $1 ORDER BY id",
                                  "t",
                                  request),
                        error);
}

gboolean
ed_requests_drop (EdDb *db, const char *request, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM internal_message WHERE request = $1", "t", request)
         && ed_query_run (db, error, "DELETE FROM request_number WHERE request = $1", "t", request);
}
