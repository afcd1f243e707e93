/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audit-seal-table.h"

#include <string.h>

#include "domain/days.h"
#include "server/query.h"

void
ed_audit_seal_clear (EdAuditSeal *self)
{
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->leaves, g_bytes_unref);
}

gboolean
ed_audit_seals_add (EdDb *db, const EdAuditSeal *seal, gboolean *added, GError **error)
{
  gsize length = 0;
  gconstpointer leaves = g_bytes_get_data (seal->leaves, &length);

  if (!ed_query_run (db,
                     error,
                     "INSERT INTO audit_seal (n, first_row, last_row, at, previous_hash, hash,"
                     " leaves) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (n) DO NOTHING",
                     "iiitbbb",
                     seal->n,
                     seal->first,
                     seal->last,
                     seal->at,
                     seal->previous,
                     sizeof seal->previous,
                     seal->hash,
                     sizeof seal->hash,
                     leaves,
                     length))
    return FALSE;
  *added = ed_db_changes (db) > 0;
  return TRUE;
}

static void
copy_hash (EdStatement *statement, int column, guint8 *hash)
{
  gsize length = 0;
  gconstpointer bytes = ed_statement_blob (statement, column, &length);

  memset (hash, 0, ED_SECRET_BYTES);
  if (bytes != NULL)
    memcpy (hash, bytes, MIN (length, ED_SECRET_BYTES));
}

static gboolean
read_seal (EdStatement *statement, EdAuditSeal *seal, GError **error)
{
  gconstpointer leaves;
  gsize length = 0;

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  seal->n = ed_statement_int (statement, 0);
  seal->first = ed_statement_int (statement, 1);
  seal->last = ed_statement_int (statement, 2);
  seal->at = g_strdup (ed_statement_text (statement, 3));
  copy_hash (statement, 4, seal->previous);
  copy_hash (statement, 5, seal->hash);
  leaves = ed_statement_blob (statement, 6, &length);
  seal->leaves = g_bytes_new (leaves, length);
  return TRUE;
}

gboolean
ed_audit_seals_last (EdDb *db, EdAuditSeal *seal, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT n, first_row, last_row, at, previous_hash, hash, leaves FROM audit_seal"
                " ORDER BY n DESC LIMIT 1",
                "");

  return read_seal (statement, seal, error);
}

gboolean
ed_audit_seals_next (EdDb *db, gint64 n, EdAuditSeal *seal, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT n, first_row, last_row, at, previous_hash, hash, leaves FROM audit_seal"
                " WHERE n > $1 ORDER BY n LIMIT 1",
                "i",
                n);

  return read_seal (statement, seal, error);
}

gboolean
ed_audit_seals_find_older (EdDb *db, gint64 before, gint64 limit, gint64 *n, GError **error)
{
  g_autofree char *text = ed_instant_to_text (before);
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT n, at FROM audit_seal ORDER BY n LIMIT $1", "i", limit + 1);
  GError *local = NULL;
  gint64 older = 0;

  *n = 0;
  if (statement == NULL)
    return FALSE;
  while (ed_statement_step (statement, &local))
    {
      *n = older;
      if (g_strcmp0 (ed_statement_text (statement, 1), text) >= 0)
        break;
      older = ed_statement_int (statement, 0);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_audit_seals_remove (EdDb *db, gint64 n, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM audit_seal WHERE n <= $1", "i", n);
}
