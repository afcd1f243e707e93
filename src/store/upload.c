/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on their way to the server (PROTOCOL 12). Each belongs to a document.attach that waits
 * until all of it is there; what the server has is written down after each piece, and only ever
 * believed when the server has said it. */

#include "store/files.h"

#include "store/erase.h"
#include "store/file.h"
#include "store/outbox.h"
#include "store/overlay.h"

void
ed_upload_clear (EdUpload *upload)
{
  g_clear_pointer (&upload->file, ed_file_free);
}

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
find_next (EdStore *store, char **id, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT file.id FROM file JOIN outbox ON outbox.id = file.command"
                   " WHERE outbox.state = $1 AND sent < length ORDER BY outbox.position LIMIT 1",
                   "i",
                   (gint64) ED_OUTBOX_WAITING);
  GError *local = NULL;

  *id = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *id = g_strdup (ed_statement_text (select, 0));
  return propagate (error, local);
}

static gboolean
next_upload (EdStore *store, EdUpload *upload, GError **error)
{
  g_autofree char *id = NULL;
  g_auto (EdFileRow) row = { 0 };

  if (!find_next (store, &id, error) || (id != NULL && !ed_file_find (store, id, &row, error)))
    return FALSE;
  upload->file = g_steal_pointer (&row.file);
  upload->sent = row.sent;
  upload->begun = row.begun;
  return TRUE;
}

gboolean
ed_store_next_upload (EdStore *store, EdUpload *upload, GError **error)
{
  *upload = (EdUpload){ 0 };
  return ed_store_begin (store, FALSE, error)
         && ed_store_end (store, next_upload (store, upload, error), error);
}

gboolean
ed_store_begin_upload (EdStore *store, const char *id, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "UPDATE file SET begun = 1 WHERE id = $1", "t", id),
      error);
}

static gboolean
read_upload (EdStore *store,
             const char *id,
             gint64 offset,
             gint64 length,
             GBytes **bytes,
             GError **error)
{
  g_auto (EdFileRow) row = { 0 };
  gint64 skipped = offset % ED_FILE_CHUNK_BYTES;
  g_autoptr (GBytes) chunks = NULL;

  if (!ed_file_find (store, id, &row, error))
    return FALSE;
  if (row.file == NULL || offset >= row.held)
    return TRUE;
  chunks = ed_file_read (store, row.row, offset - skipped, skipped + length, error);
  if (chunks == NULL)
    return FALSE;
  *bytes =
      g_bytes_new_from_bytes (chunks, (gsize) skipped, g_bytes_get_size (chunks) - (gsize) skipped);
  return TRUE;
}

GBytes *
ed_store_read_upload (EdStore *store, const char *id, gint64 offset, gint64 length, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, read_upload (store, id, offset, length, &bytes, error), error))
    return NULL;
  return g_steal_pointer (&bytes);
}

gboolean
ed_store_note_upload (EdStore *store, const char *id, gint64 sent, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE file SET sent = min ($2, length) WHERE id = $1",
                                        "ti",
                                        id,
                                        MAX (sent, 0)),
                           error);
}

gboolean
ed_store_note_damage (EdStore *store, const char *id, gint64 *times, GError **error)
{
  g_autoptr (EdStatement) update =
      ed_db_query (store->db,
                   error,
                   "UPDATE file SET sent = 0, damaged = damaged + 1 WHERE id = $1"
                   " RETURNING damaged",
                   "t",
                   id);
  GError *local = NULL;

  *times = 0;
  if (update == NULL)
    return FALSE;
  while (ed_statement_step (update, &local))
    *times = ed_statement_int (update, 0);
  return propagate (error, local);
}

static gboolean
refuse_upload (EdStore *store, const char *id, EdRefusalCode code, GError **error)
{
  g_auto (EdFileRow) row = { 0 };

  if (!ed_file_find (store, id, &row, error))
    return FALSE;
  if (code == ED_REFUSAL_ERASED && row.file != NULL)
    return ed_erase_target (store,
                            row.file->case_id != NULL ? row.file->case_id : row.file->request_id,
                            error)
           && ed_overlay_recompute_all (store, error);
  return row.command == NULL || ed_outbox_refuse_waiting (store, row.command, code, error);
}

gboolean
ed_store_refuse_upload (EdStore *store, const char *id, EdRefusalCode code, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, refuse_upload (store, id, code, error), error);
}

/* The first command without an answer that names the file ID, or NULL: the one that brought it may
 * be safe in a backup, or refused, while a later one is handed back to a server without either. */
static gboolean
find_sent (EdStore *store, const char *id, char **command, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT outbox.id FROM file JOIN outbox ON" ED_FILE_IS_NAMED
                   " WHERE file.id = $1 AND file.held = file.length AND outbox.state = $2"
                   " ORDER BY seq LIMIT 1",
                   "ti",
                   id,
                   (gint64) ED_OUTBOX_SENT);
  GError *local = NULL;

  *command = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *command = g_strdup (ed_statement_text (select, 0));
  return propagate (error, local);
}

/* What was fetched of a response is of no assignment yet. */
static gboolean
await_upload (EdStore *store, const char *id, GError **error)
{
  g_autofree char *command = NULL;

  return find_sent (store, id, &command, error) && command != NULL
         && ed_outbox_unsend (store, command, error)
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE file SET sent = 0, command = $2,"
                          " assignment = CASE assignment WHEN '' THEN coalesce ("
                          "  (SELECT command ->> '$.target.assignment' FROM outbox"
                          "   WHERE outbox.id = $2), '') ELSE assignment END WHERE id = $1",
                          "tt",
                          id,
                          command),
             error);
}

gboolean
ed_store_await_upload (EdStore *store, const char *id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, await_upload (store, id, error), error);
}

char **
ed_store_list_withdrawn (EdStore *store, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT id FROM withdrawn_upload ORDER BY id", "");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_strv_builder_add (ids, ed_statement_text (select, 0));
  return propagate (error, local) ? g_strv_builder_end (ids) : NULL;
}

gboolean
ed_store_withdrawal_done (EdStore *store, const char *id, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM withdrawn_upload WHERE id = $1", "t", id),
      error);
}
