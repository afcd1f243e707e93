/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-companies.h"

#include "sync/desk-worker.h"

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *companies = ed_store_list_company_records (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, companies, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_load_companies_async (EdDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DESK (desk));

  task = g_task_new (desk, cancellable, callback, data);
  g_task_set_source_tag (task, ed_desk_load_companies_async);
  ed_desk_push (desk, task, run_load);
}

GPtrArray *
ed_desk_load_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
