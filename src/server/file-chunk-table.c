/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/file-chunk-table.h"

#include <string.h>

#include "domain/file.h"
#include "server/query.h"

/* A row with the bytes of chunk N, to be given back; NULL without ERROR where there is none. */
static EdStatement *
find_chunk (EdDb *db, const char *file, gint64 n, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT bytes FROM file_chunk WHERE file = $1 AND n = $2",
                "ti",
                file,
                n);

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  return g_steal_pointer (&statement);
}

/* Lengthens chunk N, which has HELD bytes. */
static gboolean
lengthen (EdDb *db,
          const char *file,
          gint64 n,
          gsize held,
          const guint8 *bytes,
          gsize length,
          GError **error)
{
  g_autofree guint8 *whole = g_malloc (held + length);
  EdStatement *present = find_chunk (db, file, n, error);
  gsize present_length = 0;
  const guint8 *present_bytes =
      present != NULL ? ed_statement_blob (present, 0, &present_length) : NULL;

  if (present_length == held)
    memcpy (whole, present_bytes, held);
  ed_statement_done (present);
  if (present_length != held)
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "a file lacks bytes");
      return FALSE;
    }
  memcpy (whole + held, bytes, length);
  return ed_query_run (db,
                       error,
                       "UPDATE file_chunk SET bytes = $3 WHERE file = $1 AND n = $2",
                       "tib",
                       file,
                       n,
                       whole,
                       held + length);
}

static gboolean
add (EdDb *db, const char *file, gint64 n, const guint8 *bytes, gsize length, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO file_chunk (file, n, bytes) VALUES ($1, $2, $3)",
                       "tib",
                       file,
                       n,
                       bytes,
                       length);
}

gboolean
ed_file_chunks_append (EdDb *db,
                       const char *file,
                       gint64 offset,
                       const guint8 *bytes,
                       gsize length,
                       GError **error)
{
  while (length > 0)
    {
      gint64 n = offset / ED_FILE_CHUNK_BYTES;
      gsize held = (gsize) (offset % ED_FILE_CHUNK_BYTES);
      gsize part = MIN (length, ED_FILE_CHUNK_BYTES - held);
      gboolean added = held > 0 ? lengthen (db, file, n, held, bytes, part, error)
                                : add (db, file, n, bytes, part, error);

      if (!added)
        return FALSE;
      offset += (gint64) part;
      bytes += part;
      length -= part;
    }
  return TRUE;
}

gssize
ed_file_chunks_read (EdDb *db,
                     const char *file,
                     gint64 offset,
                     guint8 *buffer,
                     gsize max,
                     GError **error)
{
  GError *local = NULL;
  g_autoptr (EdStatement) chunk = find_chunk (db, file, offset / ED_FILE_CHUNK_BYTES, &local);
  gsize from = (gsize) (offset % ED_FILE_CHUNK_BYTES);
  gsize length;
  const guint8 *bytes;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return -1;
    }
  if (chunk == NULL)
    return 0;
  bytes = ed_statement_blob (chunk, 0, &length);
  if (from >= length)
    return 0;
  length = MIN (length - from, max);
  memcpy (buffer, bytes + from, length);
  return (gssize) length;
}

/* A chunk at a time: an engine may hold all rows of a result at once. */
char *
ed_file_chunks_hash (EdDb *db, const char *file, GError **error)
{
  return ed_file_chunks_hash_with (db, file, NULL, error);
}

char *
ed_file_chunks_hash_with (EdDb *db, const char *file, GBytes *rest, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GError *local = NULL;
  EdStatement *chunk;

  for (gint64 n = 0; (chunk = find_chunk (db, file, n, &local)) != NULL; n++)
    {
      gsize length;
      const guint8 *bytes = ed_statement_blob (chunk, 0, &length);

      g_checksum_update (checksum, bytes, (gssize) length);
      ed_statement_done (chunk);
    }
  if (rest != NULL)
    g_checksum_update (checksum, g_bytes_get_data (rest, NULL), (gssize) g_bytes_get_size (rest));
  if (local == NULL)
    return g_strdup (g_checksum_get_string (checksum));
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_file_chunks_delete (EdDb *db, const char *file, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM file_chunk WHERE file = $1", "t", file);
}
