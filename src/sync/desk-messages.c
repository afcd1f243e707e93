/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-messages.h"

#include "sync/desk-worker.h"

typedef struct
{
  char *case_id;
  gint64 up_to;
} Job;

static void
job_free (Job *job)
{
  g_free (job->case_id);
  g_free (job);
}

static GTask *
make_task (EdDesk *desk,
           const char *case_id,
           gint64 up_to,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->case_id = g_strdup (case_id);
  job->up_to = up_to;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  return task;
}

static void
run_list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *rows = ed_store_list_messages (ed_desk_work_store (source), job->case_id, &error);

  ed_desk_return_answer (task, rows, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_messages_async (EdDesk *desk,
                             const char *case_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL);

  task = make_task (desk, case_id, ED_ABSENT, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_list_messages_async);
  ed_desk_push (desk, task, run_list);
}

GPtrArray *
ed_desk_list_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (!ed_store_read_messages (ed_desk_work_store (source), job->case_id, job->up_to, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ed_desk_note_change (source, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
ed_desk_read_messages_async (EdDesk *desk,
                             const char *case_id,
                             gint64 up_to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL && up_to != ED_ABSENT);

  task = make_task (desk, case_id, up_to, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_read_messages_async);
  ed_desk_push (desk, task, run_read);
}

gboolean
ed_desk_read_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
