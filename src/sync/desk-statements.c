/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-statements.h"

#include "sync/desk-worker.h"

static void
run_earnings (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EdEarnings *earnings = ed_store_load_earnings (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, earnings, (GDestroyNotify) ed_earnings_free, error);
}

void
ed_desk_load_earnings_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_load_earnings_async,
               run_earnings,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

EdEarnings *
ed_desk_load_earnings_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *list = ed_store_list_statements (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, list, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_statements_async (EdDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_statements_async,
               run_list,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_statements_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_list_unbilled (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *list = ed_store_list_unbilled (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, list, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_unbilled_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_unbilled_async,
               run_list_unbilled,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_unbilled_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_list_charges (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const gint64 *month = data;
  GError *error = NULL;
  GPtrArray *list = ed_store_list_charges (ed_desk_work_store (source), *month, &error);

  ed_desk_return_answer (task, list, (GDestroyNotify) g_ptr_array_unref, error);
}

void
ed_desk_list_charges_async (EdDesk *desk,
                            gint64 month,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_list_charges_async,
               run_list_charges,
               g_memdup2 (&month, sizeof month),
               g_free,
               cancellable,
               callback,
               data);
}

GPtrArray *
ed_desk_list_charges_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
