/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-files.h"

typedef struct
{
  char *case_id;
  EdFileProgress progress;
  GBytes *bytes;
} FakeFile;

static void
clear_progress (EdFileProgress *progress)
{
  g_free (progress->document_id);
  g_free (progress->command_id);
  g_free (progress->name);
  g_free (progress->type);
}

void
ed_file_progress_free (EdFileProgress *progress)
{
  if (progress == NULL)
    return;
  clear_progress (progress);
  g_free (progress);
}

static void
free_file (FakeFile *file)
{
  g_free (file->case_id);
  clear_progress (&file->progress);
  g_bytes_unref (file->bytes);
  g_free (file);
}

GPtrArray *
ed_fake_desk_new_files (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
}

static FakeFile *
find_file (EdDesk *desk, const char *id)
{
  for (guint i = 0; i < desk->files->len; i++)
    {
      FakeFile *file = desk->files->pdata[i];

      if (g_strcmp0 (file->progress.document_id, id) == 0)
        return file;
    }
  return NULL;
}

void
ed_fake_desk_forget_file (EdDesk *desk, const char *command_id)
{
  for (guint i = 0; i < desk->files->len; i++)
    if (g_strcmp0 (((FakeFile *) desk->files->pdata[i])->progress.command_id, command_id) == 0)
      {
        g_ptr_array_remove_index (desk->files, i);
        return;
      }
}

static EdDocument *
find_document (EdDesk *desk, const char *id)
{
  for (guint i = 0; i < desk->cases->len; i++)
    {
      EdDocument *document = ed_case_find_document (desk->cases->pdata[i], id);

      if (document != NULL)
        return document;
    }
  return NULL;
}

/* --- for tests ------------------------------------------------------------------------------- */

void
ed_fake_desk_add_file (EdDesk *desk, const char *case_id, const char *document_id, GBytes *bytes)
{
  const EdDocument *document = find_document (desk, document_id);
  const EdRequest *request = ed_fake_desk_find_request (desk, case_id);
  FakeFile *file = g_new0 (FakeFile, 1);

  g_assert_true (document != NULL || request != NULL);
  file->case_id = g_strdup (case_id);
  file->bytes = g_bytes_ref (bytes);
  file->progress.document_id = g_strdup (document_id);
  file->progress.kind = document != NULL ? document->kind : ED_DOCUMENT_OTHER;
  file->progress.name = g_strdup (document != NULL ? document->name : "file.pdf");
  file->progress.type = g_strdup (document != NULL ? document->type : "application/pdf");
  file->progress.size = (gint64) g_bytes_get_size (bytes);
  file->progress.state = ED_FILE_AWAY;
  g_ptr_array_add (desk->files, file);
}

const char *
ed_fake_desk_file (EdDesk *desk, guint index)
{
  g_assert_cmpuint (index, <, desk->files->len);
  return ((FakeFile *) desk->files->pdata[index])->progress.document_id;
}

guint
ed_fake_desk_count_files (EdDesk *desk)
{
  return desk->files->len;
}

void
ed_fake_desk_send_file (EdDesk *desk, const char *id, gint64 sent)
{
  FakeFile *file = find_file (desk, id);

  g_assert_nonnull (file);
  file->progress.sent = sent;
  file->progress.state = sent < file->progress.size ? ED_FILE_SENDING : ED_FILE_SENT;
  g_signal_emit_by_name (desk, "file-progress", id, sent, file->progress.size);
  if (sent == file->progress.size)
    ed_fake_desk_tell (desk);
}

void
ed_fake_desk_settle_file (EdDesk *desk, const char *id, EdRefusalCode code)
{
  FakeFile *file = find_file (desk, id);

  g_assert_nonnull (file);
  file->progress.code = code;
  file->progress.state = code == ED_REFUSAL_NONE ? ED_FILE_HELD : ED_FILE_REFUSED;
  if (code != ED_REFUSAL_NONE)
    {
      EdCase *case_ = desk->cases->pdata[ed_fake_desk_index (desk, file->case_id)];

      g_ptr_array_remove (case_->documents, ed_case_find_document (case_, id));
    }
  ed_fake_desk_tell (desk);
}

