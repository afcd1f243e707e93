/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that the server has: those once looked at stay here, within a limit. */

#include "store/files.h"

#include "store/file.h"
#include "store/late.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/shown.h"

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- looking ---------------------------------------------------------------------------------- */

static gboolean
touch (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET used_at = $2 WHERE row = $1",
                                        "ii",
                                        row,
                                        ed_clock_now (store->clock)),
                           error);
}

static gboolean
is_of (const EdFile *file, const char *id)
{
  return g_strcmp0 (file->case_id, id) == 0 || g_strcmp0 (file->request_id, id) == 0;
}

/* Whether a command that waits or was refused is to attach it: then nobody shows it, and yet the
 * user may look at it. */
static gboolean
is_pending (EdStore *store, const EdFileRow *row, gboolean *pending, GError **error)
{
  g_autofree char *waiting = NULL, *sent = NULL, *refused = NULL;

  *pending = FALSE;
  if (row->command == NULL)
    return TRUE;
  if (!ed_outbox_find (store, row->command, ED_OUTBOX_WAITING, &waiting, NULL, error)
      || !ed_outbox_find (store, row->command, ED_OUTBOX_SENT, &sent, NULL, error)
      || !ed_outbox_find (store, row->command, ED_OUTBOX_REFUSED, &refused, NULL, error))
    return FALSE;
  *pending = waiting != NULL || sent != NULL || refused != NULL;
  return TRUE;
}

static gboolean
load_file (EdStore *store,
           const char *target_id,
           const char *document_id,
           EdFile **file,
           GBytes **content,
           GError **error)
{
  g_autoptr (GPtrArray) shown = NULL;
  g_auto (EdFileRow) row = { 0 };
  gboolean held, pending;
  EdFile *document;

  shown = ed_shown_list (store, target_id, &held, error);
  if (shown == NULL || !ed_late_add_files (store, target_id, shown, error)
      || !ed_file_find (store, document_id, &row, error)
      || !is_pending (store, &row, &pending, error))
    return FALSE;
  if (!held)
    return TRUE;
  document = ed_shown_find (shown, document_id);
  if (row.file != NULL && row.held == row.file->length
      && (document != NULL || (pending && is_of (row.file, target_id))))
    {
      *content = ed_file_read (store, row.row, 0, row.held, error);
      *file = g_steal_pointer (&row.file);
      return *content != NULL && touch (store, row.row, error);
    }
  if (document != NULL)
    *file = ed_record_copy (&ed_file_type, document);
  return TRUE;
}

gboolean
ed_store_load_file (EdStore *store,
                    const char *target_id,
                    const char *document_id,
                    EdFile **file,
                    GBytes **content,
                    GError **error)
{
  g_return_val_if_fail (target_id != NULL && document_id != NULL, FALSE);

  *file = NULL;
  *content = NULL;
  if (ed_store_begin (store, TRUE, error)
      && ed_store_end (store,
                       load_file (store, target_id, document_id, file, content, error),
                       error))
    return TRUE;
  g_clear_pointer (file, ed_file_free);
  g_clear_pointer (content, g_bytes_unref);
  return FALSE;
}

/* --- fetching --------------------------------------------------------------------------------- */

static gboolean
begin_fetch (EdStore *store, const EdFile *file, gint64 *held, GError **error)
{
  g_auto (EdFileRow) row = { 0 };

  if (!ed_file_find (store, file->id, &row, error))
    return FALSE;
  *held = row.file != NULL ? row.held : 0;
  return row.file != NULL || ed_file_insert (store, file, NULL, error);
}

gboolean
ed_store_begin_fetch (EdStore *store, const EdFile *file, gint64 *held, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, begin_fetch (store, file, held, error), error);
}

static gboolean
add_fetched (EdStore *store, const char *id, GBytes *bytes, gint64 *held, GError **error)
{
  g_auto (EdFileRow) row = { 0 };
  g_autoptr (GBytes) kept = NULL;
  gint64 length = (gint64) g_bytes_get_size (bytes);

  if (!ed_file_find (store, id, &row, error) || row.file == NULL || row.held != *held)
    return FALSE;
  length = MIN (length, row.file->length - row.held);
  if (row.held + length < row.file->length)
    length -= length % ED_FILE_CHUNK_BYTES;
  if (length == 0)
    return TRUE;
  kept = g_bytes_new_from_bytes (bytes, 0, (gsize) length);
  *held += length;
  return ed_file_append (store, &row, kept, error);
}

