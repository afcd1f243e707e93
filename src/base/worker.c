/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/worker.h"

struct _EdWorker
{
  GThreadPool *pool;
};

typedef struct
{
  GTask *task;
  GTaskThreadFunc function;
} Job;

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (!g_task_return_error_if_cancelled (job->task))
    job->function (job->task,
                   g_task_get_source_object (job->task),
                   g_task_get_task_data (job->task),
                   g_task_get_cancellable (job->task));
  g_object_unref (job->task);
  g_free (job);
}

EdWorker *
ed_worker_new (void)
{
  EdWorker *worker = g_new0 (EdWorker, 1);

  worker->pool = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);
  return worker;
}

void
ed_worker_push (EdWorker *worker, GTask *task, GTaskThreadFunc function)
{
  Job *job = g_new (Job, 1);

  job->task = g_object_ref (task);
  job->function = function;
  g_thread_pool_push (worker->pool, job, NULL);
}

void
ed_worker_close (EdWorker *worker)
{
  g_return_if_fail (worker != NULL);

  g_thread_pool_free (worker->pool, FALSE, TRUE);
  g_free (worker);
}
