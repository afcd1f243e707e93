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
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->kind);
  g_free (job->object);
  g_free (job->body);
  ed_draft_file_free (job->file);
  g_free (job);
}

static Job *
make_job (const char *kind, const char *object, const char *body)
{
  Job *job = g_new0 (Job, 1);

  job->kind = g_strdup (kind);
  job->object = g_strdup (object);
  job->body = g_strdup (body);
  return job;
}

static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done =
      ed_store_save_draft (ed_desk_work_store (source), job->kind, job->object, job->body, &error);

  ed_desk_return_verdict (task, done, error);
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
  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL && body != NULL);

  ed_desk_run (desk,
               ed_desk_save_draft_async,
               run_save,
               make_job (kind, object, body),
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_save_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
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
  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  ed_desk_run (desk,
               ed_desk_load_draft_async,
               run_load,
               make_job (kind, object, NULL),
               job_free,
               cancellable,
               callback,
               data);
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
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_discard_draft_async (EdDesk *desk,
                             const char *kind,
                             const char *object,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  ed_desk_run (desk,
               ed_desk_discard_draft_async,
               run_discard,
               make_job (kind, object, NULL),
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_discard_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
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

  ed_desk_return_verdict (task, done, error);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  job = make_job (kind, object, NULL);
  job->file = g_new0 (EdDraftFile, 1);
  job->file->id = g_strdup (file->id);
  job->file->name = g_strdup (file->name);
  job->file->content = g_bytes_ref (file->content);
  ed_desk_run (desk,
               ed_desk_keep_draft_file_async,
               run_keep_file,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_keep_draft_file_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
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
  g_return_if_fail (ED_IS_DESK (desk) && kind != NULL && object != NULL);

  ed_desk_run (desk,
               ed_desk_load_draft_files_async,
               run_load_files,
               make_job (kind, object, NULL),
               job_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_load_draft_files_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_drop_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_drop_draft_file (ed_desk_work_store (source), job->body, &error);

  if (done)
    ed_desk_wipe (source);
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_drop_draft_file (EdDesk *desk, const char *id)
{
  g_return_if_fail (ED_IS_DESK (desk) && id != NULL);

  ed_desk_run (desk,
               ed_desk_drop_draft_file,
               run_drop_file,
               make_job (NULL, NULL, id),
               job_free,
               NULL,
               NULL,
               NULL);
}
