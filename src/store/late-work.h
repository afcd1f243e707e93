/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/late-work.h"
#include "store/store.h"

/* Facts that came after their assignment had ended. Blocking; errors are ED_DB_ERROR. */

/* What waits for a coordinator on the case or request TARGET_ID, as it will be with what the outbox
 * says: the settled is left out. Elements EdLateWork, the earliest first; free with
 * g_ptr_array_unref(). */
GPtrArray *ed_store_list_late (EdStore *store, const char *target_id, GError **error);
/* What the account that is signed in entered itself and has not put away, by assignment. */
GPtrArray *ed_store_list_own_late (EdStore *store, GError **error);
/* The reader has seen what became of what they entered in the assignment. */
gboolean ed_store_put_late_away (EdStore *store, const char *assignment_id, GError **error);
