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
gboolean ed_case_list_cover (EdStore *store, gint64 row, gboolean covered, GError **error);
