/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/document.h"

#include "store/case-list.h"
#include "store/chat.h"
#include "store/late.h"
#include "store/request-list.h"
#include "store/thread.h"

gboolean
ed_document_find (EdStore *store,
                  const char *type,
                  const char *id,
                  gint64 *row,
                  char **body,
                  GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT document.row, body FROM document_key"
                   " JOIN document ON document.row = document_key.row"
                   " WHERE document_key.id = $1 AND document_key.type = $2",
                   "tt",
                   id,
                   type);
  GError *local = NULL;

  *body = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    {
      if (row != NULL)
        *row = ed_statement_int (select, 0);
      *body = g_strdup (ed_statement_text (select, 1));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_document_remove_row (EdStore *store, gint64 row, GError **error)
{
  return ed_case_list_remove (store, row, error) && ed_thread_remove (store, row, error)
         && ed_request_list_remove (store, row, error) && ed_chat_remove (store, row, error)
         && ed_late_remove (store, row, error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document WHERE row = $1", "i", row),
             error);
}

/* *ROW is 0 when none is exposed. */
static gboolean
find_row (EdStore *store, const char *type, const char *id, gint64 *row, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT row FROM document_key WHERE id = $1 AND type = $2",
                   "tt",
                   id,
                   type);
  GError *local = NULL;

  *row = 0;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *row = ed_statement_int (select, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_document_remove (EdStore *store, const char *type, const char *id, GError **error)
{
  gint64 row;

  if (!find_row (store, type, id, &row, error))
    return FALSE;
  return row == 0
         || (ed_document_remove_row (store, row, error)
             && ed_statement_run (ed_db_query (store->db,
                                               error,
                                               "DELETE FROM document_key"
                                               " WHERE id = $1 AND type = $2",
                                               "tt",
                                               id,
                                               type),
                                  error));
}

gboolean
ed_document_expose (EdStore *store, const char *type, const char *id, gint64 row, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO document_key VALUES ($1, $2, $3)",
                                        "tti",
                                        id,
                                        type,
                                        row),
                           error);
}

gboolean
ed_document_remove_up_to (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "DELETE FROM case_list WHERE row BETWEEN 1 AND $1",
                                        "i",
                                        row),
                           error)
         && ed_thread_remove_up_to (store, row, error)
         && ed_request_list_remove_up_to (store, row, error)
         && ed_chat_remove_up_to (store, row, error) && ed_late_remove_up_to (store, row, error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document WHERE row <= $1", "i", row),
             error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document_key WHERE row <= $1", "i", row),
             error);
}

gboolean
ed_document_remove_beyond (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM case_list WHERE row > $1", "i", row),
             error)
         && ed_thread_remove_beyond (store, row, error)
         && ed_request_list_remove_beyond (store, row, error)
         && ed_chat_remove_beyond (store, row, error) && ed_late_remove_beyond (store, row, error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document WHERE row > $1", "i", row),
             error);
}
