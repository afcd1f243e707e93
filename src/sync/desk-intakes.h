/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/burdens.h"
#include "store/intakes.h"
#include "sync/desk.h"

/* Work on many cases at once. */

/* ed_store_check_intakes() of INTAKES (EdCase, not to be changed before the answer): elements
 * EdIntakeCheck. */
void ed_desk_check_intakes_async (EdDesk *desk,
                                  GPtrArray *intakes,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GArray *ed_desk_check_intakes_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Does COMMANDS (EdCommand, not to be changed before the answer) here, all at once, and queues
 * them; some 0.2 ms each. Answers with what became of each: elements EdRefusal, ED_REFUSAL_NONE
 * for what was done. NULL: nothing was. */
void ed_desk_do_all_async (EdDesk *desk,
                           GPtrArray *commands,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
GArray *ed_desk_do_all_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* ed_store_load_burdens(); of this machine's cases, without the server. */
void ed_desk_load_burdens_async (EdDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GHashTable *ed_desk_load_burdens_finish (EdDesk *desk, GAsyncResult *result, GError **error);
