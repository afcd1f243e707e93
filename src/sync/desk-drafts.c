/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-drafts.h"

#include "store/drafts.h"
#include "sync/desk-worker.h"

typedef struct
{
  char *kind, *object, *body;
  gint64 updated_at;
  EdDraftFile *file; /* or NULL */
} Job;

static void
job_free (Job *job)
{
  g_free (job->kind);
  g_free (job->object);
  g_free (job->body);
  ed_draft_file_free (job->file);
  g_free (job);
}

static GTask *
make_task (EdDesk *desk,
           const char *kind,
           const char *object,
           const char *body,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->kind = g_strdup (kind);
  job->object = g_strdup (object);
  job->body = g_strdup (body);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  return task;
}

static void
return_done (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done =
      ed_store_save_draft (ed_desk_work_store (source), job->kind, job->object, job->body, &error);

  return_done (task, done, error);
}

void
ed_desk_save_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          const char *body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL && body != NULL);

  task = make_task (desk, kind, object, body, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_save_draft_async);
  ed_desk_push (desk, task, run_save);
}

gboolean
ed_desk_save_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  char *body = ed_store_load_draft (ed_desk_work_store (source),
                                    job->kind,
                                    job->object,
                                    &job->updated_at,
                                    &error);

  ed_desk_return_answer (task, body, g_free, error);
}

void
ed_desk_load_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  task = make_task (desk, kind, object, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_load_draft_async);
  ed_desk_push (desk, task, run_load);
}

char *
ed_desk_load_draft_finish (EdDesk *desk, GAsyncResult *result, gint64 *updated_at, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  if (updated_at != NULL)
    *updated_at = ((const Job *) g_task_get_task_data (G_TASK (result)))->updated_at;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_discard (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done =
      ed_store_discard_draft (ed_desk_work_store (source), job->kind, job->object, &error);

  if (done)
    ed_desk_wipe (source);
  return_done (task, done, error);
}

void
ed_desk_discard_draft_async (EdDesk *desk,
                             const char *kind,
                             const char *object,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  task = make_task (desk, kind, object, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_discard_draft_async);
  ed_desk_push (desk, task, run_discard);
}

gboolean
ed_desk_discard_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
run_keep_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_keep_draft_file (ed_desk_work_store (source),
                                            job->kind,
                                            job->object,
                                            job->file,
                                            &error);

  return_done (task, done, error);
}

void
ed_desk_keep_draft_file_async (EdDesk *desk,
                               const char *kind,
                               const char *object,
                               const EdDraftFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;
  EdDraftFile *copy;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  task = make_task (desk, kind, object, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_keep_draft_file_async);
  copy = g_new0 (EdDraftFile, 1);
  copy->id = g_strdup (file->id);
  copy->name = g_strdup (file->name);
  copy->content = g_bytes_ref (file->content);
  ((Job *) g_task_get_task_data (task))->file = copy;
  ed_desk_push (desk, task, run_keep_file);
}

gboolean
ed_desk_keep_draft_file_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_load_files (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *files =
      ed_store_load_draft_files (ed_desk_work_store (source), job->kind, job->object, &error);

  ed_desk_return_answer (task, files, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_load_draft_files_async (EdDesk *desk,
                                const char *kind,
                                const char *object,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  task = make_task (desk, kind, object, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_load_draft_files_async);
  ed_desk_push (desk, task, run_load_files);
}

GPtrArray *
ed_desk_load_draft_files_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_drop_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_drop_draft_file (ed_desk_work_store (source), job->body, &error);

  if (done)
    ed_desk_wipe (source);
  return_done (task, done, error);
}

void
ed_desk_drop_draft_file (EdDesk *desk, const char *id)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && id != NULL);

  task = make_task (desk, NULL, NULL, id, NULL, NULL, NULL);
  g_task_set_source_tag (task, ed_desk_drop_draft_file);
  ed_desk_push (desk, task, run_drop_file);
}
