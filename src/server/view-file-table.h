/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Which files the views list: who may read their bytes (PROTOCOL 12.4). Written with each view,
 * never apart from it. */

/* The view of (AUDIENCE, TYPE, ID) lists these files (ids, NULL-terminated) and no others; none:
 * NULL. */
gboolean ed_view_files_set (EdDb *db,
                            const char *audience,
                            const char *type,
                            const char *id,
                            const char *const *files,
                            GError **error);
/* Those files; free with g_strfreev(). */
char **ed_view_files_list (EdDb *db,
                           const char *audience,
                           const char *type,
                           const char *id,
                           GError **error);
/* Whether a view of one of AUDIENCES (NULL-terminated, at most ED_AUDIENCES_MAX) lists FILE. FALSE
 * with ERROR on failure. */
gboolean
ed_view_files_has (EdDb *db, const char *const *audiences, const char *file, GError **error);
