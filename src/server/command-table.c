/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/command-table.h"

#include <string.h>

#include "domain/days.h"
#include "server/query.h"

#define DURABLE_AFTER_MS (G_GINT64_CONSTANT (14) * 86400000)

gboolean
ed_commands_add (EdDb *db, const EdCommandRow *row, GError **error)
{
  g_autofree char *done_at = ed_instant_to_text (row->done_at);
  g_autofree char *at = ed_instant_to_text (row->at);
  g_autofree char *received_at = ed_instant_to_text (row->received_at);

  return ed_query_run (db,
                       error,
                       "INSERT INTO command (account, id, device, seq, type, version, target,"
                       " assignment, done_at, at, received_at, moved, status, code, rev, result,"
                       " hmac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
                       " $15, $16, $17)",
                       "tttititttttittitb",
                       row->account,
                       row->id,
                       row->device,
                       row->seq,
                       row->type,
                       row->version,
                       row->target,
                       row->assignment,
                       done_at,
                       at,
                       received_at,
                       (gint64) row->moved,
                       row->status,
                       row->code,
                       row->rev,
                       row->result,
                       row->hmac,
                       (gsize) ED_SECRET_BYTES)
         && (row->body == NULL
             || ed_query_run (db,
                              error,
                              "INSERT INTO command_body (account, id, target, body)"
                              " VALUES ($1, $2, $3, $4)",
                              "tttt",
                              row->account,
                              row->id,
                              row->target,
                              row->body));
}

char *
ed_commands_find (EdDb *db, const char *account, const char *id, guint8 *hmac, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT result, hmac FROM command WHERE account = $1 AND id = $2",
                "tt",
                account,
                id);
  gconstpointer bytes;
  gsize length = 0;

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  bytes = ed_statement_blob (statement, 1, &length);
  memset (hmac, 0, ED_SECRET_BYTES);
  memcpy (hmac, bytes, MIN (length, ED_SECRET_BYTES));
  return g_strdup (ed_statement_text (statement, 0));
}

gint64
ed_commands_find_durable (EdDb *db, const char *device, gint64 now, GError **error)
{
  g_autofree char *before = ed_instant_to_text (now - DURABLE_AFTER_MS);
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT COALESCE((SELECT durable_seq FROM device WHERE id = $1), 0)"
                " FROM (SELECT COUNT(*) AS n FROM backup) made WHERE n > 0"
                " UNION ALL "
                "SELECT seq FROM (SELECT seq FROM command WHERE device = $1 AND received_at < $2"
                " ORDER BY received_at DESC, seq DESC LIMIT 1) old"
                " WHERE NOT EXISTS (SELECT 1 FROM backup)",
                "tt",
                device,
                before);
  GError *local = NULL;
  gint64 seq = 0;

  if (statement == NULL)
    return -1;
  if (ed_statement_step (statement, &local))
    seq = ed_statement_int (statement, 0);
  if (local == NULL)
    return seq;
  g_propagate_error (error, local);
  return -1;
}

gint64
ed_commands_note_failure (EdDb *db, const char *account, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "INSERT INTO failure (account, id, times) VALUES ($1, $2, 1)"
                " ON CONFLICT (account, id) DO UPDATE SET times = failure.times + 1"
                " RETURNING times",
                "tt",
                account,
                id);
  gint64 times;

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  times = ed_statement_int (statement, 0);
  return ed_statement_run (statement, error) ? times : -1;
}

gint64
ed_commands_count_failures (EdDb *db, const char *account, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT times FROM failure WHERE account = $1 AND id = $2",
                "tt",
                account,
                id);

  if (statement == NULL || !ed_statement_step (statement, error))
    return 0;
  return ed_statement_int (statement, 0);
}

gboolean
ed_commands_forget (EdDb *db, const char *target, GError **error)
{
  static const guint8 zeros[ED_SECRET_BYTES];

  return ed_query_run (db,
                       error,
                       "DELETE FROM command_body WHERE (account, id) IN"
                       " (SELECT account, id FROM command WHERE target = $1)",
                       "t",
                       target)
         && ed_query_run (db,
                          error,
                          "UPDATE command SET hmac = $2 WHERE target = $1",
                          "tb",
                          target,
                          zeros,
                          sizeof zeros);
}

EdStatement *
ed_commands_read_late (EdDb *db, const char *target, GError **error)
{
  return ed_query (db,
                   error,
                   "SELECT c.id, c.account FROM command c"
                   " JOIN document d ON d.type = 'late_work' AND d.id = c.id"
                   " WHERE c.target = $1",
                   "t",
                   target);
}
