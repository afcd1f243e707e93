/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/late-work.h"
#include "sync/desk.h"

/* Facts that came after their assignment had ended (store/late-work.h). */

/* What waits for a coordinator on the case or request TARGET_ID, or, with NULL, what the account
 * itself entered: elements EdLateWork. */
void ed_desk_list_late_async (EdDesk *desk,
                              const char *target_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GPtrArray *ed_desk_list_late_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* What was entered in the assignment, and what became of it, is not shown any more. */
void ed_desk_put_late_away_async (EdDesk *desk,
                                  const char *assignment_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean ed_desk_put_late_away_finish (EdDesk *desk, GAsyncResult *result, GError **error);
