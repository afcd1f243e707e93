/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-intakes.h"

#include "sync/desk-worker.h"

static void
begin (EdDesk *desk,
       gpointer tag,
       GPtrArray *asked,
       GTaskThreadFunc function,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  ed_desk_run (desk,
               tag,
               function,
               g_ptr_array_ref (asked),
               (GDestroyNotify) g_ptr_array_unref,
               cancellable,
               callback,
               data);
}

static void
run_check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *intakes = data;
  GError *error = NULL;
  GArray *checks = ed_store_check_intakes (ed_desk_work_store (source),
                                           (const EdCase *const *) intakes->pdata,
                                           intakes->len,
                                           &error);

  ed_desk_return_answer (task, checks, (GDestroyNotify) g_array_unref, error);
}

void
ed_desk_check_intakes_async (EdDesk *desk,
                             GPtrArray *intakes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  begin (desk, ed_desk_check_intakes_async, intakes, run_check, cancellable, callback, data);
}

GArray *
ed_desk_check_intakes_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

static void
run_do_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *commands = data;
  GError *error = NULL;
  g_autoptr (GArray) refusals =
      g_array_set_size (g_array_new (FALSE, TRUE, sizeof (EdRefusal)), commands->len);

  if (ed_store_enqueue_all (ed_desk_work_store (source),
                            (const EdCommand *const *) commands->pdata,
                            commands->len,
                            (EdRefusal *) (gpointer) refusals->data,
                            &error))
    ed_desk_note_change (source, TRUE);
  ed_desk_return_answer (task,
                         error == NULL ? g_array_ref (refusals) : NULL,
                         (GDestroyNotify) g_array_unref,
                         error);
}

void
ed_desk_do_all_async (EdDesk *desk,
                      GPtrArray *commands,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  begin (desk, ed_desk_do_all_async, commands, run_do_all, cancellable, callback, data);
}

GArray *
ed_desk_do_all_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

/* --- who has how much to do ------------------------------------------------------------------- */

static void
run_load_burdens (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GHashTable *burdens = ed_store_load_burdens (ed_desk_work_store (source), &error);

  ed_desk_return_answer (task, burdens, (GDestroyNotify) g_hash_table_unref, error);
}

void
ed_desk_load_burdens_async (EdDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_run (desk,
               ed_desk_load_burdens_async,
               run_load_burdens,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GHashTable *
ed_desk_load_burdens_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
