/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A forget deletes in the transaction that exposes it; the deleted pages are overwritten, but older
 * copies of them remain in the write-ahead log until it is emptied. Until that has been done the
 * entry is open, and nothing more is exposed; after it the server is owed a receipt. */

#include "store/wipe.h"

gboolean
ed_wipe_add (EdStore *store, const char *type, const char *id, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO wipe (type, id) VALUES ($1, $2)"
                                        " ON CONFLICT (type, id) DO UPDATE SET wiped = 0",
                                        "tt",
                                        type,
                                        id),
                           error);
}

gboolean
ed_wipe_add_missing (EdStore *store, gint64 exposed, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO wipe (type, id)"
                                        " SELECT type, id FROM document_key WHERE row <= $1"
                                        " ON CONFLICT (type, id) DO UPDATE SET wiped = 0",
                                        "i",
                                        exposed),
                           error);
}

static gboolean
is_open (EdStore *store, gboolean *open, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT 1 FROM wipe WHERE wiped = 0 LIMIT 1", "");
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  *open = ed_statement_step (select, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
mark_wiped (EdStore *store, GError **error)
{
  return ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM wipe WHERE type = $1", "t", ED_WIPE_FILE),
             error)
         && ed_db_exec (store->db, "UPDATE wipe SET wiped = 1 WHERE wiped = 0", error);
}

gboolean
ed_wipe_finish (EdStore *store, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean open = FALSE;

  if (!is_open (store, &open, error))
    return FALSE;
  if (!open)
    return TRUE;
  if (ed_db_checkpoint (store->db, &local))
    return ed_store_begin (store, TRUE, error)
           && ed_store_end (store, mark_wiped (store, error), error);
  if (!g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_BUSY))
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

char **
ed_wipe_list (EdStore *store, gboolean wiped, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT type || ':' || id FROM wipe WHERE wiped = $1 ORDER BY type, id",
                   "i",
                   (gint64) wiped);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (list, g_strdup (ed_statement_text (select, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

gboolean
ed_store_finish_wipes (EdStore *store, char ***receipts, GError **error)
{
  char **owed;

  *receipts = NULL;
  if (!ed_wipe_finish (store, error))
    return FALSE;
  owed = ed_wipe_list (store, TRUE, error);
  *receipts = owed;
  return owed != NULL;
}

gboolean
ed_store_receipt_sent (EdStore *store, const char *type_and_id, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (type_and_id, ":", 2);

  g_return_val_if_fail (g_strv_length (parts) == 2, FALSE);

  /* An entry that has been opened again since owes another one. */
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "DELETE FROM wipe WHERE type = $1 AND id = $2 AND wiped = 1",
                   "tt",
                   parts[0],
                   parts[1]),
      error);
}
