/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-take-back.h"

#include "sync/desk-worker.h"
#include "sync/transport.h"
#include "wire/record-json.h"

static void
run_take_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EdTakeBackStart *start = ed_store_take_back (ed_desk_work_store (source), data, &error);

  if (start != NULL)
    {
      ed_desk_wipe (source);
      ed_desk_note_change (source, TRUE);
    }
  ed_desk_return_answer (task, start, (GDestroyNotify) ed_take_back_start_free, error);
}

void
ed_desk_take_back_async (EdDesk *desk,
                         char **ids,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && ids != NULL);

  ed_desk_run (desk,
               ed_desk_take_back_async,
               run_take_back,
               g_strdupv (ids),
               (GDestroyNotify) g_strfreev,
               cancellable,
               callback,
               data);
}

EdTakeBackStart *
ed_desk_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_ask_take_back_async (EdDesk *desk,
                             const EdTakeBackOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_ask_take_back_async,
                "/v1/cases/take-back",
                ed_record_to_json (&ed_take_back_order_type, order, NULL),
                ed_errand_read_record,
                &ed_take_back_answer_type,
                (GDestroyNotify) ed_take_back_answer_free,
                cancellable,
                callback,
                data);
}

EdTakeBackAnswer *
ed_desk_ask_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
