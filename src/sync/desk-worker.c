/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-worker.h"

#include <string.h>

static void
run (EdDesk *desk,
     GTask *task,
     gpointer tag,
     GTaskThreadFunc function,
     gpointer job,
     GDestroyNotify free_job)
{
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, free_job);
  ed_desk_push (desk, task, function);
}

void
ed_desk_run (EdDesk *desk,
             gpointer tag,
             GTaskThreadFunc function,
             gpointer job,
             GDestroyNotify free_job,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  run (desk, g_task_new (desk, cancellable, callback, data), tag, function, job, free_job);
}

void
ed_desk_run_through (EdDesk *desk,
                     gpointer tag,
                     GTaskThreadFunc function,
                     gpointer job,
                     GDestroyNotify free_job,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);

  g_task_set_check_cancellable (task, FALSE);
  run (desk, task, tag, function, job, free_job);
}

void
ed_desk_return_verdict (GTask *task, gboolean verdict, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, verdict);
}

void
ed_desk_return_answer (GTask *task, gpointer answer, GDestroyNotify free, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, free);
}

gboolean
ed_desk_finish_verdict (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
ed_desk_finish_answer (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_post (EdDesk *desk,
              gpointer tag,
              const char *path,
              char *body,
              gpointer (*read) (const EdAnswer *, gpointer, GError **),
              const EdRecordType *type,
              GDestroyNotify free_result,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  EdErrand *errand = g_new0 (EdErrand, 1);

  *errand = (EdErrand){ .method = "POST",
                        .path = g_strdup (path),
                        .body = g_bytes_new_take (body, strlen (body)),
                        .read = read,
                        .free_result = free_result,
                        .data = (gpointer) type,
                        .task = g_task_new (desk, cancellable, callback, data) };
  g_task_set_source_tag (errand->task, tag);
  ed_desk_send_errand (desk, errand);
}

gpointer
ed_desk_read_nothing (const EdAnswer *answer, gpointer data, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}
