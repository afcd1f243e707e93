/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's questions and commands: each a job for the desk's worker, whose answer arrives in
 * the main context. */

#include "store/decisions.h"
#include "sync/desk-drafts.h"
#include "sync/desk-worker.h"

/* What a job was asked with, and what else than its result it brings. */
typedef struct
{
  EdCommand *command;
  EdDraftEnd *ends; /* or NULL */
  char *id;
  gint64 number; /* of a case; the moment to count at */
  guint role;
  EdCaseQuery query;
  char *text, *expert_id; /* of the query */
  EdCasePick *picks;
  guint n_picks;
  EdRefusal refusal;
  EdCounts counts;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->command, ed_command_free);
  ed_draft_end_free (job->ends);
  g_free (job->id);
  g_free (job->text);
  g_free (job->expert_id);
  g_free (job->picks);
  g_free (job);
}

/* --- commands --------------------------------------------------------------------------------- */

static void
run_do (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  Job *job = data;
  GError *error = NULL;
  gboolean done = ed_store_enqueue_written (ed_desk_work_store (desk),
                                            job->command,
                                            job->ends,
                                            &job->refusal,
                                            &error);

  if (done && job->ends != NULL)
    ed_desk_wipe (desk);
  if (done)
    ed_desk_note_change (desk, TRUE);
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_do_async (EdDesk *desk,
                  const EdCommand *command,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  ed_desk_do_written_async (desk, command, NULL, cancellable, callback, data);
}

void
ed_desk_do_written_async (EdDesk *desk,
                          const EdCommand *command,
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
  ed_desk_run (desk, ed_desk_do_async, run_do, job, job_free, cancellable, callback, data);
}

gboolean
ed_desk_do_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  if (refusal != NULL)
    *refusal = ((Job *) g_task_get_task_data (G_TASK (result)))->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* TAKE is handed the id of the job's command, and answers whether that changed anything. */
static void
run_on_command (GTask *task, EdDesk *desk, gboolean (*take) (EdStore *, const char *, GError **))
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = take (ed_desk_work_store (desk), job->id, &error);

  if (done)
    {
      ed_desk_wipe (desk);
      ed_desk_note_change (desk, TRUE);
    }
  ed_desk_return_verdict (task, done, error);
}

static void
run_undo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_on_command (task, source, ed_store_undo);
}

void
ed_desk_undo_async (EdDesk *desk,
                    const char *command_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && command_id != NULL);

  job = g_new0 (Job, 1);
  job->id = g_strdup (command_id);
  ed_desk_run (desk, ed_desk_undo_async, run_undo, job, job_free, cancellable, callback, data);
}

gboolean
ed_desk_undo_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}

static void
run_discard (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_on_command (task, source, ed_store_discard);
}

void
ed_desk_discard_async (EdDesk *desk,
                       const char *command_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && command_id != NULL);

  job = g_new0 (Job, 1);
  job->id = g_strdup (command_id);
  ed_desk_run (desk,
               ed_desk_discard_async,
               run_discard,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_discard_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}

static void
run_take_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_on_command (task, source, ed_store_take_up);
}

void
ed_desk_take_up_async (EdDesk *desk,
                       const char *refused_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && refused_id != NULL);

  job = g_new0 (Job, 1);
  job->id = g_strdup (refused_id);
  ed_desk_run (desk,
               ed_desk_take_up_async,
               run_take_up,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

static void
run_redo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdDesk *desk = source;
  Job *job = data;
  GError *error = NULL;
  gboolean done =
      ed_store_redo (ed_desk_work_store (desk), job->id, job->command, &job->refusal, &error);

  if (done)
    ed_desk_note_change (desk, TRUE);
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_redo_async (EdDesk *desk,
                    const char *refused_id,
                    const EdCommand *again,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && refused_id != NULL && again != NULL);

  job = g_new0 (Job, 1);
  job->id = g_strdup (refused_id);
  job->command = ed_command_copy (again);
  ed_desk_run (desk, ed_desk_redo_async, run_redo, job, job_free, cancellable, callback, data);
}

/* --- questions -------------------------------------------------------------------------------- */

