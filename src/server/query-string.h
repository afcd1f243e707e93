/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The part of a path behind the question mark: "after=…&limit=500". */

/* Its names and values, unescaped; NULL when it is malformed or names something twice. */
GHashTable *ed_query_string_parse (const char *query);
/* The number under NAME, FALLBACK where there is none; FALSE when it is none of MINIMUM to MAXIMUM.
 */
gboolean ed_query_string_get_number (GHashTable *query,
                                     const char *name,
                                     gint64 minimum,
                                     gint64 maximum,
                                     gint64 fallback,
                                     gint64 *number);
