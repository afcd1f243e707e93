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
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_load_companies_async,
               run_load,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_load_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
