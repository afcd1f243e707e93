/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/backup-table.h"

#include "domain/days.h"
#include "domain/record.h"
#include "server/query.h"
#include "server/secrets.h"

gboolean
ed_backups_add (EdDb *db, EdDb *copy, gint64 at, gint64 length, GError **error)
{
  g_autofree char *id = ed_secrets_make_uuid ();
  g_autofree char *at_text = ed_instant_to_text (at);
  g_autoptr (EdStatement) device = NULL;
  GError *local = NULL;

  if (!ed_query_run (db,
                     error,
                     "INSERT INTO backup (id, at, length) VALUES ($1, $2, $3)",
                     "tti",
                     id,
                     at_text,
                     length))
    return FALSE;
  device = ed_query (copy, error, "SELECT id, last_seq FROM device WHERE last_seq > 0", "");
  if (device == NULL)
    return FALSE;
  while (ed_statement_step (device, &local)
         && ed_query_run (db,
                          &local,
                          "UPDATE device SET durable_seq = $2"
                          " WHERE id = $1 AND (durable_seq IS NULL OR durable_seq < $2)",
                          "ti",
                          ed_statement_text (device, 0),
                          ed_statement_int (device, 1)))
    ;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_backups_find_last (EdDb *db, gint64 *at, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db, error, "SELECT MAX(at) FROM backup", "");

  *at = ED_ABSENT;
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  if (!ed_statement_is_null (row, 0))
    *at = ed_instant_from_text (ed_statement_text (row, 0));
  return TRUE;
}
