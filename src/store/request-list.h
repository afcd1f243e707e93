/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the narrow rows that the overview of requests reads. */

/* Writes the row of the request with this BODY (JSON); there is none yet. */
gboolean
ed_request_list_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
gboolean ed_request_list_remove (EdStore *store, gint64 row, GError **error);
/* Those of the replica up to ROW; those beyond it. */
gboolean ed_request_list_remove_up_to (EdStore *store, gint64 row, GError **error);
gboolean ed_request_list_remove_beyond (EdStore *store, gint64 row, GError **error);
/* What stands for the account ID there: short, as lists are read whole. ED_ABSENT for NULL. */
gint64 ed_request_list_key (const char *id);
/* Whether an overlay is shown instead of ROW. */
gboolean ed_request_list_cover (EdStore *store, gint64 row, gboolean covered, GError **error);
/* Adds the requests at the N rows of NUMBERS that still exist to ROWS (EdRequestRow), in order. */
gboolean ed_request_rows_load (EdStore *store,
                               const gint64 *numbers,
                               guint n,
                               GPtrArray *rows,
                               GError **error);
/* Those that are neither completed nor cancelled. */
gboolean ed_request_list_count (EdStore *store, gint64 *n, GError **error);
