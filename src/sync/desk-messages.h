/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/messages.h"
#include "sync/desk.h"

/* The messages about a case. Sending one is a command like any other (ed_desk_do_async()). */

void ed_desk_list_messages_async (EdDesk *desk,
                                  const char *case_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
/* Elements EdMessageRow, in the order they are read in; none for a case that is not held. */
GPtrArray *ed_desk_list_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* What the server had received by UP_TO (ms) has been seen on this device; "changed" follows. */
void ed_desk_read_messages_async (EdDesk *desk,
                                  const char *case_id,
                                  gint64 up_to,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean ed_desk_read_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error);
