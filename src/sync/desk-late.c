/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-late.h"

#include "sync/desk-worker.h"

static void
run_list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *target_id = data;
  EdStore *store = ed_desk_work_store (source);
  GError *error = NULL;
  GPtrArray *list = target_id == NULL ? ed_store_list_own_late (store, &error)
                                      : ed_store_list_late (store, target_id, &error);

  ed_desk_return_answer (task, list, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_late_async (EdDesk *desk,
                         const char *target_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk));

  task = g_task_new (desk, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_list_late_async);
  g_task_set_task_data (task, g_strdup (target_id), g_free);
  ed_desk_push (desk, task, run_list);
}

GPtrArray *
ed_desk_list_late_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_put_away (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = ed_store_put_late_away (ed_desk_work_store (source), data, &error);

  if (done)
    ed_desk_note_change (source, FALSE);
  ed_desk_return_verdict (task, done, error);
}

void
ed_desk_put_late_away_async (EdDesk *desk,
                             const char *assignment_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk) && assignment_id != NULL);

  task = g_task_new (desk, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_put_late_away_async);
  g_task_set_task_data (task, g_strdup (assignment_id), g_free);
  ed_desk_push (desk, task, run_put_away);
}

gboolean
ed_desk_put_late_away_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
