/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-archive.h"

#include "sync/desk-worker.h"
#include "wire/record-json.h"

void
ed_desk_search_archive_async (EdDesk *desk,
                              const EdArchiveInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  EdErrand *errand;
  gsize length;
  char *body;

  g_return_if_fail (ED_IS_DESK (desk));

  body = ed_record_to_json (&ed_archive_inquiry_type, inquiry, &length);
  errand = g_new0 (EdErrand, 1);
  *errand = (EdErrand){ .method = "POST",
                        .path = g_strdup ("/v1/cases/search"),
                        .body = g_bytes_new_take (body, length),
                        .read = ed_errand_read_record,
                        .free_result = (GDestroyNotify) ed_archive_answer_free,
                        .data = (gpointer) &ed_archive_answer_type,
                        .task = g_task_new (desk, cancellable, callback, data) };
  g_task_set_source_tag (errand->task, ed_desk_search_archive_async);
  ed_desk_send_errand (desk, errand);
}

EdArchiveAnswer *
ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