gboolean
ed_store_add_fetched (EdStore *store, const char *id, GBytes *bytes, gint64 *held, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, add_fetched (store, id, bytes, held, error), error);
}

static gboolean
drop_file (EdStore *store, const char *id, GError **error)
{
  g_auto (EdFileRow) row = { 0 };
  gboolean pending;

  return ed_file_find (store, id, &row, error) && is_pending (store, &row, &pending, error)
         && (pending || ed_file_remove (store, id, error));
}

gboolean
ed_store_drop_file (EdStore *store, const char *id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, drop_file (store, id, error), error);
}

/* --- at their end ----------------------------------------------------------------------------- */

/* *NEXT: the earlier of what it was, and when the next document of TARGET ends. */
static gboolean
expire_of (EdStore *store, const char *target, gint64 *next, GError **error)
{
  gpointer record = NULL;
  g_autoptr (EdRequest) request = NULL;
  gint64 end;

  if (!ed_overlay_load (store, ED_TARGET_REQUEST, target, &record, NULL, error))
    return FALSE;
  request = record;
  if (request == NULL)
    return TRUE;
  if (!ed_shown_expire (store, request, &end, error))
    return FALSE;
  if (end != ED_ABSENT && (*next == ED_ABSENT || end < *next))
    *next = end;
  return ed_file_remove_unshown (store, target, error);
}

/* Requests of whose documents there are bytes. */
static GPtrArray *
list_targets (EdStore *store, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT DISTINCT target FROM file WHERE EXISTS (SELECT 1 FROM document_key"
                   " WHERE document_key.id = file.target AND type = 'request')",
                   "");
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (targets, g_strdup (ed_statement_text (select, 0)));
  return propagate (error, local) ? g_steal_pointer (&targets) : NULL;
}

static gboolean
count_files (EdStore *store, gint64 *n, GError **error)
{
  g_autoptr (EdStatement) select = ed_db_query (store->db, error, "SELECT count(*) FROM file", "");

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *n = ed_statement_int (select, 0);
  return TRUE;
}

static gboolean
expire_files (EdStore *store, gboolean *any, gint64 *next, GError **error)
{
  g_autoptr (GPtrArray) targets = list_targets (store, error);
  gint64 before, after;

  *next = ED_ABSENT;
  if (targets == NULL || !count_files (store, &before, error))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!expire_of (store, targets->pdata[i], next, error))
      return FALSE;
  if (!count_files (store, &after, error))
    return FALSE;
  *any = after < before;
  return TRUE;
}

gboolean
ed_store_expire_files (EdStore *store, gboolean *any, gint64 *next, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, expire_files (store, any, next, error), error);
}

/* --- the limit -------------------------------------------------------------------------------- */

/* What SELECT (taken) yields beyond LIMIT bytes, newest first. */
static GPtrArray *
list_beyond (EdStatement *taken, gint64 limit, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  gint64 total = 0;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      total += ed_statement_int (select, 1);
      if (total > limit)
        g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
    }
  return propagate (error, local) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
trim_files (EdStore *store, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  gint64 covered, durable;

  if (!ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
      || !ed_facts_get_number (store, ED_FACT_DURABLE, &durable, error))
    return FALSE;
  ids = list_beyond (ed_db_query (store->db,
                                  error,
                                  "SELECT id, held FROM file WHERE NOT EXISTS"
                                  " (SELECT 1 FROM outbox WHERE" ED_FILE_IS_NAMED
                                  "  AND NOT (outbox.state IN ($1, $2)"
                                  "   AND outbox.seq BETWEEN 1 AND $3))"
                                  " ORDER BY used_at DESC, row DESC",
                                  "iii",
                                  (gint64) ED_OUTBOX_ACCEPTED,
                                  (gint64) ED_OUTBOX_KEPT,
                                  MIN (covered, durable)),
                     limit,
                     error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ed_file_remove (store, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
ed_store_trim_files (EdStore *store, gint64 limit, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, trim_files (store, limit, error), error);
}
