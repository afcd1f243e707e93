/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of files. A file is entered when it is attached, or when the first of it is fetched;
 * it goes when nothing needs it any more, and then from the disk too (wipe.h). Its bytes lie in
 * chunks, so that neither a piece sent nor a piece fetched costs more than itself. */

#include "store/file.h"

#include "base/plant.h"
#include "store/late.h"
#include "store/shown.h"
#include "store/wipe.h"

/* Of an outbox row: its file is still to be sent, or to be looked at again by the user. */
#define IS_UNSENT "outbox.state IN (0, 1)"
#define IS_REFUSED "outbox.state = 3 AND NOT outbox.seen"
/* Late work, which the server shows without its files: one that went back gets them from here. */
#define IS_KEPT "outbox.state = 4"
/* Of a file whose case or request is forgotten: what is still to be sent, or late work, names it.
 */
#define IS_OF_WORK                                                     \
  " EXISTS (SELECT 1 FROM outbox WHERE (" IS_UNSENT " OR " IS_KEPT ")" \
  "  AND" ED_FILE_IS_NAMED ")"
G_STATIC_ASSERT (ED_OUTBOX_WAITING == 0 && ED_OUTBOX_SENT == 1 && ED_OUTBOX_REFUSED == 3
                 && ED_OUTBOX_KEPT == 4);

void
ed_file_row_clear (EdFileRow *row)
{
  g_clear_pointer (&row->file, ed_file_free);
  g_clear_pointer (&row->command, g_free);
}

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
is_of_request (const EdFile *file)
{
  return file->kind == ED_FILE_SHARED || file->kind == ED_FILE_RESPONSE;
}

static void
read_row (EdStatement *select, EdFileRow *row)
{
  EdFile *file = ed_record_new (&ed_file_type);

  row->row = ed_statement_int (select, 0);
  row->command = g_strdup (ed_statement_text (select, 1));
  row->held = ed_statement_int (select, 2);
  row->sent = ed_statement_int (select, 3);
  row->begun = ed_statement_int (select, 4) != 0;
  file->id = g_strdup (ed_statement_text (select, 5));
  file->kind = ed_statement_int (select, 8);
  *(is_of_request (file) ? &file->request_id : &file->case_id) =
      g_strdup (ed_statement_text (select, 6));
  if (*ed_statement_text (select, 7) != '\0')
    file->assignment_id = g_strdup (ed_statement_text (select, 7));
  file->name = g_strdup (ed_statement_text (select, 9));
  file->type = ed_statement_int (select, 10);
  file->length = ed_statement_int (select, 11);
  file->sha256 = g_strdup (ed_statement_text (select, 12));
  row->file = file;
}

gboolean
ed_file_find (EdStore *store, const char *id, EdFileRow *row, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT row, command, held, sent, begun, id, target, assignment, kind, name,"
                   " type, length, sha256 FROM file WHERE id = $1",
                   "t",
                   id);
  GError *local = NULL;

  *row = (EdFileRow){ 0 };
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    read_row (select, row);
  return propagate (error, local);
}

gboolean
ed_file_insert (EdStore *store, const EdFile *file, const char *command, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO file (id, target, assignment, command, kind, name, type, length,"
                   " sha256, held, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
                   "ttttitiiti",
                   file->id,
                   is_of_request (file) ? file->request_id : file->case_id,
                   file->assignment_id != NULL ? file->assignment_id : "",
                   command,
                   file->kind,
                   file->name,
                   file->type,
                   file->length,
                   file->sha256,
                   ed_clock_now (store->clock)),
      error);
}

/* --- bytes ------------------------------------------------------------------------------------ */

static gboolean
insert_chunk (EdStore *store,
              gint64 row,
              gint64 position,
              gconstpointer bytes,
              gsize length,
              GError **error)
{
  EdStatement *insert = ed_db_query (store->db,
                                     error,
                                     "INSERT INTO file_chunk VALUES ($1, $2, $3)",
                                     "ii",
                                     row,
                                     position);

  if (insert == NULL)
    return FALSE;
  ed_statement_bind_blob (insert, 3, bytes, length);
  return ed_statement_run (insert, error);
}

