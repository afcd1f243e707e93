/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-archive.h"

#include "sync/desk-worker.h"
#include "wire/record-json.h"

void
ed_desk_search_archive_async (EdDesk *desk,
                              const EdArchiveInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_search_archive_async,
                "/v1/cases/search",
                ed_record_to_json (&ed_archive_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_archive_answer_type,
                (GDestroyNotify) ed_archive_answer_free,
                cancellable,
                callback,
                data);
}

EdArchiveAnswer *
ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

typedef struct
{
  EdCase *archived;
  EdCommand *command;
  EdRefusal refusal;
} Job;

static void
job_free (Job *job)
{
  ed_case_free (job->archived);
  ed_command_free (job->command);
  g_free (job);
}

static void
run_do (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_enqueue_archived (ed_desk_work_store (source),
                                             job->archived,
                                             job->command,
                                             &job->refusal,
                                             &error);

  if (done)
    ed_desk_note_change (source, TRUE);
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_do_archived_async (EdDesk *desk,
                           const EdCase *archived,
                           const EdCommand *command,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && archived != NULL && command != NULL);

  task = g_task_new (desk, cancellable, callback, data);
  job = g_new0 (Job, 1);
  job->archived = ed_case_copy (archived);
  job->command = ed_command_copy (command);
  g_task_set_source_tag (task, ed_desk_do_archived_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  ed_desk_push (desk, task, run_do);
}

gboolean
ed_desk_do_archived_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  *refusal = ((Job *) g_task_get_task_data (G_TASK (result)))->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}
