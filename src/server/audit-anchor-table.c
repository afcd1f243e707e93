/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audit-anchor-table.h"

#include <string.h>

#include "server/query.h"

gboolean
ed_audit_anchors_set (EdDb *db, const EdAuditSeal *seal, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO audit_anchor (name, n, at, hash) VALUES ('last', $1, $2, $3)"
                       " ON CONFLICT (name) DO UPDATE"
                       " SET n = excluded.n, at = excluded.at, hash = excluded.hash",
                       "itb",
                       seal->n,
                       seal->at,
                       seal->hash,
                       sizeof seal->hash);
}

gboolean
ed_audit_anchors_load (EdDb *db, EdAuditSeal *seal, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT n, at, hash FROM audit_anchor WHERE name = 'last'", "");
  gconstpointer hash;
  gsize length = 0;

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  seal->n = ed_statement_int (statement, 0);
  seal->at = g_strdup (ed_statement_text (statement, 1));
  hash = ed_statement_blob (statement, 2, &length);
  memcpy (seal->hash, hash, MIN (length, sizeof seal->hash));
  return TRUE;
}
