/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-requests.h"

#include "sync/desk-worker.h"

typedef struct
{
  EdRequestQuery query;
  char *text, *sender_id, *recipient_id, *expert_id; /* of the query */
  char *request_id;
  gint64 up_to, number;
} Job;

static void
job_free (Job *job)
{
  g_free (job->text);
  g_free (job->sender_id);
  g_free (job->recipient_id);
  g_free (job->expert_id);
  g_free (job->request_id);
  g_free (job);
}

static Job *
begin_job (EdDesk *desk,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data,
           GTask **task)
{
  Job *job = g_new0 (Job, 1);

  *task = g_task_new (desk, cancellable, callback, data);
  g_task_set_source_tag (*task, tag);
  g_task_set_task_data (*task, job, (GDestroyNotify) job_free);
  return job;
}

static gpointer
finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the overview ----------------------------------------------------------------------------- */

static void
run_query (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  EdRequestFound *found =
      ed_store_query_requests (ed_desk_work_store (source), &job->query, &error);

  ed_desk_return_answer (task, found, (GDestroyNotify) ed_request_found_free, error);
}

void
ed_desk_query_requests_async (EdDesk *desk,
                              const EdRequestQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && query != NULL);

  job = begin_job (desk, ed_desk_query_requests_async, cancellable, callback, data, &task);
  job->query = *query;
  job->query.text = job->text = g_strdup (query->text);
  job->query.sender_id = job->sender_id = g_strdup (query->sender_id);
  job->query.recipient_id = job->recipient_id = g_strdup (query->recipient_id);
  job->query.expert_id = job->expert_id = g_strdup (query->expert_id);
  ed_desk_push (desk, task, run_query);
}

EdRequestFound *
ed_desk_query_requests_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish (desk, result, error);
}

static void
run_parties (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EdRequestParties *parties = ed_store_list_request_parties (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, parties, (GDestroyNotify) ed_request_parties_free, error);
}

void
ed_desk_list_request_parties_async (EdDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk));

  begin_job (desk, ed_desk_list_request_parties_async, cancellable, callback, data, &task);
  ed_desk_push (desk, task, run_parties);
}

EdRequestParties *
ed_desk_list_request_parties_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish (desk, result, error);
}

/* --- one of them ------------------------------------------------------------------------------ */

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  EdRequestRow *row = ed_store_load_request (ed_desk_work_store (source), job->request_id, &error);

  ed_desk_return_answer (task, row, (GDestroyNotify) ed_request_row_free, error);
}

void
ed_desk_load_request_async (EdDesk *desk,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && id != NULL);

  job = begin_job (desk, ed_desk_load_request_async, cancellable, callback, data, &task);
  job->request_id = g_strdup (id);
  ed_desk_push (desk, task, run_load);
}

EdRequestRow *
ed_desk_load_request_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish (desk, result, error);
}

static void
run_load_by_number (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  EdRequestRow *row =
      ed_store_load_request_by_number (ed_desk_work_store (source), job->number, &error);

  ed_desk_return_answer (task, row, (GDestroyNotify) ed_request_row_free, error);
}

void
ed_desk_load_request_by_number_async (EdDesk *desk,
                                      gint64 number,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk));

  job = begin_job (desk, ed_desk_load_request_by_number_async, cancellable, callback, data, &task);
  job->number = number;
  ed_desk_push (desk, task, run_load_by_number);
}

/* --- its chat --------------------------------------------------------------------------------- */

static void
run_chat (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *rows = ed_store_list_chat (ed_desk_work_store (source), job->request_id, &error);

  ed_desk_return_answer (task, rows, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_chat_async (EdDesk *desk,
                         const char *request_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && request_id != NULL);

  job = begin_job (desk, ed_desk_list_chat_async, cancellable, callback, data, &task);
  job->request_id = g_strdup (request_id);
  ed_desk_push (desk, task, run_chat);
}

GPtrArray *
ed_desk_list_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish (desk, result, error);
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (!ed_store_read_chat (ed_desk_work_store (source), job->request_id, job->up_to, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ed_desk_note_change (source, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
ed_desk_read_chat_async (EdDesk *desk,
                         const char *request_id,
                         gint64 up_to,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && request_id != NULL && up_to != ED_ABSENT);

  job = begin_job (desk, ed_desk_read_chat_async, cancellable, callback, data, &task);
  job->request_id = g_strdup (request_id);
  job->up_to = up_to;
  ed_desk_push (desk, task, run_read);
}

gboolean
ed_desk_read_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
