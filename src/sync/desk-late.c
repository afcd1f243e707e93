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
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_late_async,
               run_list,
               g_strdup (target_id),
               g_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_late_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
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
  g_return_if_fail (ED_IS_DESK (desk) && assignment_id != NULL);

  ed_desk_run (desk,
               ed_desk_put_late_away_async,
               run_put_away,
               g_strdup (assignment_id),
               g_free,
               cancellable,
               callback,
               data);
}

gboolean
ed_desk_put_late_away_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_verdict (desk, result, error);
}
