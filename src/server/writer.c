/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where anything is written: jobs, up to 32 in a transaction, a savepoint each. Where
 * other processes write too, a transaction that met another's is run again. */

#include <string.h>

#include "server/answer.h"
#include "server/api-state.h"
#include "server/call.h"
#include "server/device-table.h"
#include "server/document-table.h"
#include "server/erasure.h"
#include "server/job.h"
#include "server/outside.h"
#include "server/probe-table.h"

#define TRIES_MAX 20

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
  if (job == NULL)
    return;
  ed_bearer_free (job->bearer);
  job->free (job);
}

/* How a transaction ended. */
typedef enum
{
  WRITTEN,
  MET_ANOTHER, /* nothing is stored: the same again may succeed */
  HOPELESS,    /* nothing is stored, or nobody knows */
} Outcome;

static Outcome
judge_failure (const GError *error)
{
  return g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_CONFLICT) ? MET_ANOTHER : HOPELESS;
}

/* The same for a failure before the commit was tried: a connection that broke has stored nothing.
 */
static Outcome
judge_early_failure (const GError *error)
{
  return g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_AWAY) ? MET_ANOTHER
                                                                : judge_failure (error);
}

/* Runs it, unless who asked may not any more. */
static gboolean
run_of_bearer (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  if (job->bearer != NULL && !ed_bearer_check_again (job->bearer, batch->db, response, error))
    return FALSE;
  return response->status != 0 || job->run (job, batch, response, error);
}

static gboolean
run_in_savepoint (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  if (!ed_db_savepoint (batch->db, error))
    return FALSE;
  if (run_of_bearer (job, batch, response, error) && ed_db_release (batch->db, error))
    return TRUE;
  ed_db_rollback_savepoint (batch->db);
  return FALSE;
}

/* Other than WRITTEN when the whole transaction has no hope. */
static Outcome
run_job (EdApiJob *job, EdBatch *batch, EdApiResponse *response)
{
  g_autoptr (GError) error = NULL;
  gboolean done = job->own_savepoints ? run_of_bearer (job, batch, response, &error)
                                      : run_in_savepoint (job, batch, response, &error);

  if (done)
    return WRITTEN;
  ed_error_complete (&error);
  if (judge_early_failure (error) == MET_ANOTHER)
    return MET_ANOTHER;
  ed_answer_failure (response, error);
  return ed_error_is_lasting (error) ? HOPELESS : WRITTEN;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  const EdLockKey *left = a, *right = b;
  gint by_type = g_strcmp0 (left->type, right->type);

  return by_type != 0 ? by_type : strcmp (left->id, right->id);
}

/* Devices first, then documents, each in the order of their ids: two transactions that want the
 * same then wait, and neither has to give way. */
static gboolean
lock_rows (EdApiJob **jobs, guint n, EdBatch *batch, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (EdLockKey));

  if (!batch->is_shared)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (jobs[i]->list_locks != NULL)
      jobs[i]->list_locks (jobs[i], keys);
  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      const EdLockKey *key = &g_array_index (keys, EdLockKey, i);

      if (i > 0 && compare_keys (key, key - 1) == 0)
        continue;
      if (!(key->type == NULL ? ed_devices_lock (batch->db, key->id, error)
                              : ed_documents_lock (batch->db, key->type, key->id, error)))
        return FALSE;
    }
  return TRUE;
}

static Outcome
run_all (EdApiJob **jobs, guint n, EdBatch *batch, EdApiResponse *responses)
{
  g_autoptr (GError) error = NULL;
  Outcome outcome = WRITTEN;

  if (!lock_rows (jobs, n, batch, &error))
    outcome = judge_early_failure (error);
  for (guint i = 0; i < n && outcome == WRITTEN; i++)
    outcome = run_job (jobs[i], batch, &responses[i]);
  if (outcome != WRITTEN)
    ed_batch_abandon (batch);
  return outcome;
}

static void
take_audiences (EdBatch *batch, char ***audiences)
{
  if (audiences != NULL)
    {
      *audiences = (char **) g_hash_table_get_keys_as_array (batch->audiences, NULL);
      g_hash_table_steal_all (batch->audiences);
    }
  g_hash_table_unref (batch->audiences);
}

static Outcome
run_jobs (EdApi *api, EdApiJob **jobs, guint n, EdApiResponse *responses, char ***audiences)
{
  g_autoptr (GError) error = NULL;
  EdBatch batch;
  Outcome outcome;

  if (!ed_batch_begin (&batch, api, &error))
    outcome = judge_failure (error);
  else
    outcome = run_all (jobs, n, &batch, responses);
  if (outcome == WRITTEN && !ed_batch_commit (&batch, &error))
    outcome = judge_failure (error);
  if (outcome == WRITTEN)
    {
      take_audiences (&batch, audiences);
      /* Nobody hears of it before it is noted where a restore does not reach. */
      if (!ed_outside_keep_up (api, &error))
        outcome = HOPELESS;
    }
  if (error != NULL && outcome == HOPELESS)
    g_warning ("a transaction failed: %s", error->message);
  return outcome;
}

static void
clear_responses (EdApiResponse *responses, guint n)
{
  for (guint i = 0; i < n; i++)
    ed_api_response_clear (&responses[i]);
}

/* Runs the jobs until their transaction meets no other. */
static gboolean
write_jobs (EdApi *api, EdApiJob **jobs, guint n, EdApiResponse *responses, char ***audiences)
{
  Outcome outcome = MET_ANOTHER;

  for (guint i = 0; i < TRIES_MAX && outcome == MET_ANOTHER; i++)
    {
      clear_responses (responses, n);
      outcome = run_jobs (api, jobs, n, responses, audiences);
    }
  if (outcome == MET_ANOTHER)
    g_warning ("a transaction met others %d times", TRIES_MAX);
  return outcome == WRITTEN;
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
  written = write_jobs (api, jobs, n, responses, audiences);
  ed_erasure_finish (api);
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
  if (!ed_probe_write (batch->db, error))
    return FALSE;
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
  call->job->insists = TRUE; /* who is busy is well */
  call->job->free = (void (*) (EdApiJob *)) g_free;
}
