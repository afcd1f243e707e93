/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/intakes.h"
#include "sync/desk.h"

/* Taking cases back that were recorded by mistake (PROTOCOL 17). */

/* ed_store_take_back() of IDS: here, without the server. */
void ed_desk_take_back_async (EdDesk *desk,
                              char **ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
EdTakeBackStart *ed_desk_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Asks the server for those of ORDER; ED_SYNC_ERROR_UNREACHABLE at once when it is out of reach. It
 * may be asked again for the same. */
void ed_desk_ask_take_back_async (EdDesk *desk,
                                  const EdTakeBackOrder *order,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
EdTakeBackAnswer *ed_desk_ask_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error);
