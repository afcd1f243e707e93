/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the user does with documents, and what they see of them. */

#include "store/files.h"

#include "store/draft.h"
#include "store/file.h"
#include "store/outbox.h"
#include "store/shown.h"
#include "store/wipe.h"

void
ed_file_progress_free (EdFileProgress *progress)
{
  if (progress == NULL)
    return;
  g_free (progress->document_id);
  g_free (progress->command_id);
  g_free (progress->name);
  g_free (progress->type);
  g_free (progress);
}

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- attaching -------------------------------------------------------------------------------- */

static EdFile *
describe (const EdCommand *command, const EdNewFile *new_file)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (new_file->content, &length);
  gboolean of_request = new_file->kind == ED_FILE_SHARED || new_file->kind == ED_FILE_RESPONSE;
  EdFile *file = ed_record_new (&ed_file_type);

  file->id = g_strdup (new_file->id);
  *(of_request ? &file->request_id : &file->case_id) = g_strdup (command->target_id);
  file->assignment_id = g_strdup (command->assignment_id);
  file->kind = new_file->kind;
  file->name = ed_file_make_name (new_file->name);
  file->type = ed_file_type_of (bytes, length);
  file->length = (gint64) length;
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, new_file->content);
  return file;
}

static EdRefusalCode
judge_file (const EdFile *file)
{
  if (file->length > ED_FILE_BYTES_MAX)
    return ED_REFUSAL_TOO_LARGE;
  if (file->type == ED_ABSENT)
    return ED_REFUSAL_TYPE_NOT_ALLOWED;
  return ed_file_find_invalid (file) == NULL ? ED_REFUSAL_NONE : ED_REFUSAL_INVALID;
}

static gboolean
insert_file (EdStore *store,
             const EdFile *file,
             const char *command,
             GBytes *content,
             GError **error)
{
  g_auto (EdFileRow) row = { 0 };

  return ed_file_insert (store, file, command, error) && ed_file_find (store, file->id, &row, error)
         && ed_file_append (store, &row, content, error);
}

static gboolean
insert_all (EdStore *store,
            const EdCommand *command,
            const GPtrArray *described,
            const EdNewFile *files,
            guint n_files,
            const EdDraftEnd *ends,
            EdRefusal *refusal,
            GError **error)
{
  for (guint i = 0; i < n_files; i++)
    if (!insert_file (store, described->pdata[i], command->id, files[i].content, error))
      return FALSE;
  return ed_outbox_enqueue (store, command, refusal, error) && ed_draft_end (store, ends, error);
}

gboolean
ed_store_enqueue_files (EdStore *store,
                        const EdCommand *command,
                        const EdNewFile *files,
                        guint n_files,
                        const EdDraftEnd *ends,
                        EdRefusal *refusal,
                        GError **error)
{
  g_autoptr (GPtrArray) described = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free);

  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  for (guint i = 0; i < n_files && refusal->code == ED_REFUSAL_NONE; i++)
    {
      g_ptr_array_add (described, describe (command, &files[i]));
      refusal->code = judge_file (described->pdata[i]);
    }
  if (refusal->code != ED_REFUSAL_NONE || !ed_store_begin (store, TRUE, error))
    return FALSE;
  return ed_store_end (store,
                       insert_all (store, command, described, files, n_files, ends, refusal, error),
                       error);
}

gboolean
ed_store_attach (EdStore *store,
                 const EdCommand *command,
                 const char *name,
                 GBytes *content,
                 const EdDraftEnd *ends,
                 EdRefusal *refusal,
                 GError **error)
{
  const EdArgs *args = command->args;
  const EdNewFile file = { args->upload, args->kind, name, content };

  g_return_val_if_fail (command->type == ED_COMMAND_DOCUMENT_ATTACH, FALSE);
  g_return_val_if_fail (name != NULL && content != NULL, FALSE);

  return ed_store_enqueue_files (store, command, &file, 1, ends, refusal, error);
}

/* --- taking back ------------------------------------------------------------------------------ */

/* *COMMAND: of the attach of DOCUMENT_ID if it is in STATE, else NULL. */
static gboolean
find_command (EdStore *store,
              const char *document_id,
              EdOutboxState state,
              char **command,
              GError **error)
{
  g_auto (EdFileRow) row = { 0 };
  g_autofree char *target = NULL;

  *command = NULL;
  if (!ed_file_find (store, document_id, &row, error))
    return FALSE;
  if (row.command == NULL)
    return TRUE;
  if (!ed_outbox_find (store, row.command, state, &target, NULL, error))
    return FALSE;
  if (target != NULL)
    *command = g_steal_pointer (&row.command);
  return TRUE;
}

/* Within a transaction. */
static gboolean
cancel (EdStore *store, const char *document_id, GError **error)
{
  g_autofree char *waiting = NULL, *refused = NULL;

  if (!find_command (store, document_id, ED_OUTBOX_WAITING, &waiting, error)
      || !find_command (store, document_id, ED_OUTBOX_REFUSED, &refused, error))
    return FALSE;
  if (waiting != NULL)
    return ed_outbox_undo (store, waiting, error);
  return refused != NULL && ed_outbox_discard (store, refused, error);
}

