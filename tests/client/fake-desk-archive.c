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

void
ed_desk_search_archive_async (EdDesk *desk,
                              const EdArchiveInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_clear_pointer (&last, ed_archive_inquiry_free);
  last = ed_record_copy (&ed_archive_inquiry_type, inquiry);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&next));
}

EdArchiveAnswer *
ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_do_archived_async (EdDesk *desk,
                           const EdCase *archived,
                           const EdCommand *command,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_do_archived_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}
