/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Of which length the reports of a company and year are that were given away. */

/* Writes down WORD for COMPANY (folded) and YEAR where nothing is; *TAKEN is what is there then.
 * Free with g_free(). */
gboolean ed_releases_take (EdDb *db,
                           const char *company,
                           gint64 year,
                           const char *word,
                           char **taken,
                           GError **error);