static void
copy_query (Job *job, const EdCaseQuery *query)
{
  job->query = *query;
  job->query.text = job->text = g_strdup (query->text);
  job->query.expert_id = job->expert_id = g_strdup (query->expert_id);
}

static void
run_query_cases (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GArray *rows = ed_store_query_cases (ed_desk_work_store (source), &job->query, &error);

  ed_desk_return_answer (task, rows, (GDestroyNotify) g_array_unref, error);
}

void
ed_desk_query_cases_async (EdDesk *desk,
                           const EdCaseQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && query != NULL);

  job = g_new0 (Job, 1);
  copy_query (job, query);
  ed_desk_run (desk,
               ed_desk_query_cases_async,
               run_query_cases,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

GArray *
ed_desk_query_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_query_lists (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *lists = ed_store_query_lists (ed_desk_work_store (source),
                                           &job->query,
                                           job->picks,
                                           job->n_picks,
                                           &error);

  ed_desk_return_answer (task, lists, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_query_lists_async (EdDesk *desk,
                           const EdCaseQuery *query,
                           const EdCasePick *picks,
                           guint n_picks,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && query != NULL && n_picks <= ED_CASE_PICKS_MAX);

  job = g_new0 (Job, 1);
  copy_query (job, query);
  job->picks = g_memdup2 (picks, n_picks * sizeof *picks);
  job->n_picks = n_picks;
  ed_desk_run (desk,
               ed_desk_query_lists_async,
               run_query_lists,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_query_lists_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_load_case (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EdStore *store = ed_desk_work_store (source);
  Job *job = data;
  GError *error = NULL;
  EdCaseRow *row = job->id != NULL ? ed_store_load_case (store, job->id, &error)
                                   : ed_store_load_case_by_number (store, job->number, &error);

  ed_desk_return_answer (task, row, (GDestroyNotify) ed_case_row_free, error);
}

void
ed_desk_load_case_async (EdDesk *desk,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && id != NULL);

  job = g_new0 (Job, 1);
  job->id = g_strdup (id);
  ed_desk_run (desk,
               ed_desk_load_case_async,
               run_load_case,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

EdCaseRow *
ed_desk_load_case_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_load_case_by_number_async (EdDesk *desk,
                                   gint64 number,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk));

  job = g_new0 (Job, 1);
  job->number = number;
  ed_desk_run (desk,
               ed_desk_load_case_async,
               run_load_case,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

static void
run_list_outbox (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = ed_store_list_outbox (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, entries, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_outbox_async (EdDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_outbox_async,
               run_list_outbox,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_outbox_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_list_accounts (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *accounts = ed_store_list_accounts (ed_desk_work_store (source), job->role, &error);

  ed_desk_return_answer (task, accounts, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_accounts_async (EdDesk *desk,
                             guint role,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk));

  job = g_new0 (Job, 1);
  job->role = role;
  ed_desk_run (desk,
               ed_desk_list_accounts_async,
               run_list_accounts,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_accounts_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_list_companies (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char **names = ed_store_list_companies (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, names, (GDestroyNotify) g_strfreev, error);
}

void
ed_desk_list_companies_async (EdDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_companies_async,
               run_list_companies,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

char **
ed_desk_list_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  EdStore *store = ed_desk_work_store (source);
  g_autoptr (GArray) decisions = NULL;
  gboolean done = ed_store_count (store, &job->counts, &error);

  if (done && (job->role & ED_ROLE_COORDINATOR) != 0)
    {
      decisions = ed_store_query_decisions (store, job->number, &error);
      done = decisions != NULL;
    }
  if (decisions != NULL)
    {
      job->counts.decisions = decisions->len;
      job->counts.approvals = ed_decision_rows_count (decisions, ED_DECISION_APPROVALS);
    }
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_count_async (EdDesk *desk,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk));

  job = g_new0 (Job, 1);
  job->number = ed_desk_now (desk);
  job->role = ed_account_roles (ed_desk_account (desk));
  ed_desk_run (desk, ed_desk_count_async, run_count, job, job_free, cancellable, callback, data);
}

gboolean
ed_desk_count_finish (EdDesk *desk, GAsyncResult *result, EdCounts *counts, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *counts = ((Job *) g_task_get_task_data (G_TASK (result)))->counts;
  return TRUE;
}
