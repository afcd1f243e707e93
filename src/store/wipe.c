/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A forget deletes in the transaction that exposes it, and SQLite overwrites what it deletes. But
 * older copies remain: of its pages in the write-ahead log, until that is emptied, and of rows that
 * had moved from page to page, in the middle of pages that were built anew then, where only writing
 * the whole file anew reaches them (VACUUM). Until that has been done the entry is open, and
 * nothing more is exposed; after it the server is owed a receipt.
 *
 * A large file is written anew when the desk opens, some days apart, and so is any for which there
 * was no room on the disk: what is in its pages cannot be read without the key, and nobody could
 * work meanwhile. */

#include "store/wipe.h"

#include "base/plant.h"

/* Up to here a file is written anew at once: it takes about a second, and as much memory. */
#define SMALL_BYTES (64 * G_GINT64_CONSTANT (1024) * 1024)
/* And larger ones not more often than so. */
#define LARGE_EVERY_MS (7 * G_GINT64_CONSTANT (86400000))
/* Since when the file has to be written anew; absent: it has not. */
#define FACT_REWRITE "rewrite_since"

gboolean
ed_wipe_add (EdStore *store, const char *type, const char *id, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO wipe (type, id) VALUES ($1, $2)"
                   " ON CONFLICT (type, id) DO UPDATE SET wiped = min (wiped, 0) - 1",
                   "tt",
                   type,
                   id),
      error);
}

gboolean
ed_wipe_add_missing (EdStore *store, gint64 exposed, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO wipe (type, id)"
                   " SELECT type, id FROM document_key WHERE row <= $1"
                   " ON CONFLICT (type, id) DO UPDATE SET wiped = min (wiped, 0) - 1",
                   "i",
                   exposed),
      error);
}

/* An entry that is open: WIPED is 0, or less by the times that it was opened again. */
typedef struct
{
  char *type;
  char *id;
  gint64 wiped;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->type);
  g_free (entry->id);
  g_free (entry);
}

static GPtrArray *
list_open (EdStore *store, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT type, id, wiped FROM wipe WHERE wiped <= 0", "");
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (entry_free);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->type = g_strdup (ed_statement_text (select, 0));
      entry->id = g_strdup (ed_statement_text (select, 1));
      entry->wiped = ed_statement_int (select, 2);
      g_ptr_array_add (open, entry);
    }
  if (local == NULL)
    return g_steal_pointer (&open);
  g_propagate_error (error, local);
  return NULL;
}

/* What another connection has deleted since the checkpoint stays open. */
static gboolean
mark_wiped (EdStore *store, const GPtrArray *open, GError **error)
{
  for (guint i = 0; i < open->len; i++)
    {
      const Entry *entry = open->pdata[i];
      const char *sql =
          g_str_equal (entry->type, ED_WIPE_FILE)
              ? "DELETE FROM wipe WHERE type = $1 AND id = $2 AND wiped = $3"
              : "UPDATE wipe SET wiped = 1 WHERE type = $1 AND id = $2 AND wiped = $3";

      if (!ed_statement_run (
              ed_db_query (store->db, error, sql, "tti", entry->type, entry->id, entry->wiped),
              error))
        return FALSE;
    }
  return TRUE;
}

/* --- writing the file anew --------------------------------------------------------------------
 */

static gboolean
is_small (EdStore *store, gboolean *small, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                   "");

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *small = ed_statement_int (select, 0) <= SMALL_BYTES;
  return TRUE;
}

/* Writes the file anew; a large one by way of another file, encrypted as this one is. *DONE: FALSE
 * where there is no room for it. */
static gboolean
rewrite (EdStore *store, gboolean small, gboolean *done, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!small && !ed_db_exec (store->db, "PRAGMA temp_store = FILE", error))
    return FALSE;
  *done = ed_db_exec (store->db, "VACUUM", &local);
  if (!small && !ed_db_exec (store->db, "PRAGMA temp_store = MEMORY", error))
    return FALSE;
  if (*done || g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_FULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
note_rewrite (EdStore *store, gboolean done, gint64 since, GError **error)
{
  if (done)
    return since == 0 || ed_facts_set_text (store, FACT_REWRITE, NULL, error);
  return since != 0
         || ed_facts_set_number (store, FACT_REWRITE, ed_clock_now (store->clock), error);
}

/* FALSE without ERROR: somebody is in the way. */
static gboolean
pass_on (GError *local, GError **error)
{
  if (g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_BUSY))
    g_error_free (local);
  else
    g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_wipe_finish (EdStore *store, GError **error)
{
  GError *local = NULL;
  g_autoptr (GPtrArray) open = list_open (store, error);
  gboolean small = FALSE, done = FALSE;
  gint64 since;

  if (open == NULL || !ed_facts_get_number (store, FACT_REWRITE, &since, error))
    return FALSE;
  if (open->len == 0 && since == 0)
    return TRUE;
  if (!is_small (store, &small, error))
    return FALSE;
  if (open->len == 0 && !small)
    return TRUE;
  if ((small && !rewrite (store, TRUE, &done, &local))
      || (!ED_PLANT (wipe_without_checkpoint) && !ed_db_checkpoint (store->db, &local)))
    return pass_on (local, error);
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store,
                          mark_wiped (store, open, error)
                              && note_rewrite (store, done, since, error),
                          error);
}

gboolean
ed_wipe_rewrite_large (EdStore *store, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done = FALSE;
  gint64 since;

  if (!ed_facts_get_number (store, FACT_REWRITE, &since, error))
    return FALSE;
  if (since == 0 || ABS (ed_clock_now (store->clock) - since) < LARGE_EVERY_MS)
    return TRUE;
  if (rewrite (store, FALSE, &done, &local) && ed_db_checkpoint (store->db, &local))
    return !done || ed_facts_set_text (store, FACT_REWRITE, NULL, error);
  /* Nobody is kept from their work by it: it is tried again at the next opening. */
  if (g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_BUSY)
      || g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_FULL)
      || g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_IO))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

char **
ed_wipe_list (EdStore *store, gboolean wiped, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT type || ':' || id FROM wipe WHERE (wiped = 1) = $1 ORDER BY type, id",
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
