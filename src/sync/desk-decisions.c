/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-decisions.h"

#include "sync/desk-worker.h"

static void
run_query (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const gint64 *now = data;
  GError *error = NULL;
  GArray *rows = ed_store_query_decisions (ed_desk_work_store (source), *now, &error);

  ed_desk_return_answer (task, rows, (GDestroyNotify) g_array_unref, error);
}

void
ed_desk_query_decisions_async (EdDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  gint64 now;

  g_return_if_fail (ED_IS_DESK (desk));

  now = ed_desk_now (desk);
  ed_desk_run (desk,
               ed_desk_query_decisions_async,
               run_query,
               g_memdup2 (&now, sizeof now),
               g_free,
               cancellable,
               callback,
               data);
}

GArray *
ed_desk_query_decisions_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