gboolean
ed_file_append (EdStore *store, const EdFileRow *row, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  gint64 position = row->held / ED_FILE_CHUNK_BYTES;

  g_return_val_if_fail (row->held % ED_FILE_CHUNK_BYTES == 0, FALSE);

  for (gsize at = 0; at < length; at += ED_FILE_CHUNK_BYTES)
    if (!insert_chunk (store,
                       row->row,
                       position++,
                       start + at,
                       MIN (length - at, ED_FILE_CHUNK_BYTES),
                       error))
      return FALSE;
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET held = $2, used_at = $3 WHERE row = $1",
                                        "iii",
                                        row->row,
                                        row->held + (gint64) length,
                                        ed_clock_now (store->clock)),
                           error);
}

GBytes *
ed_file_read (EdStore *store, gint64 row, gint64 offset, gint64 length, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  GError *local = NULL;

  g_return_val_if_fail (offset % ED_FILE_CHUNK_BYTES == 0 && length >= 0, NULL);

  bytes = g_byte_array_sized_new ((guint) length);
  select = ed_db_query (store->db,
                        error,
                        "SELECT bytes FROM file_chunk WHERE file = $1 AND position >= $2"
                        " ORDER BY position LIMIT $3",
                        "iii",
                        row,
                        offset / ED_FILE_CHUNK_BYTES,
                        (length + ED_FILE_CHUNK_BYTES - 1) / ED_FILE_CHUNK_BYTES);
  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      gsize size = 0;
      const guint8 *chunk = ed_statement_blob (select, 0, &size);

      g_byte_array_append (bytes, chunk, (guint) MIN (size, (gsize) length - bytes->len));
    }
  if (!propagate (error, local))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
ed_file_link (EdStore *store, const char *id, const char *command, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET command = $2, damaged = 0 WHERE id = $1",
                                        "tt",
                                        id,
                                        command),
                           error)
         && ed_db_changes (store->db) > 0;
}

gboolean
ed_file_claim (EdStore *store,
               const char *const *ids,
               const char *command,
               const char *former,
               GError **error)
{
  for (; ids != NULL && *ids != NULL; ids++)
    if (!ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET command = $2, damaged = 0 WHERE id = $1"
                                        " AND command IS NOT NULL AND (command = $3 OR NOT EXISTS"
                                        "  (SELECT 1 FROM outbox WHERE outbox.id = file.command"
                                        "   AND outbox.state <> $4))",
                                        "ttti",
                                        *ids,
                                        command,
                                        former,
                                        (gint64) ED_OUTBOX_REFUSED),
                           error))
      return FALSE;
  return TRUE;
}

/* --- removing --------------------------------------------------------------------------------- */

gboolean
ed_file_remove (EdStore *store, const char *id, GError **error)
{
  if (!ed_statement_run (ed_db_query (store->db,
                                      error,
                                      "DELETE FROM file_chunk WHERE file ="
                                      " (SELECT row FROM file WHERE id = $1)",
                                      "t",
                                      id),
                         error)
      || !ed_statement_run (
          ed_db_query (store->db, error, "DELETE FROM file WHERE id = $1", "t", id),
          error))
    return FALSE;
  return ed_db_changes (store->db) == 0 || ed_wipe_add (store, ED_WIPE_FILE, id, error);
}

/* Collects the ids that SELECT (taken) yields. */
static GPtrArray *
list_ids (EdStatement *taken, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  return propagate (error, local) ? g_steal_pointer (&ids) : NULL;
}

/* Removes the files whose ids SELECT (taken) yields. */
static gboolean
remove_all (EdStore *store, EdStatement *select, GError **error)
{
  g_autoptr (GPtrArray) ids = list_ids (select, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ed_file_remove (store, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
ed_file_pass_on (EdStore *store, const char *command, const char *other, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET command = $2 WHERE command = $1",
                                        "tt",
                                        command,
                                        other),
                           error);
}

gboolean
ed_file_give_up (EdStore *store, const char *command, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO withdrawn_upload"
                                        " SELECT id FROM file WHERE command = $1 AND begun"
                                        " ON CONFLICT (id) DO NOTHING",
                                        "t",
                                        command),
                           error)
         && remove_all (
             store,
             ed_db_query (store->db, error, "SELECT id FROM file WHERE command = $1", "t", command),
             error);
}

