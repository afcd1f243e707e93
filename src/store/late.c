/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Late work is found by what it was entered for; what it says stays in the document. */

#include "store/late.h"

#include "store/document.h"
#include "store/overlay.h"
#include "wire/record-json.h"

/* Whose store this is; "" before that is known. */
static gboolean
find_reader (EdStore *store, char **id, GError **error)
{
  if (!ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, id, error))
    return FALSE;
  if (*id == NULL)
    *id = g_strdup ("");
  return TRUE;
}

static const char *
find_target (const EdLateWork *late)
{
  const char *id = late->case_id != NULL ? late->case_id : late->request_id;

  return id != NULL ? id : "";
}

gboolean
ed_late_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EdLateWork) late =
      ed_record_from_json (&ed_late_work_type, body, (gssize) length, ED_WIRE_LENIENT, &local);

  if (late == NULL || late->by == NULL)
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "late work cannot be read");
      return FALSE;
    }
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO late_work VALUES ($1, $2, $3, $4, $5, $6)",
                                        "itttti",
                                        row,
                                        late->id,
                                        find_target (late),
                                        late->assignment_id != NULL ? late->assignment_id : "",
                                        late->by,
                                        late->state),
                           error);
}

gboolean
ed_late_remove (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM late_work WHERE row = $1", "i", row),
      error);
}

gboolean
ed_late_remove_up_to (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM late_work WHERE row <= $1", "i", row),
      error);
}

gboolean
ed_late_remove_beyond (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM late_work WHERE row > $1", "i", row),
      error);
}

gboolean
ed_late_take_over (EdStore *store, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE outbox SET seen = 1"
                                        " WHERE state = $1 AND seen = 0"
                                        " AND id IN (SELECT id FROM late_work)",
                                        "i",
                                        (gint64) ED_OUTBOX_KEPT),
                           error);
}

/* --- counting --------------------------------------------------------------------------------- */

static gboolean
read_number (EdStatement *taken, gint64 *n, GError **error)
{
  g_autoptr (EdStatement) select = taken;

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *n = ed_statement_int (select, 0);
  return TRUE;
}

/* Late work that the replica shows. CROSS: from these few to their keys, not from all keys. */
#define SHOWN                                                            \
  " late_work CROSS JOIN document_key ON document_key.id = late_work.id" \
  " AND document_key.type = 'late_work' AND document_key.row = late_work.row"

/* Being settled here already: its overlay says so. */
#define UNSETTLED \
  " late_work.state = 0 AND NOT EXISTS (SELECT 1 FROM overlay WHERE overlay.id = late_work.id)"

gboolean
ed_late_count (EdStore *store, const char *target_id, guint *n, GError **error)
{
  g_autofree char *reader = NULL;
  gint64 found = 0;

  if (!find_reader (store, &reader, error)
      || !read_number (ed_db_query (store->db,
                                    error,
                                    "SELECT count(*) FROM" SHOWN
                                    " WHERE target_id = $1 AND by <> $2 AND" UNSETTLED,
                                    "tt",
                                    target_id,
                                    reader),
                       &found,
                       error))
    return FALSE;
  *n = (guint) found;
  return TRUE;
}

gboolean
ed_late_count_own (EdStore *store, gint64 *n, GError **error)
{
  g_autofree char *reader = NULL;

  return find_reader (store, &reader, error)
         && read_number (ed_db_query (store->db,
                                      error,
                                      "SELECT count(DISTINCT assignment_id) FROM" SHOWN
                                      " WHERE by = $1 AND assignment_id NOT IN"
                                      " (SELECT assignment_id FROM late_work_away)",
                                      "t",
                                      reader),
                         n,
                         error);
}

/* What SELECT says of one: its id, how much, and whether it is a request. */
static gboolean
note_target (EdStore *store, GHashTable *rows, EdStatement *select, GError **error)
{
  EdTargetKind kind = ed_statement_int (select, 2) ? ED_TARGET_REQUEST : ED_TARGET_CASE;
  gpointer shown = NULL;
  gint64 row;

  if (!ed_overlay_load (store, kind, ed_statement_text (select, 0), &shown, &row, error))
    return FALSE;
  if (shown != NULL)
    g_hash_table_insert (rows,
                         g_memdup2 (&row, sizeof row),
                         GUINT_TO_POINTER ((guint) ed_statement_int (select, 1)));
  ed_record_free (ed_target (kind)->record, shown);
  return TRUE;
}

