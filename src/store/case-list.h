/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/fold.h"
#include "store/connection.h"

/* Inside the store: the narrow rows that lists read. */

/* Writes the row of the case with this BODY (JSON); there is none yet. */
gboolean
ed_case_list_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
gboolean ed_case_list_remove (EdStore *store, gint64 row, GError **error);
/* Whether an overlay is shown instead of ROW. */
/* Calls FUNCTION with each case shown that was recorded from FROM on and before TO: company and
 * client folded, NUMBER or ED_ABSENT. */
typedef void (*EdCaseListVisit) (const char *company,
                                 const char *client,
                                 gint64 recorded_at,
                                 gint64 number,
                                 gpointer data);
gboolean ed_case_list_visit (EdStore *store,
                             gint64 from,
                             gint64 to,
                             EdCaseListVisit function,
                             gpointer data,
                             GError **error);
/* Adds the rows (gint64) of the cases shown that somebody has declined since SINCE. */
gboolean ed_case_list_find_declined (EdStore *store, gint64 since, GArray *rows, GError **error);
gboolean ed_case_list_cover (EdStore *store, gint64 row, gboolean covered, GError **error);
