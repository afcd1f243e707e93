/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/credential-table.h"

#include "domain/account.h"
#include "domain/days.h"
#include "server/query.h"

char *
ed_credentials_fold_user (const char *user)
{
  return g_ascii_strdown (user, -1);
}

#define SELECT "SELECT account, hash, roles, state, rights_gen, suggest_change FROM credential"

/* Takes STATEMENT, which may be NULL. */
static EdCredential *
read_credential (EdStatement *statement, GError **error)
{
  g_autoptr (EdStatement) row = statement;
  EdCredential *self;

  if (row == NULL || !ed_statement_step (row, error))
    return NULL;
  self = g_new0 (EdCredential, 1);
  self->account = g_strdup (ed_statement_text (row, 0));
  self->hash = g_strdup (ed_statement_text (row, 1));
  self->roles = ed_statement_int (row, 2);
  self->state = ed_statement_int (row, 3);
  self->rights_gen = ed_statement_int (row, 4);
  self->suggest_change = ed_statement_int (row, 5);
  return self;
}

EdCredential *
ed_credentials_find (EdDb *db, const char *user, GError **error)
{
  return read_credential (ed_query (db, error, SELECT " WHERE \"user\" = $1", "t", user), error);
}

EdCredential *
ed_credentials_load (EdDb *db, const char *account, GError **error)
{
  return read_credential (ed_query (db, error, SELECT " WHERE account = $1", "t", account), error);
}

void
ed_credential_free (EdCredential *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  g_free (self->hash);
  g_free (self);
}

gboolean
ed_credentials_add (EdDb *db,
                    const EdCredential *credential,
                    const char *user,
                    gint64 now,
                    GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO credential (account, \"user\", hash, roles, state, rights_gen,"
                       " suggest_change, changed_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
                       "tttiiit",
                       credential->account,
                       user,
                       credential->hash,
                       credential->roles,
                       credential->state,
                       credential->suggest_change,
                       at);
}

gboolean
ed_credentials_set_password (EdDb *db,
                             const char *account,
                             const char *hash,
                             gboolean is_made,
                             gint64 now,
                             GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE credential SET hash = $2, suggest_change = $3, changed_at = $4"
                       " WHERE account = $1",
                       "ttit",
                       account,
                       hash,
                       (gint64) is_made,
                       at);
}

gboolean
ed_credentials_keep_password (EdDb *db, const char *account, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE credential SET suggest_change = 0 WHERE account = $1",
                       "t",
                       account);
}

gboolean
ed_credentials_set_user (EdDb *db, const char *account, const char *user, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE credential SET \"user\" = $2 WHERE account = $1",
                       "tt",
                       account,
                       user);
}

gint64
ed_credentials_count_administrators (EdDb *db, const char *account, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT count(*) FROM credential"
                " WHERE (roles & $2) <> 0 AND state <> $3 AND account <> $1",
                "tii",
                account,
                (gint64) ED_ROLE_ADMINISTRATOR,
                (gint64) ED_ACCOUNT_SUSPENDED);

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  return ed_statement_int (statement, 0);
}

gboolean
ed_credentials_set_state (EdDb *db, const char *account, gint64 state, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE credential SET state = $2 WHERE account = $1",
                       "ti",
                       account,
                       state);
}

char **
ed_credentials_list (EdDb *db, gint64 roles, GError **error)
{
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  g_autoptr (EdStatement) statement = ed_query (db,
                                                error,
                                                "SELECT account FROM credential"
                                                " WHERE roles & $1 <> 0 AND state <> $2"
                                                " ORDER BY account",
                                                "ii",
                                                roles,
                                                (gint64) ED_ACCOUNT_SUSPENDED);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    g_strv_builder_add (accounts, ed_statement_text (statement, 0));
  if (local == NULL)
    return g_strv_builder_end (accounts);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_credentials_set_roles (EdDb *db, const char *account, gint64 roles, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE credential SET roles = $2, rights_gen = rights_gen + 1"
                       " WHERE account = $1",
                       "ti",
                       account,
                       roles);
}

gboolean
ed_credentials_note_wiped (EdDb *db, const char *account, gint64 xid, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE credential SET wiped_xid = $2 WHERE account = $1 AND wiped_xid < $2",
                       "ti",
                       account,
                       xid);
}
