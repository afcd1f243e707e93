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
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_search_archive_async,
                "/v1/cases/search",
                ed_record_to_json (&ed_archive_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_archive_answer_type,
                (GDestroyNotify) ed_archive_answer_free,
                cancellable,
                callback,
                data);
}

EdArchiveAnswer *
ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}
