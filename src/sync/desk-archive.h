/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/archive.h"

/* Cases that this machine does not hold (PROTOCOL 16). The server's alone:
 * ED_SYNC_ERROR_UNREACHABLE at once when it is out of reach. INQUIRY is copied; nothing of the
 * answer is kept here. */
void ed_desk_search_archive_async (EdDesk *desk,
                                   const EdArchiveInquiry *inquiry,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
EdArchiveAnswer *ed_desk_search_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Queues COMMAND to a case that was found so, ARCHIVED: the rules are asked about that; it comes
 * with the feed. Both are copied. FALSE and no error: refused. */
void ed_desk_do_archived_async (EdDesk *desk,
                                const EdCase *archived,
                                const EdCommand *command,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean
ed_desk_do_archived_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error);
