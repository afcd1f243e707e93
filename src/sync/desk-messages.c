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
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->case_id);
  g_free (job);
}

static Job *
make_job (const char *case_id, gint64 up_to)
{
  Job *job = g_new0 (Job, 1);

  job->case_id = g_strdup (case_id);
  job->up_to = up_to;
  return job;
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
  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL);

  ed_desk_run (desk,
               ed_desk_list_messages_async,
               run_list,
               make_job (case_id, ED_ABSENT),
               job_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  g_return_if_fail (ED_IS_DESK (desk) && case_id != NULL && up_to != ED_ABSENT);

  ed_desk_run (desk,
               ed_desk_read_messages_async,
               run_read,
               make_job (case_id, up_to),
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_read_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}
