/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/batch.h"
#include "server/secrets.h"

/* Judges what somebody typed as their second factor: a code of the app, or a recovery code. Judging
 * uses nothing up, so that what else may be refused can be refused in between. */
typedef enum
{
  ED_TOTP_OFF, /* the account has none that counts */
  ED_TOTP_NEEDED,
  ED_TOTP_WRONG,
  ED_TOTP_RIGHT,
} EdTotpVerdict;

typedef struct
{
  EdTotpVerdict verdict;
  gboolean is_recovery;
  gint64 step;                  /* of the app's code, */
  guint8 hash[ED_SECRET_BYTES]; /* or of the recovery code */
} EdTotpProof;

/* TYPED may be NULL: ED_TOTP_NEEDED where there is a second factor. With BEGUN one that was not
 * confirmed yet counts, and no recovery code does. */
gboolean ed_totp_proof_judge (EdTotpProof *proof,
                              EdBatch *batch,
                              const char *account,
                              const char *typed,
                              gboolean begun,
                              GError **error);
/* What was right is used up, and a recovery code written down in the audit log. Nothing to do for
 * other verdicts. */
gboolean
ed_totp_proof_spend (const EdTotpProof *proof, EdBatch *batch, const char *account, GError **error);

/* The secret as the database keeps it; SECRET has ED_TOTP_SECRET_BYTES. */
GBytes *ed_totp_proof_seal (EdApi *api, const char *account, const guint8 *secret);
/* That of ACCOUNT, sealed until now under what FORMER gives, under what KEY does; ED_SECRET_BYTES
 * each. One that does not open stays as it is. */
gboolean ed_totp_proof_seal_anew (EdDb *db,
                                  const char *account,
                                  const guint8 *former,
                                  const guint8 *key,
                                  GError **error);
/* Makes the recovery codes of ACCOUNT anew; as text, or NULL with ERROR set. Free with
 * g_strfreev(). */
char **ed_totp_proof_renew_codes (EdBatch *batch, const char *account, GError **error);

/* The account no longer has a second factor, and its owner is told by mail. EVENT: id of what asked
 * for it. What its document says is the caller's. */
gboolean
ed_totp_proof_drop (EdBatch *batch, const char *account, const char *event, GError **error);
/* The same, and its document says so. */
gboolean ed_totp_proof_end (EdBatch *batch, const char *account, const char *event, GError **error);
/* It has one from now on. */
gboolean
ed_totp_proof_begin (EdBatch *batch, const char *account, const char *event, GError **error);