gboolean
ed_store_cancel_file (EdStore *store, const char *document_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, cancel (store, document_id, error), error);
}

gboolean
ed_store_cancel_written (EdStore *store,
                         const char *document_id,
                         const char *kind,
                         const char *object,
                         const char *body,
                         GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store,
                          cancel (store, document_id, error)
                              && ed_store_save_draft (store, kind, object, body, error),
                          error);
}

/* --- listing ---------------------------------------------------------------------------------- */

static EdFileState
find_state (EdStatement *row, const EdFileProgress *progress)
{
  gboolean is_whole = ed_statement_int (row, 5) == progress->size;

  if (!ed_statement_is_null (row, 7))
    switch ((EdOutboxState) ed_statement_int (row, 7))
      {
      case ED_OUTBOX_WAITING:
        if (progress->sent == 0)
          return ED_FILE_WAITING;
        return progress->sent < progress->size ? ED_FILE_SENDING : ED_FILE_SENT;
      case ED_OUTBOX_SENT:
        return ED_FILE_SENT;
      case ED_OUTBOX_REFUSED:
        return ED_FILE_REFUSED;
      case ED_OUTBOX_ACCEPTED:
      case ED_OUTBOX_KEPT:
      default:
        break;
      }
  return is_whole ? ED_FILE_HELD : ED_FILE_AWAY;
}

static EdFileProgress *
read_progress (EdStatement *row)
{
  EdFileProgress *progress = g_new0 (EdFileProgress, 1);
  const char *code = ed_statement_text (row, 8);

  progress->document_id = g_strdup (ed_statement_text (row, 0));
  progress->kind = ed_statement_int (row, 1);
  progress->name = g_strdup (ed_statement_text (row, 2));
  progress->type = g_strdup (ed_file_media_choices[ed_statement_int (row, 3)].word);
  progress->size = ed_statement_int (row, 4);
  progress->sent = ed_statement_int (row, 6);
  progress->state = find_state (row, progress);
  progress->code = code != NULL ? ed_refusal_find (code) : ED_REFUSAL_NONE;
  if (progress->state < ED_FILE_HELD)
    progress->command_id = g_strdup (ed_statement_text (row, 9));
  else
    progress->sent = progress->size;
  return progress;
}

/* Those that have a row: by id. */
static GHashTable *
list_rows (EdStore *store, const char *target_id, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT file.id, kind, name, type, length, held, sent, outbox.state,"
                   " outbox.code, file.command FROM file"
                   " LEFT JOIN outbox ON outbox.id = file.command AND NOT outbox.seen"
                   " WHERE file.target = $1",
                   "t",
                   target_id);
  g_autoptr (GHashTable) rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ed_file_progress_free);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      EdFileProgress *progress = read_progress (select);

      g_hash_table_insert (rows, progress->document_id, progress);
    }
  return propagate (error, local) ? g_steal_pointer (&rows) : NULL;
}

static EdFileProgress *
describe_away (const EdFile *file)
{
  EdFileProgress *progress = g_new0 (EdFileProgress, 1);

  progress->document_id = g_strdup (file->id);
  progress->kind = file->kind;
  progress->name = g_strdup (file->name);
  progress->type =
      file->type != ED_ABSENT ? g_strdup (ed_file_media_choices[file->type].word) : NULL;
  progress->size = progress->sent = file->length;
  progress->state = ED_FILE_AWAY;
  return progress;
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  const EdFileProgress *a = *(const EdFileProgress *const *) left;
  const EdFileProgress *b = *(const EdFileProgress *const *) right;
  int order = g_strcmp0 (a->name, b->name);

  return order != 0 ? order : g_strcmp0 (a->document_id, b->document_id);
}

/* What is left of ROWS and needs the user's eye, by name. */
static void
add_unshown (GHashTable *rows, GPtrArray *files)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  GHashTableIter iter;
  EdFileProgress *progress;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &progress))
    if (progress->state < ED_FILE_HELD)
      {
        g_hash_table_iter_steal (&iter);
        g_ptr_array_add (left, progress);
      }
  g_ptr_array_sort (left, compare_names);
  for (guint i = 0; i < left->len; i++)
    g_ptr_array_add (files, left->pdata[i]);
}

static gboolean
list_files (EdStore *store, const char *target_id, GPtrArray *files, GError **error)
{
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GPtrArray) shown = NULL;
  gboolean held;

  shown = ed_shown_list (store, target_id, &held, error);
  if (shown == NULL)
    return FALSE;
  if (!held)
    return TRUE;
  rows = list_rows (store, target_id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < shown->len; i++)
    {
      const EdFile *file = shown->pdata[i];
      gpointer key, progress = NULL;

      if (g_hash_table_steal_extended (rows, file->id, &key, &progress))
        g_ptr_array_add (files, progress);
      else
        g_ptr_array_add (files, describe_away (file));
    }
  add_unshown (rows, files);
  return TRUE;
}

GPtrArray *
ed_store_list_files (EdStore *store, const char *target_id, GError **error)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_progress_free);

  g_return_val_if_fail (target_id != NULL, NULL);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_files (store, target_id, files, error), error))
    return NULL;
  return g_steal_pointer (&files);
}
