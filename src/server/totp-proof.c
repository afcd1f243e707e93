/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/totp-proof.h"

#include <gio/gio.h>
#include <string.h>

#include "domain/totp.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/mail.h"
#include "server/outside.h"
#include "server/projection.h"
#include "server/totp-table.h"

/* The key that secrets are sealed with, of the server's own: it opens nothing else. */
static void
make_key (const guint8 *secret, guint8 *key)
{
  static const char purpose[] = "experts-dashboard: second factors";

  ed_secrets_mac (secret, purpose, sizeof purpose, key, ED_SECRET_BYTES);
}

static GBytes *
seal (const guint8 *own, const char *account, const guint8 *secret)
{
  guint8 key[ED_SECRET_BYTES];
  GBytes *sealed;

  make_key (own, key);
  sealed = ed_secrets_seal (key, account, secret, ED_TOTP_SECRET_BYTES);
  ed_secrets_clear (key, sizeof key);
  return sealed;
}

static gboolean
unseal (const guint8 *own, const char *account, GBytes *sealed, guint8 *secret)
{
  guint8 key[ED_SECRET_BYTES];
  gboolean opens;

  make_key (own, key);
  opens = ed_secrets_unseal (key, account, sealed, secret, ED_TOTP_SECRET_BYTES);
  ed_secrets_clear (key, sizeof key);
  return opens;
}

GBytes *
ed_totp_proof_seal (EdApi *api, const char *account, const guint8 *secret)
{
  return seal (api->secret, account, secret);
}

gboolean
ed_totp_proof_seal_anew (EdDb *db,
                         const char *account,
                         const guint8 *former,
                         const guint8 *key,
                         GError **error)
{
  g_autoptr (EdTotpRow) row = ed_totps_load (db, account, error);
  g_autoptr (GBytes) sealed = NULL;
  guint8 secret[ED_TOTP_SECRET_BYTES];

  if (row == NULL)
    return FALSE;
  if (!unseal (former, account, row->sealed, secret))
    return TRUE;
  sealed = seal (key, account, secret);
  ed_secrets_clear (secret, sizeof secret);
  return ed_totps_set_sealed (db, account, sealed, error);
}

static void
hash_code (const char *account, const char *normal, guint8 *hash)
{
  g_autofree char *text = g_strconcat (account, "\n", normal, NULL);

  ed_secrets_digest (text, strlen (text), hash);
}

static gboolean
judge_recovery (EdTotpProof *proof,
                EdBatch *batch,
                const char *account,
                const char *normal,
                GError **error)
{
  GError *local = NULL;

  proof->is_recovery = TRUE;
  hash_code (account, normal, proof->hash);
  if (ed_recovery_codes_has (batch->db, account, proof->hash, &local))
    proof->verdict = ED_TOTP_RIGHT;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
judge_code (EdTotpProof *proof,
            EdBatch *batch,
            const char *account,
            const EdTotpRow *row,
            const char *normal,
            GError **error)
{
  guint8 secret[ED_TOTP_SECRET_BYTES];

  /* It was given up with the key: no code is right. */
  if (g_bytes_get_size (row->sealed) == 0)
    return TRUE;
  if (!unseal (batch->api->secret, account, row->sealed, secret))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a secret does not open");
      return FALSE;
    }
  proof->step = ed_totp_find_step (secret, sizeof secret, normal, batch->now, row->last_step);
  ed_secrets_clear (secret, sizeof secret);
  if (proof->step != ED_ABSENT)
    proof->verdict = ED_TOTP_RIGHT;
  return TRUE;
}

gboolean
ed_totp_proof_judge (EdTotpProof *proof,
                     EdBatch *batch,
                     const char *account,
                     const char *typed,
                     gboolean begun,
                     GError **error)
{
  g_autofree char *normal = typed != NULL ? ed_totp_normalise (typed) : NULL;
  g_autoptr (EdTotpRow) row = NULL;
  GError *local = NULL;

  *proof = (EdTotpProof){ .verdict = ED_TOTP_OFF };
  row = ed_totps_load (batch->db, account, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (row == NULL || row->confirmed == begun)
    return TRUE;
  proof->verdict = typed != NULL ? ED_TOTP_WRONG : ED_TOTP_NEEDED;
  if (normal == NULL || (begun && ed_totp_is_recovery_code (normal)))
    return TRUE;
  return ed_totp_is_recovery_code (normal) ? judge_recovery (proof, batch, account, normal, error)
                                           : judge_code (proof, batch, account, row, normal, error);
}

/* A code that was there when it was judged, in the same transaction, is there. */
gboolean
ed_totp_proof_spend (const EdTotpProof *proof, EdBatch *batch, const char *account, GError **error)
{
  if (proof->verdict != ED_TOTP_RIGHT)
    return TRUE;
  if (!proof->is_recovery)
    return ed_totps_spend (batch->db, account, proof->step, error);
  return ed_recovery_codes_spend (batch->db, account, proof->hash, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          account,
                          NULL,
                          "recovery_code_used",
                          NULL,
                          NULL,
                          error);
}

char **
ed_totp_proof_renew_codes (EdBatch *batch, const char *account, GError **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  if (!ed_recovery_codes_clear (batch->db, account, error))
    return NULL;
  for (guint i = 0; i < ED_RECOVERY_CODES; i++)
    {
      g_autofree char *code = ed_secrets_make_recovery_code ();
      g_autofree char *normal = ed_totp_normalise (code);
      guint8 hash[ED_SECRET_BYTES];

      hash_code (account, normal, hash);
      if (!ed_recovery_codes_add (batch->db, account, hash, error))
        return NULL;
      g_strv_builder_add (codes, code);
    }
  return g_strv_builder_end (codes);
}

/* That it has another second factor, or none, holds in an older database too. */
static gboolean
note_outside (EdBatch *batch, const char *account, GError **error)
{
  return ed_outside_note_account (batch, account, ED_OUTSIDE_SECOND_FACTOR, error);
}

/* Writes into the account's document since when; ED_ABSENT: no more. */
static gboolean
write_since (EdBatch *batch, const char *id, gint64 since, GError **error)
{
  gint64 rev = 0;
  g_autoptr (EdAccount) account = ed_case_store_load_account (batch, id, &rev, error);

  if (account == NULL)
    return FALSE;
  account->totp_since = since;
  return ed_projection_write_account (batch, account, rev + 1, error);
}

gboolean
ed_totp_proof_drop (EdBatch *batch, const char *account, const char *event, GError **error)
{
  EdMail mail = { .kind = ED_MAIL_TOTP_OFF, .event = event };

  return ed_totps_remove (batch->db, account, error) && note_outside (batch, account, error)
         && ed_mail_queue (batch, &mail, account, error);
}

gboolean
ed_totp_proof_end (EdBatch *batch, const char *account, const char *event, GError **error)
{
  return ed_totp_proof_drop (batch, account, event, error)
         && write_since (batch, account, ED_ABSENT, error);
}

gboolean
ed_totp_proof_begin (EdBatch *batch, const char *account, const char *event, GError **error)
{
  EdMail mail = { .kind = ED_MAIL_TOTP_ON, .event = event };

  return ed_totps_confirm (batch->db, account, batch->now, error)
         && note_outside (batch, account, error) && write_since (batch, account, batch->now, error)
         && ed_mail_queue (batch, &mail, account, error);
}
