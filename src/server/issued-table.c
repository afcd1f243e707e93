/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/issued-table.h"

#include "domain/days.h"
#include "server/query.h"

gboolean
ed_issued_set (EdDb *db,
               const char *account,
               const char *hash,
               const char *token,
               gint64 expires_at,
               GError **error)
{
  g_autofree char *until = ed_instant_to_text (expires_at);
  guint8 token_hash[ED_SECRET_BYTES];

  if (token != NULL)
    ed_secrets_hash_token (token, token_hash);
  return ed_query_run (db,
                       error,
                       "INSERT INTO issued_password (account, hash, token, expires_at)"
                       " VALUES ($1, $2, $3, $4) ON CONFLICT (account) DO UPDATE SET"
                       " hash = excluded.hash, token = excluded.token,"
                       " expires_at = excluded.expires_at",
                       "ttbt",
                       account,
                       hash,
                       token != NULL ? token_hash : NULL,
                       token != NULL ? sizeof token_hash : (gsize) 0,
                       until);
}

/* The text in the first column of the only row; NULL without ERROR: no row. */
static char *
read_text (EdStatement *statement, GError **error)
{
  return statement != NULL && ed_statement_step (statement, error)
             ? g_strdup (ed_statement_text (statement, 0))
             : NULL;
}

char *
ed_issued_find (EdDb *db, const char *account, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT hash FROM issued_password WHERE account = $1 AND expires_at > $2",
                "tt",
                account,
                at);

  return read_text (statement, error);
}

char *
ed_issued_find_account (EdDb *db, const char *token, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);
  g_autoptr (EdStatement) statement = NULL;
  guint8 hash[ED_SECRET_BYTES];

  ed_secrets_hash_token (token, hash);
  statement = ed_query (db,
                        error,
                        "SELECT account FROM issued_password WHERE token = $1 AND expires_at > $2",
                        "bt",
                        hash,
                        sizeof hash,
                        at);
  return read_text (statement, error);
}

gboolean
ed_issued_clear (EdDb *db, const char *account, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM issued_password WHERE account = $1", "t", account);
}

gboolean
ed_issued_clear_token (EdDb *db, const char *account, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE issued_password SET token = NULL WHERE account = $1",
                       "t",
                       account);
}

gboolean
ed_issued_drop_expired (EdDb *db, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db, error, "DELETE FROM issued_password WHERE expires_at <= $1", "t", at);
}
