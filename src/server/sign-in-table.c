/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/sign-in-table.h"

#include "domain/days.h"
#include "server/query.h"

EdBearer *
ed_sign_ins_find (EdDb *db, const char *token, GError **error)
{
  g_autoptr (EdStatement) statement = NULL;
  guint8 hash[ED_SECRET_BYTES];
  EdBearer *self;

  ed_secrets_hash_token (token, hash);
  statement = ed_query (db,
                        error,
                        "SELECT token.sign_in, sign_in.account, sign_in.device, token.kind,"
                        " token.generation, sign_in.generation, sign_in.confirmed,"
                        " sign_in.revoked_at IS NOT NULL, token.expires_at, credential.roles,"
                        " credential.state, credential.rights_gen, device.revoked_at IS NOT NULL,"
                        " totp.confirmed_at IS NOT NULL, credential.wiped_xid"
                        " FROM token"
                        " JOIN sign_in ON sign_in.id = token.sign_in"
                        " JOIN credential ON credential.account = sign_in.account"
                        " JOIN device ON device.id = sign_in.device"
                        " LEFT JOIN totp ON totp.account = sign_in.account"
                        " WHERE token.hash = $1",
                        "b",
                        hash,
                        sizeof hash);
  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  self = g_new0 (EdBearer, 1);
  self->sign_in = g_strdup (ed_statement_text (statement, 0));
  self->account = g_strdup (ed_statement_text (statement, 1));
  self->device = g_strdup (ed_statement_text (statement, 2));
  self->kind = (EdTokenKind) ed_statement_int (statement, 3);
  self->token_generation = ed_statement_int (statement, 4);
  self->generation = ed_statement_int (statement, 5);
  self->confirmed = ed_statement_int (statement, 6) != 0;
  self->revoked = ed_statement_int (statement, 7) != 0;
  self->expires_at = ed_instant_from_text (ed_statement_text (statement, 8));
  self->roles = ed_statement_int (statement, 9);
  self->state = ed_statement_int (statement, 10);
  self->rights_gen = ed_statement_int (statement, 11);
  self->device_revoked = ed_statement_int (statement, 12) != 0;
  self->has_totp = ed_statement_int (statement, 13) != 0;
  self->wiped_xid = ed_statement_int (statement, 14);
  return self;
}

EdBearer *
ed_sign_ins_find_again (EdDb *db, const EdBearer *bearer, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT sign_in.revoked_at IS NOT NULL, credential.roles, credential.state,"
                " credential.rights_gen, device.revoked_at IS NOT NULL"
                " FROM sign_in"
                " JOIN credential ON credential.account = sign_in.account"
                " JOIN device ON device.id = sign_in.device"
                " WHERE sign_in.id = $1",
                "t",
                bearer->sign_in);
  EdBearer *self;

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  self = ed_bearer_copy (bearer);
  self->revoked = ed_statement_int (statement, 0) != 0;
  self->roles = ed_statement_int (statement, 1);
  self->state = ed_statement_int (statement, 2);
  self->rights_gen = ed_statement_int (statement, 3);
  self->device_revoked = ed_statement_int (statement, 4) != 0;
  return self;
}

EdBearer *
ed_bearer_copy (const EdBearer *self)
{
  EdBearer *copy = g_new (EdBearer, 1);

  *copy = *self;
  copy->sign_in = g_strdup (self->sign_in);
  copy->account = g_strdup (self->account);
  copy->device = g_strdup (self->device);
  return copy;
}

void
ed_bearer_free (EdBearer *self)
{
  if (self == NULL)
    return;
  g_free (self->sign_in);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

gboolean
ed_sign_ins_add (EdDb *db,
                 const char *id,
                 const char *account,
                 const char *device,
                 gint64 now,
                 GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO sign_in (id, account, device, generation, confirmed,"
                       " created_at) VALUES ($1, $2, $3, 0, 0, $4)",
                       "tttt",
                       id,
                       account,
                       device,
                       at);
}

static gboolean
add_token (EdDb *db,
           const char *id,
           EdTokenKind kind,
           gint64 generation,
           const char *token,
           gint64 expires,
           GError **error)
{
  g_autofree char *at = ed_instant_to_text (expires);
  guint8 hash[ED_SECRET_BYTES];

  ed_secrets_hash_token (token, hash);
  return ed_query_run (db,
                       error,
                       "INSERT INTO token (hash, sign_in, kind, generation, expires_at)"
                       " VALUES ($1, $2, $3, $4, $5)",
                       "btiit",
                       hash,
                       sizeof hash,
                       id,
                       (gint64) kind,
                       generation,
                       at);
}

gboolean
ed_sign_ins_add_tokens (EdDb *db,
                        const char *id,
                        gint64 generation,
                        const char *access,
                        gint64 access_expires,
                        const char *refresh,
                        gint64 refresh_expires,
                        GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE sign_in SET generation = $2, confirmed = 0 WHERE id = $1",
                       "ti",
                       id,
                       generation)
         && add_token (db, id, ED_TOKEN_ACCESS, generation, access, access_expires, error)
         && add_token (db, id, ED_TOKEN_REFRESH, generation, refresh, refresh_expires, error);
}

gboolean
ed_sign_ins_drop_tokens (EdDb *db, const char *id, gint64 generation, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM token WHERE sign_in = $1 AND generation = $2",
                       "ti",
                       id,
                       generation);
}

gboolean
ed_sign_ins_confirm (EdDb *db, const char *id, GError **error)
{
  return ed_query_run (db, error, "UPDATE sign_in SET confirmed = 1 WHERE id = $1", "t", id);
}

gboolean
ed_sign_ins_revoke (EdDb *db, const char *id, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE sign_in SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
                       "tt",
                       id,
                       at);
}

gboolean
ed_sign_ins_revoke_account (EdDb *db,
                            const char *account,
                            const char *kept,
                            gint64 now,
                            GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE sign_in SET revoked_at = $3"
                       " WHERE account = $1 AND device <> $2 AND revoked_at IS NULL",
                       "ttt",
                       account,
                       kept != NULL ? kept : "",
                       at);
}

gboolean
ed_sign_ins_revoke_device (EdDb *db, const char *device, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE sign_in SET revoked_at = $2"
                       " WHERE device = $1 AND revoked_at IS NULL",
                       "tt",
                       device,
                       at);
}

gboolean
ed_sign_ins_drop_expired (EdDb *db, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db, error, "DELETE FROM token WHERE expires_at <= $1", "t", at);
}
