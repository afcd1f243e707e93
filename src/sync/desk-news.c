/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-news.h"

#include "sync/desk-worker.h"

static void
run_take (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EdBulletin *bulletin =
      ed_store_take_news (ed_desk_work_store (source), (EdTelling) GPOINTER_TO_INT (data), &error);

  ed_desk_return_answer (task, bulletin, (GDestroyNotify) ed_bulletin_free, error);
}

void
ed_desk_take_news_async (EdDesk *desk,
                         EdTelling telling,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk));

  task = g_task_new (desk, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_take_news_async);
  g_task_set_task_data (task, GINT_TO_POINTER (telling), NULL);
  ed_desk_push (desk, task, run_take);
}

EdBulletin *
ed_desk_take_news_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
