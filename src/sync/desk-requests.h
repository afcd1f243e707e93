/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/requests.h"
#include "sync/desk.h"

/* Requests for the windows. What is done to one is a command like any other (ed_desk_do_async()),
 * with files ed_desk_send_files_async() (sync/desk-files.h). */

/* QUERY is copied. */
void ed_desk_query_requests_async (EdDesk *desk,
                                   const EdRequestQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
EdRequestFound *ed_desk_query_requests_finish (EdDesk *desk, GAsyncResult *result, GError **error);

void ed_desk_list_request_parties_async (EdDesk *desk,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
EdRequestParties *
ed_desk_list_request_parties_finish (EdDesk *desk, GAsyncResult *result, GError **error);

void ed_desk_load_request_async (EdDesk *desk,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
/* NULL without ERROR when it is not held. */
EdRequestRow *ed_desk_load_request_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* By its running number, likewise. */
void ed_desk_load_request_by_number_async (EdDesk *desk,
                                           gint64 number,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer data);

/* The N rows, read at once on the calling thread, as ed_desk_load_rows(). Elements EdRequestRow. */
GPtrArray *ed_desk_load_request_rows (EdDesk *desk, const gint64 *rows, guint n, GError **error);

/* The internal chat: elements EdMessageRow, in the order they are read in. */
void ed_desk_list_chat_async (EdDesk *desk,
                              const char *request_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GPtrArray *ed_desk_list_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* What the server had received of it by UP_TO (ms) has been seen on this device; "changed"
 * follows. */
void ed_desk_read_chat_async (EdDesk *desk,
                              const char *request_id,
                              gint64 up_to,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean ed_desk_read_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error);
