/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* The bytes of files, in chunks of ED_FILE_CHUNK_BYTES (domain/file.h), so that no more than one of
 * them is in memory at a time. */

/* Puts LENGTH bytes behind the OFFSET bytes that the file has. */
gboolean ed_file_chunks_append (EdDb *db,
                                const char *file,
                                gint64 offset,
                                const guint8 *bytes,
                                gsize length,
                                GError **error);
/* Reads from OFFSET to the end of the chunk that it lies in, MAX bytes at most. Answers how many; 0
 * where there are none, -1 on failure. */
gssize ed_file_chunks_read (EdDb *db,
                            const char *file,
                            gint64 offset,
                            guint8 *buffer,
                            gsize max,
                            GError **error);
/* SHA-256 of all its bytes, 64 hexadecimal digits; free with g_free(). */
char *ed_file_chunks_hash (EdDb *db, const char *file, GError **error);
/* The same as if REST (may be NULL) stood behind them. */
char *ed_file_chunks_hash_with (EdDb *db, const char *file, GBytes *rest, GError **error);
gboolean ed_file_chunks_delete (EdDb *db, const char *file, GError **error);
