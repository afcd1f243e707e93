/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where anything is written: jobs, up to 32 in a transaction, a savepoint each. */

#include <string.h>

#include "server/answer.h"
#include "server/api-state.h"
#include "server/call.h"
#include "server/job.h"

gboolean
ed_api_job_is_slow (const EdApiJob *job)
{
  return job->prepare != NULL && !job->prepared;
}

void
ed_api_job_prepare (EdApi *api, EdApiJob *job)
{
  if (!ed_api_job_is_slow (job))
    return;
  job->prepare (api, job);
  job->prepared = TRUE;
}

void
ed_api_job_free (EdApiJob *job)
{
  if (job != NULL)
    job->free (job);
}

static gboolean
run_in_savepoint (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  if (!ed_db_savepoint (batch->db, error))
    return FALSE;
  if (job->run (job, batch, response, error) && ed_db_release (batch->db, error))
    return TRUE;
  ed_db_rollback_savepoint (batch->db);
  return FALSE;
}

/* FALSE when the whole transaction has no hope. */
static gboolean
run_job (EdApiJob *job, EdBatch *batch, EdApiResponse *response)
{
  g_autoptr (GError) error = NULL;
  gboolean done = job->own_savepoints ? job->run (job, batch, response, &error)
                                      : run_in_savepoint (job, batch, response, &error);

  if (done)
    return TRUE;
  ed_error_complete (&error);
  ed_answer_failure (response, error);
  return !ed_error_is_lasting (error);
}

static gboolean
run_jobs (EdApi *api, EdApiJob **jobs, guint n, EdApiResponse *responses, char ***audiences)
{
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  if (!ed_batch_begin (&batch, api, &error))
    {
      g_warning ("a transaction does not begin: %s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      if (run_job (jobs[i], &batch, &responses[i]))
        continue;
      ed_batch_abandon (&batch);
      return FALSE;
    }
  if (!ed_batch_commit (&batch, &error))
    {
      g_warning ("a transaction does not commit: %s", error->message);
      return FALSE;
    }
  if (audiences != NULL)
    {
      *audiences = (char **) g_hash_table_get_keys_as_array (batch.audiences, NULL);
      g_hash_table_steal_all (batch.audiences);
    }
  g_hash_table_unref (batch.audiences);
  return TRUE;
}

void
ed_api_write (EdApi *api, EdApiJob **jobs, guint n, EdApiResponse *responses, char ***audiences)
{
  gboolean written;

  if (audiences != NULL)
    *audiences = NULL;
  for (guint i = 0; i < n; i++)
    {
      memset (&responses[i], 0, sizeof responses[i]);
      ed_api_job_prepare (api, jobs[i]);
    }
  g_mutex_lock (&api->writing);
  written = run_jobs (api, jobs, n, responses, audiences);
  g_mutex_unlock (&api->writing);
  if (!written)
    {
      for (guint i = 0; i < n; i++)
        ed_answer_unavailable (&responses[i]);
    }
  for (guint i = 0; i < n; i++)
    ed_api_job_free (jobs[i]);
}

static gboolean
run_health (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ed_answer_empty (response, 200);
  response->content_type = "text/plain";
  response->body = g_bytes_new_static ("ok", 2);
  return TRUE;
}

void
ed_api_healthz (EdApiCall *call)
{
  call->job = g_new0 (EdApiJob, 1);
  call->job->run = run_health;
  call->job->free = (void (*) (EdApiJob *)) g_free;
}
