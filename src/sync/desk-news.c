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
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_take_news_async,
               run_take,
               GINT_TO_POINTER (telling),
               NULL,
               cancellable,
               callback,
               data);
}

EdBulletin *
ed_desk_take_news_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