gboolean
ed_file_settle (EdStore *store, const char *command, GError **error)
{
  return remove_all (store,
                     ed_db_query (store->db,
                                  error,
                                  "SELECT file.id FROM file"
                                  " JOIN outbox AS answered ON answered.id = file.command"
                                  " WHERE file.command = $1"
                                  " AND answered.orphaned_at IS NOT NULL AND NOT" IS_OF_WORK,
                                  "t",
                                  command),
                     error);
}

gboolean
ed_file_orphan (EdStore *store, const char *target, GError **error)
{
  return remove_all (store,
                     ed_db_query (store->db,
                                  error,
                                  "SELECT id FROM file WHERE target = $1 AND NOT" IS_OF_WORK,
                                  "t",
                                  target),
                     error);
}

gboolean
ed_file_erase (EdStore *store, const char *target, GError **error)
{
  return remove_all (
      store,
      ed_db_query (store->db, error, "SELECT id FROM file WHERE target = $1", "t", target),
      error);
}

gboolean
ed_file_prune (EdStore *store, GError **error)
{
  return remove_all (
      store,
      ed_db_query (store->db,
                   error,
                   "SELECT id FROM file WHERE"
                   " NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = file.command)"
                   " AND NOT" IS_OF_WORK " AND NOT EXISTS (SELECT 1 FROM document_key"
                   "  WHERE document_key.id = file.target AND type IN ('case', 'request'))",
                   ""),
      error);
}

gboolean
ed_file_remove_unshown (EdStore *store, const char *target, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) shown = ed_shown_list (store, target, NULL, error);

  if (shown == NULL || !ed_late_add_files (store, target, shown, error))
    return FALSE;
  ids = list_ids (ed_db_query (store->db,
                               error,
                               "SELECT id FROM file WHERE target = $1 AND NOT EXISTS"
                               " (SELECT 1 FROM outbox WHERE outbox.id = file.command"
                               "  AND (" IS_UNSENT " OR " IS_REFUSED "))"
                               " AND NOT EXISTS (SELECT 1 FROM outbox WHERE $2 AND " IS_KEPT
                               "  AND" ED_FILE_IS_NAMED ")",
                               "ti",
                               target,
                               (gint64) !ED_PLANT (kept_files_leave)),
                  error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (ed_shown_find (shown, ids->pdata[i]) == NULL
        && !ed_file_remove (store, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
ed_file_remove_unshown_of (EdStore *store, const GPtrArray *targets, GError **error)
{
  for (guint i = 0; i < targets->len; i++)
    if (!ed_file_remove_unshown (store, targets->pdata[i], error))
      return FALSE;
  return TRUE;
}

GPtrArray *
ed_file_list_kept (EdStore *store, gint64 last, gint64 before, GError **error)
{
  return list_ids (
      ed_db_query (store->db,
                   error,
                   "SELECT DISTINCT target FROM outbox WHERE " IS_KEPT
                   " AND seq <= $1 AND answered_at < $2"
                   " AND EXISTS (SELECT 1 FROM file WHERE file.target = outbox.target)",
                   "ii",
                   last,
                   before),
      error);
}

gboolean
ed_file_compare (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) targets =
      list_ids (ed_db_query (store->db,
                             error,
                             "SELECT DISTINCT target FROM file WHERE target IN"
                             " (SELECT id FROM staged WHERE type IN ('case', 'request'))"
                             " OR target IN (SELECT target_id FROM late_work"
                             " WHERE id IN (SELECT id FROM staged WHERE type = 'late_work'))",
                             ""),
                error);

  return targets != NULL && ed_file_remove_unshown_of (store, targets, error);
}
