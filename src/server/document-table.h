/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Whole aggregates as JSON text, by type and id. */

/* The text and revision; NULL without ERROR: there is none. Free with g_free(). */
char *ed_documents_load (EdDb *db,
                         const char *type,
                         const char *id,
                         gint64 *rev,
                         gsize *length,
                         GError **error);
/* The revision alone; 0: there is none; -1 on failure. */
gint64 ed_documents_rev (EdDb *db, const char *type, const char *id, GError **error);
gboolean ed_documents_store (EdDb *db,
                             const char *type,
                             const char *id,
                             gint64 rev,
                             const char *body,
                             gsize length,
                             GError **error);
gboolean ed_documents_delete (EdDb *db, const char *type, const char *id, GError **error);
/* Waits until no other transaction is changing it, there or not. */
gboolean ed_documents_lock (EdDb *db, const char *type, const char *id, GError **error);
/* The ids of all documents of TYPE; free with g_strfreev(). */
char **ed_documents_list (EdDb *db, const char *type, GError **error);
/* Documents of TYPE whose id is beyond AFTER ("": from the first on), in order of id, LIMIT at
 * most. Columns: id, body. */
EdStatement *
ed_documents_read (EdDb *db, const char *type, const char *after, gint64 limit, GError **error);