/* --- the desk -------------------------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  EdRefusal refusal;
  char *document_id, *command_id;
} Attached;

static FakeFile *
keep_file (EdDesk *desk, const char *case_id, const EdFile *file, GBytes *content)
{
  FakeFile *kept = g_new0 (FakeFile, 1);

  kept->case_id = g_strdup (case_id);
  kept->bytes = g_bytes_ref (content);
  kept->progress.document_id = g_strdup (file->id);
  kept->progress.kind = file->kind;
  kept->progress.name = g_strdup (file->name);
  kept->progress.type = g_strdup (ed_file_media_choices[file->type].word);
  kept->progress.size = file->length;
  kept->progress.state = ED_FILE_WAITING;
  g_ptr_array_add (desk->files, kept);
  return kept;
}

/* The last entry of the outbox is what attaches FILE. */
static void
name_entry (EdDesk *desk, const EdFile *file)
{
  EdOutboxEntry *entry = desk->outbox->pdata[desk->outbox->len - 1];

  entry->file_name = g_strdup (file->name);
  entry->file_sent = 0;
  entry->file_size = file->length;
}

void
ed_desk_attach_file_async (EdDesk *desk,
                           const EdAttachment *attachment,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_DOCUMENT_ATTACH,
                                                  id,
                                                  attachment->case_id,
                                                  attachment->assignment_id,
                                                  desk->now);
  g_autoptr (EdFile) file = ed_record_new (&ed_file_type);
  Attached *attached = g_new0 (Attached, 1);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (attachment->content, &length);

  file->id = g_uuid_string_random ();
  file->case_id = g_strdup (attachment->case_id);
  file->assignment_id = g_strdup (attachment->assignment_id);
  file->kind = attachment->kind;
  file->name = g_strdup (attachment->name);
  file->type = ed_file_type_of (bytes, length);
  file->length = (gint64) length;
  ((EdArgs *) command->args)->upload = g_strdup (file->id);
  ((EdArgs *) command->args)->kind = attachment->kind;
  attached->done = ed_fake_desk_do (desk, command, file, &attached->refusal);
  if (attached->done)
    {
      keep_file (desk, attachment->case_id, file, attachment->content)->progress.command_id =
          g_strdup (id);
      name_entry (desk, file);
      attached->document_id = g_strdup (file->id);
      attached->command_id = g_strdup (id);
      ed_fake_desk_tell (desk);
    }
  ed_fake_desk_end_draft (desk, attachment->ends, attached->done);
  ed_fake_desk_answer (desk, cancellable, callback, data, attached);
}

gboolean
ed_desk_attach_file_finish (EdDesk *desk,
                            GAsyncResult *result,
                            char **document_id,
                            char **command_id,
                            EdRefusal *refusal,
                            GError **error)
{
  g_autofree Attached *attached = ed_fake_desk_finish (desk, result, error);
  g_autofree char *document = attached->document_id;
  g_autofree char *command = attached->command_id;

  *refusal = attached->refusal;
  if (document_id != NULL)
    *document_id = g_steal_pointer (&document);
  if (command_id != NULL)
    *command_id = g_steal_pointer (&command);
  return attached->done;
}

static EdFileProgress *
copy_progress (const FakeFile *file)
{
  EdFileProgress *copy = g_new (EdFileProgress, 1);

  *copy = file->progress;
  copy->document_id = g_strdup (file->progress.document_id);
  copy->command_id = g_strdup (file->progress.command_id);
  copy->name = g_strdup (file->progress.name);
  copy->type = g_strdup (file->progress.type);
  return copy;
}

