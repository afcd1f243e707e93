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
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_free (job->sender_id);
  g_free (job->recipient_id);
  g_free (job->expert_id);
  g_free (job->request_id);
  g_free (job);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && query != NULL);

  job = g_new0 (Job, 1);
  job->query = *query;
  job->query.text = job->text = g_strdup (query->text);
  job->query.sender_id = job->sender_id = g_strdup (query->sender_id);
  job->query.recipient_id = job->recipient_id = g_strdup (query->recipient_id);
  job->query.expert_id = job->expert_id = g_strdup (query->expert_id);
  ed_desk_run (desk,
               ed_desk_query_requests_async,
               run_query,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

EdRequestFound *
ed_desk_query_requests_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_request_parties_async,
               run_parties,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

EdRequestParties *
ed_desk_list_request_parties_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && id != NULL);

  job = g_new0 (Job, 1);
  job->request_id = g_strdup (id);
  ed_desk_run (desk,
               ed_desk_load_request_async,
               run_load,
               job,
               job_free,
               cancellable,
               callback,
               data);
}

EdRequestRow *
ed_desk_load_request_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk));

  job = g_new0 (Job, 1);
  job->number = number;
  ed_desk_run (desk,
               ed_desk_load_request_by_number_async,
               run_load_by_number,
               job,
               job_free,
               cancellable,
               callback,
               data);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && request_id != NULL);

  job = g_new0 (Job, 1);
  job->request_id = g_strdup (request_id);
  ed_desk_run (desk, ed_desk_list_chat_async, run_chat, job, job_free, cancellable, callback, data);
}

GPtrArray *
ed_desk_list_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  Job *job;

  g_return_if_fail (ED_IS_DESK (desk) && request_id != NULL && up_to != ED_ABSENT);

  job = g_new0 (Job, 1);
  job->request_id = g_strdup (request_id);
  job->up_to = up_to;
  ed_desk_run (desk, ed_desk_read_chat_async, run_read, job, job_free, cancellable, callback, data);
}

gboolean
ed_desk_read_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}
