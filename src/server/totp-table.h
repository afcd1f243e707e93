/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* The second factor of accounts, and the recovery codes that stand in for it. */
typedef struct
{
  GBytes *sealed; /* the secret (server/totp-proof.h) */
  gboolean confirmed;
  gint64 last_step; /* of the last code used; 0: none */
} EdTotpRow;

/* NULL without ERROR: the account has none, not even begun. */
EdTotpRow *ed_totps_load (EdDb *db, const char *account, GError **error);
void ed_totp_row_free (EdTotpRow *self);

/* Begins anew, in place of one that was begun and not confirmed. */
gboolean ed_totps_begin (EdDb *db, const char *account, GBytes *sealed, gint64 now, GError **error);
gboolean ed_totps_confirm (EdDb *db, const char *account, gint64 now, GError **error);
/* The accounts that have one, begun or confirmed; free with g_strfreev(). */
char **ed_totps_list (EdDb *db, GError **error);
gboolean ed_totps_set_sealed (EdDb *db, const char *account, GBytes *sealed, GError **error);
/* No secret opens any more: recovery codes stay good, and everybody sets theirs up anew. */
gboolean ed_totps_give_up (EdDb *db, GError **error);
/* The code of STEP is used up. FALSE without ERROR: it, or a later one, was before. */
gboolean ed_totps_spend (EdDb *db, const char *account, gint64 step, GError **error);
/* The second factor and its recovery codes. */
gboolean ed_totps_remove (EdDb *db, const char *account, GError **error);

/* Recovery codes by their hashes, of ED_SECRET_BYTES. */
gboolean ed_recovery_codes_add (EdDb *db, const char *account, const guint8 *hash, GError **error);
gboolean ed_recovery_codes_clear (EdDb *db, const char *account, GError **error);
/* FALSE without ERROR: there is no such code, or no more. */
gboolean ed_recovery_codes_has (EdDb *db, const char *account, const guint8 *hash, GError **error);
gboolean
ed_recovery_codes_spend (EdDb *db, const char *account, const guint8 *hash, GError **error);
gint64 ed_recovery_codes_count (EdDb *db, const char *account, GError **error); /* -1 on failure */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTotpRow, ed_totp_row_free)
