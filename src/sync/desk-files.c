/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-files.h"

#include "sync/desk-worker.h"

/* What a job was asked with, and what else than its result it brings. */
typedef struct
{
  EdCommand *command;
  char *case_id, *document_id;
  char *name, *kind, *body;
  GBytes *content;
  EdFile *file;
  GArray *files; /* EdNewFile */
  EdDraftEnd *ends;
  EdRefusal refusal;
} Job;

static void
clear_new_file (gpointer data)
{
  EdNewFile *file = data;

  g_free ((char *) file->id);
  g_free ((char *) file->name);
  g_clear_pointer (&file->content, g_bytes_unref);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  ed_command_free (job->command);
  g_free (job->case_id);
  g_free (job->document_id);
  g_free (job->name);
  g_free (job->kind);
  g_free (job->body);
  g_clear_pointer (&job->content, g_bytes_unref);
  g_clear_pointer (&job->file, ed_file_free);
  g_clear_pointer (&job->files, g_array_unref);
  ed_draft_end_free (job->ends);
  g_free (job);
}

/* --- attaching -------------------------------------------------------------------------------- */

/* What JOB was to do is DONE, or not. */
static void
settle (GTask *task, EdDesk *desk, const Job *job, gboolean done, GError *error)
{
  if (done && job->ends != NULL)
    ed_desk_wipe (desk);
  if (done)
    ed_desk_note_change (desk, TRUE);
  ed_desk_return_verdict (task, done, error);
}

static void
run_attach (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_attach (ed_desk_work_store (desk),
                                   job->command,
                                   job->name,
                                   job->content,
                                   job->ends,
                                   &job->refusal,
                                   &error);

  g_clear_pointer (&job->content, g_bytes_unref);
  settle (task, desk, job, done, error);
}

void
ed_desk_attach_file_async (EdDesk *desk,
                           const EdAttachment *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autofree char *command_id = g_uuid_string_random ();
  Job *job;
  EdArgs *args;

  g_return_if_fail (ED_IS_DESK (desk) && file != NULL);
  g_return_if_fail (file->case_id != NULL && file->assignment_id != NULL);
  g_return_if_fail (file->name != NULL && file->content != NULL);

  job = g_new0 (Job, 1);
  job->command = ed_command_new (ED_COMMAND_DOCUMENT_ATTACH,
                                 command_id,
                                 file->case_id,
                                 file->assignment_id,
                                 ed_clock_now (ed_desk_clock (desk)));
  args = job->command->args;
  args->upload = g_uuid_string_random ();
  args->kind = file->kind;
  job->name = g_strdup (file->name);
  job->content = g_bytes_ref (file->content);
  job->ends = ed_draft_end_copy (file->ends);
  ed_desk_run_through (desk,
                       ed_desk_attach_file_async,
                       run_attach,
                       job,
                       job_free,
                       cancellable,
                       callback,
                       data);
}

gboolean
ed_desk_attach_file_finish (EdDesk *desk,
                            GAsyncResult *result,
                            char **document_id,
                            char **command_id,
                            EdRefusal *refusal,
                            GError **error)
{
  const Job *job;
  gboolean done;

  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  done = g_task_propagate_boolean (G_TASK (result), error);
  if (document_id != NULL)
    *document_id = done ? g_strdup (((const EdArgs *) job->command->args)->upload) : NULL;
  if (command_id != NULL)
    *command_id = done ? g_strdup (job->command->id) : NULL;
  if (refusal != NULL)
    *refusal = job->refusal;
  return done;
}

static void
run_send (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_enqueue_files (ed_desk_work_store (desk),
                                          job->command,
                                          (const EdNewFile *) job->files->data,
                                          job->files->len,
                                          job->ends,
                                          &job->refusal,
                                          &error);

  g_clear_pointer (&job->files, g_array_unref);
  settle (task, desk, job, done, error);
}

