/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/totp-table.h"

#include "domain/days.h"
#include "server/query.h"
#include "server/secrets.h"

EdTotpRow *
ed_totps_load (EdDb *db, const char *account, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT sealed, confirmed_at IS NOT NULL, last_step FROM totp WHERE account = $1",
                "t",
                account);
  EdTotpRow *self;
  gconstpointer bytes;
  gsize length = 0;

  if (row == NULL || !ed_statement_step (row, error))
    return NULL;
  self = g_new0 (EdTotpRow, 1);
  bytes = ed_statement_blob (row, 0, &length);
  self->sealed = g_bytes_new (bytes, length);
  self->confirmed = ed_statement_int (row, 1) != 0;
  self->last_step = ed_statement_int (row, 2);
  return self;
}

void
ed_totp_row_free (EdTotpRow *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->sealed);
  g_free (self);
}

gboolean
ed_totps_begin (EdDb *db, const char *account, GBytes *sealed, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (sealed, &length);

  return ed_query_run (db,
                       error,
                       "INSERT INTO totp (account, sealed, begun_at, last_step)"
                       " VALUES ($1, $2, $3, 0) ON CONFLICT (account) DO UPDATE SET"
                       " sealed = excluded.sealed, begun_at = excluded.begun_at, last_step = 0",
                       "tbt",
                       account,
                       bytes,
                       length,
                       at);
}

gboolean
ed_totps_confirm (EdDb *db, const char *account, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE totp SET confirmed_at = $2 WHERE account = $1",
                       "tt",
                       account,
                       at);
}

char **
ed_totps_list (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db, error, "SELECT account FROM totp", "");
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_strv_builder_add (accounts, ed_statement_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (accounts);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_totps_set_sealed (EdDb *db, const char *account, GBytes *sealed, GError **error)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (sealed, &length);

  return ed_query_run (db,
                       error,
                       "UPDATE totp SET sealed = $2 WHERE account = $1",
                       "tb",
                       account,
                       bytes,
                       length);
}

gboolean
ed_totps_give_up (EdDb *db, GError **error)
{
  return ed_query_run (db, error, "UPDATE totp SET sealed = $1", "b", "", (gsize) 0);
}

gboolean
ed_totps_spend (EdDb *db, const char *account, gint64 step, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE totp SET last_step = $2 WHERE account = $1 AND last_step < $2",
                       "ti",
                       account,
                       step)
         && ed_db_changes (db) == 1;
}

gboolean
ed_totps_remove (EdDb *db, const char *account, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM totp WHERE account = $1", "t", account)
         && ed_recovery_codes_clear (db, account, error);
}

gboolean
ed_recovery_codes_add (EdDb *db, const char *account, const guint8 *hash, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO recovery_code (account, hash) VALUES ($1, $2)",
                       "tb",
                       account,
                       hash,
                       (gsize) ED_SECRET_BYTES);
}

gboolean
ed_recovery_codes_clear (EdDb *db, const char *account, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM recovery_code WHERE account = $1", "t", account);
}

gboolean
ed_recovery_codes_has (EdDb *db, const char *account, const guint8 *hash, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT 1 FROM recovery_code WHERE account = $1 AND hash = $2",
                "tb",
                account,
                hash,
                (gsize) ED_SECRET_BYTES);

  return row != NULL && ed_statement_step (row, error);
}

gboolean
ed_recovery_codes_spend (EdDb *db, const char *account, const guint8 *hash, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM recovery_code WHERE account = $1 AND hash = $2",
                       "tb",
                       account,
                       hash,
                       (gsize) ED_SECRET_BYTES)
         && ed_db_changes (db) == 1;
}

gint64
ed_recovery_codes_count (EdDb *db, const char *account, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db, error, "SELECT count(*) FROM recovery_code WHERE account = $1", "t", account);

  return row != NULL && ed_statement_step (row, error) ? ed_statement_int (row, 0) : -1;
}