GHashTable *
ed_late_list_waiting (EdStore *store, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *reader = NULL;
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gboolean done = TRUE;

  if (!find_reader (store, &reader, error))
    return NULL;
  select = ed_db_query (store->db,
                        error,
                        "SELECT target_id, count(*), EXISTS (SELECT 1 FROM document_key AS target"
                        " WHERE target.id = target_id AND target.type = 'request') FROM" SHOWN
                        " WHERE by <> $1 AND" UNSETTLED " GROUP BY target_id",
                        "t",
                        reader);
  if (select == NULL)
    return NULL;
  while (done && ed_statement_step (select, &local))
    done = note_target (store, rows, select, &local);
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

/* --- listing ---------------------------------------------------------------------------------- */

static gboolean
list (EdStatement *taken, GPtrArray *list, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdLateWork *late = ed_body_parse (&ed_late_work_type, ed_statement_text (select, 0), &local);

      if (late != NULL)
        g_ptr_array_add (list, late);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static int
compare_received (gconstpointer left, gconstpointer right)
{
  const EdLateWork *a = *(const EdLateWork *const *) left;
  const EdLateWork *b = *(const EdLateWork *const *) right;
  int order = g_strcmp0 (a->assignment_id, b->assignment_id);

  if (order == 0)
    order = (a->received_at > b->received_at) - (a->received_at < b->received_at);
  if (order == 0)
    order = (a->at > b->at) - (a->at < b->at);
  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}

static gboolean
list_waiting (EdStore *store, const char *target_id, GPtrArray *found, GError **error)
{
  return list (ed_db_query (store->db,
                            error,
                            "SELECT document.body FROM" SHOWN
                            " JOIN document ON document.row = late_work.row"
                            " WHERE target_id = $1 AND" UNSETTLED,
                            "t",
                            target_id),
               found,
               error);
}

static void
add_files (const EdLateWork *late, GPtrArray *files)
{
  for (guint i = 0; i < late->files->len; i++)
    {
      EdFile *file = ed_record_copy (&ed_file_type, late->files->pdata[i]);

      g_free (file->case_id);
      g_free (file->request_id);
      file->case_id = g_strdup (late->case_id);
      file->request_id = g_strdup (late->request_id);
      g_ptr_array_add (files, file);
    }
}

gboolean
ed_late_add_files (EdStore *store, const char *target_id, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) waiting =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);

  if (!list_waiting (store, target_id, waiting, error))
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    add_files (waiting->pdata[i], files);
  return TRUE;
}

static gboolean
list_own (EdStore *store, GPtrArray *found, GError **error)
{
  g_autofree char *reader = NULL;

  return find_reader (store, &reader, error)
         && list (ed_db_query (store->db,
                               error,
                               "SELECT document.body FROM" SHOWN
                               " JOIN document ON document.row = late_work.row"
                               " WHERE by = $1 AND assignment_id NOT IN"
                               " (SELECT assignment_id FROM late_work_away)",
                               "t",
                               reader),
                  found,
                  error);
}

GPtrArray *
ed_store_list_late (EdStore *store, const char *target_id, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_waiting (store, target_id, found, error), error))
    return NULL;
  g_ptr_array_sort (found, compare_received);
  return g_steal_pointer (&found);
}

GPtrArray *
ed_store_list_own_late (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_own (store, found, error), error))
    return NULL;
  g_ptr_array_sort (found, compare_received);
  return g_steal_pointer (&found);
}

gboolean
ed_store_put_late_away (EdStore *store, const char *assignment_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store,
                          ed_statement_run (ed_db_query (store->db,
                                                         error,
                                                         "INSERT INTO late_work_away VALUES ($1)"
                                                         " ON CONFLICT DO NOTHING",
                                                         "t",
                                                         assignment_id),
                                            error),
                          error);
}