void
ed_desk_send_files_async (EdDesk *desk,
                          const EdCommand *command,
                          const EdNewFile *files,
                          guint n_files,
                          const EdDraftEnd *ends,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && command != NULL);

  job = g_new0 (Job, 1);
  job->command = ed_command_copy (command);
  job->ends = ed_draft_end_copy (ends);
  job->files = g_array_new (FALSE, TRUE, sizeof (EdNewFile));
  g_array_set_clear_func (job->files, clear_new_file);
  for (guint i = 0; i < n_files; i++)
    {
      EdNewFile file = { g_strdup (files[i].id),
                         files[i].kind,
                         g_strdup (files[i].name),
                         g_bytes_ref (files[i].content) };

      g_array_append_val (job->files, file);
    }
  ed_desk_run_through (desk,
                       ed_desk_send_files_async,
                       run_send,
                       job,
                       job_free,
                       cancellable,
                       callback,
                       data);
}

gboolean
ed_desk_send_files_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  if (refusal != NULL)
    *refusal = ((Job *) g_task_get_task_data (G_TASK (result)))->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- looking after them ----------------------------------------------------------------------- */

static void
run_list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *files = ed_store_list_files (ed_desk_work_store (source), job->case_id, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
ed_desk_list_files_async (EdDesk *desk,
                          const char *case_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL);

  job = g_new0 (Job, 1);
  job->case_id = g_strdup (case_id);
  ed_desk_run (desk,
               ed_desk_list_files_async,
               run_list,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_files_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_cancel (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  const Job *job = data;
  GError *error = NULL;
  EdStore *store = ed_desk_work_store (desk);
  gboolean done = job->kind == NULL ? ed_store_cancel_file (store, job->document_id, &error)
                                    : ed_store_cancel_written (store,
                                                               job->document_id,
                                                               job->kind,
                                                               job->case_id,
                                                               job->body,
                                                               &error);

  if (done)
    {
      ed_desk_wipe (desk);
      ed_desk_note_change (desk, TRUE);
    }
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_cancel_file_async (EdDesk *desk,
                           const char *document_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && document_id != NULL);

  job = g_new0 (Job, 1);
  job->document_id = g_strdup (document_id);
  ed_desk_run (desk,
               ed_desk_cancel_file_async,
               run_cancel,
               job,
               job_free,
               cancellable,
               callback,
               data);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && document_id != NULL && kind != NULL && body != NULL);

  job = g_new0 (Job, 1);
  job->document_id = g_strdup (document_id);
  job->kind = g_strdup (kind);
  job->case_id = g_strdup (object);
  job->body = g_strdup (body);
  ed_desk_run (desk,
               ed_desk_cancel_file_async,
               run_cancel,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_cancel_file_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}

/* --- looking at one --------------------------------------------------------------------------- */

/* What is not here is for the sync to fetch, and to answer. */
static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  Job *job = data;
  g_autoptr (GBytes) content = NULL;
  GError *error = NULL;

  if (!ed_store_load_file (ed_desk_work_store (desk),
                           job->case_id,
                           job->document_id,
                           &job->file,
                           &content,
                           &error))
    g_task_return_error (task, error);
  else if (content != NULL)
    g_task_return_pointer (task, g_steal_pointer (&content), (GDestroyNotify) g_bytes_unref);
  else if (job->file != NULL)
    ed_desk_fetch (desk, job->file, g_object_ref (task));
  else
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_NOT_FOUND,
                             "the case has no such document");
}

void
ed_desk_load_file_async (EdDesk *desk,
                         const char *case_id,
                         const char *document_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL && document_id != NULL);

  job = g_new0 (Job, 1);
  job->case_id = g_strdup (case_id);
  job->document_id = g_strdup (document_id);
  ed_desk_run (desk, ed_desk_load_file_async, run_load, job, job_free, cancellable, callback, data);
}

GBytes *
ed_desk_load_file_finish (EdDesk *desk,
                          GAsyncResult *result,
                          char **name,
                          char **type,
                          GError **error)
{
  const Job *job;
  GBytes *content;

  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  job = g_task_get_task_data (G_TASK (result));
  content = g_task_propagate_pointer (G_TASK (result), error);
  if (name != NULL)
    *name = content != NULL ? g_strdup (job->file->name) : NULL;
  if (type != NULL)
    *type = content != NULL && job->file->type != ED_ABSENT
                ? g_strdup (ed_file_media_choices[job->file->type].word)
                : NULL;
  return content;
}
