/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/decisions.h"
#include "sync/desk.h"

/* What a coordinator has to decide, as it is now: elements EdDecisionRow, in order. */
void ed_desk_query_decisions_async (EdDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GArray *ed_desk_query_decisions_finish (EdDesk *desk, GAsyncResult *result, GError **error);
