/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* Sign-ins and their tokens. A sign-in is a family: each refresh makes a new generation of two
 * tokens, and the one before it stays good until the new one is first used. */
typedef enum
{
  ED_TOKEN_ACCESS,
  ED_TOKEN_REFRESH
} EdTokenKind;

/* What a token says about its bearer, with everything that may have changed since. */
typedef struct
{
  char *sign_in;
  char *account;
  char *device;
  EdTokenKind kind;
  gint64 token_generation;
  gint64 generation; /* newest of the family */
  gboolean confirmed;
  gboolean revoked;
  gint64 expires_at;
  gint64 roles, state, rights_gen; /* of the account */
  gint64 wiped_xid;                /* likewise (ed_credentials_note_wiped()) */
  gboolean device_revoked;
  gboolean has_totp; /* a second factor that counts */
} EdBearer;

/* NULL without ERROR: the token is unknown. */
EdBearer *ed_sign_ins_find (EdDb *db, const char *token, GError **error);
/* BEARER as its sign-in, account and device are now; the token is as it was. NULL without ERROR:
 * the sign-in is gone. */
EdBearer *ed_sign_ins_find_again (EdDb *db, const EdBearer *bearer, GError **error);
EdBearer *ed_bearer_copy (const EdBearer *self);
void ed_bearer_free (EdBearer *self);

gboolean ed_sign_ins_add (EdDb *db,
                          const char *id,
                          const char *account,
                          const char *device,
                          gint64 now,
                          GError **error);
/* Makes GENERATION the newest and stores its two tokens; those of an earlier generation stay known.
 */
gboolean ed_sign_ins_add_tokens (EdDb *db,
                                 const char *id,
                                 gint64 generation,
                                 const char *access,
                                 gint64 access_expires,
                                 const char *refresh,
                                 gint64 refresh_expires,
                                 GError **error);
/* Forgets the tokens of GENERATION. */
gboolean ed_sign_ins_drop_tokens (EdDb *db, const char *id, gint64 generation, GError **error);
gboolean ed_sign_ins_confirm (EdDb *db, const char *id, GError **error);
gboolean ed_sign_ins_revoke (EdDb *db, const char *id, gint64 now, GError **error);
/* All of ACCOUNT but the one of the device KEPT, which may be NULL. */
gboolean ed_sign_ins_revoke_account (EdDb *db,
                                     const char *account,
                                     const char *kept,
                                     gint64 now,
                                     GError **error);
gboolean ed_sign_ins_revoke_device (EdDb *db, const char *device, gint64 now, GError **error);
/* Forgets tokens that expired before NOW. */
gboolean ed_sign_ins_drop_expired (EdDb *db, gint64 now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdBearer, ed_bearer_free)
