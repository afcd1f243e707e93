/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What was erased: its type ("case", "request") and the id that it had, so that nothing brings it
 * back. It names nobody and leads nowhere. */

gboolean ed_erased_add (EdDb *db, const char *type, const char *id, gint64 now, GError **error);
/* FALSE with ERROR on failure. */
gboolean ed_erased_has (EdDb *db, const char *type, const char *id, GError **error);
