/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-archive.h"

#include "client/fake-desk-insides.h"
#include "sync/desk-archive.h"

static EdArchiveAnswer *next;
static EdArchiveInquiry *last;

void
ed_fake_desk_set_archive (EdArchiveAnswer *answer)
{
  g_clear_pointer (&next, ed_archive_answer_free);
  next = answer;
}

const EdArchiveInquiry *
ed_fake_desk_last_archive_inquiry (void)
{
  return last;
}

static gboolean
return_failure (gpointer data)
{
  g_task_return_new_error (data, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "nobody there");
  return G_SOURCE_REMOVE;
}

void
ed_desk_search_archive_async (EdDesk *desk,
                              const EdArchiveInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_clear_pointer (&last, ed_archive_inquiry_free);
  last = ed_record_copy (&ed_archive_inquiry_type, inquiry);
  if (next == NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT,
                     return_failure,
                     g_task_new (desk, cancellable, callback, data),
                     g_object_unref);
  else
    ed_fake_desk_answer (desk, cancellable, callback, data, g_steal_pointer (&next));
}

EdArchiveAnswer *
ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
