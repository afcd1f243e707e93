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
