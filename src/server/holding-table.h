/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Which expert holds which case now, and who assigned it: from it follows whose short account view
 * an expert has. */

/* Sets the holder of CASE_ID; EXPERT NULL: nobody. */
gboolean ed_holdings_set (EdDb *db,
                          const char *case_id,
                          const char *expert,
                          const char *assigned_by,
                          GError **error);
/* Whether EXPERT holds a case that ASSIGNED_BY gave; FALSE with ERROR set on failure. */
gboolean ed_holdings_has (EdDb *db, const char *expert, const char *assigned_by, GError **error);
/* Those who hold a case that ASSIGNED_BY gave; NULL on failure. Free with g_strfreev(). */
char **ed_holdings_list_experts (EdDb *db, const char *assigned_by, GError **error);