/* What the server has is shown by its case or request, or not at all. */
static gboolean
is_shown (EdDesk *desk, const FakeFile *file)
{
  const EdCase *case_ = ed_fake_desk_find (desk, file->case_id);
  const EdRequest *request = ed_fake_desk_find_request (desk, file->case_id);
  g_autoptr (GPtrArray) documents = request == NULL ? NULL : ed_request_list_documents (request);

  if (file->progress.state < ED_FILE_HELD)
    return TRUE;
  if (documents != NULL)
    return ed_request_document_find (documents, file->progress.document_id) != NULL;
  return case_ != NULL && ed_case_find_document (case_, file->progress.document_id) != NULL;
}

/* Documents of the case whose files nobody has put on the desk. */
static void
add_away (EdDesk *desk, const char *case_id, GPtrArray *list)
{
  const EdCase *case_ = ed_fake_desk_find (desk, case_id);

  for (guint i = 0; case_ != NULL && i < case_->documents->len; i++)
    {
      const EdDocument *document = case_->documents->pdata[i];
      EdFileProgress *progress;

      if (find_file (desk, document->id) != NULL)
        continue;
      progress = g_new0 (EdFileProgress, 1);
      progress->document_id = g_strdup (document->id);
      progress->kind = document->kind;
      progress->name = g_strdup (document->name);
      progress->type = g_strdup (document->type);
      progress->size = progress->sent = document->size;
      progress->state = ED_FILE_AWAY;
      g_ptr_array_add (list, progress);
    }
}

void
ed_desk_list_files_async (EdDesk *desk,
                          const char *case_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_progress_free);

  for (guint i = 0; i < desk->files->len; i++)
    if (g_strcmp0 (((FakeFile *) desk->files->pdata[i])->case_id, case_id) == 0
        && is_shown (desk, desk->files->pdata[i]))
      g_ptr_array_add (list, copy_progress (desk->files->pdata[i]));
  add_away (desk, case_id, list);
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_list_files_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_cancel_file_async (EdDesk *desk,
                           const char *document_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  FakeFile *file = find_file (desk, document_id);
  gboolean done = file != NULL && file->progress.command_id != NULL
                  && file->progress.state != ED_FILE_SENT && file->progress.state != ED_FILE_HELD;

  if (done && file->progress.state == ED_FILE_REFUSED)
    g_ptr_array_remove (desk->files, file);
  else if (done)
    done = ed_fake_desk_undo (desk, file->progress.command_id);
  if (done)
    ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (done));
}

void
ed_desk_cancel_written_async (EdDesk *desk,
                              const char *document_id,
                              const char *kind,
                              const char *object,
                              const char *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  guint before = desk->files->len;

  ed_desk_cancel_file_async (desk, document_id, cancellable, callback, data);
  if (desk->files->len < before)
    ed_fake_desk_put_draft (desk, kind, object, body);
}

gboolean
ed_desk_cancel_file_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}

typedef struct
{
  GBytes *bytes;
  GError *error;
} Loaded;

void
ed_desk_load_file_async (EdDesk *desk,
                         const char *case_id,
                         const char *document_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  FakeFile *file = find_file (desk, document_id);
  Loaded *loaded = g_new0 (Loaded, 1);

  if (file != NULL && file->progress.state == ED_FILE_AWAY
      && desk->connection == ED_CONNECTION_OFFLINE)
    loaded->error = g_error_new (ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "offline");
  else if (file == NULL)
    loaded->error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such document");
  else
    {
      loaded->bytes = g_bytes_ref (file->bytes);
      if (file->progress.state == ED_FILE_AWAY)
        file->progress.state = ED_FILE_HELD;
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, loaded);
}

GBytes *
ed_desk_load_file_finish (EdDesk *desk,
                          GAsyncResult *result,
                          char **name,
                          char **type,
                          GError **error)
{
  g_autofree Loaded *loaded = ed_fake_desk_finish (desk, result, error);

  g_assert_true (name == NULL && type == NULL); /* nobody asks for them */
  if (loaded->error != NULL)
    g_propagate_error (error, loaded->error);
  return loaded->bytes;
}
