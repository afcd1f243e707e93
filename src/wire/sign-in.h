/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "wire/record-json.h"

/* POST /v1/sessions and its answer, as records with tables of their own. */
typedef struct {
  char *user;
  char *password;
  char *totp;
  char *device_id;
  char *device_name;
} EdSignIn;

typedef struct {
  char *token;
  char *refresh_token;
  gint64 expires_in; /* s */
  EdAccount *account;
  gint64 suggest_password_change; /* boolean */
  char *vault_half; /* base64 of 32 bytes: the server's half of this device's key slot */
} EdSignInAnswer;

typedef struct {
  char *product;
  char *version;
  char *epoch;
  char *organisation; /* name */
  char *sealing_key;
  gint64 server_time;
  gint64 retry_spread_s;
} EdHello;

extern const EdRecordType ed_sign_in_answer_type, ed_hello_type;

char *ed_sign_in_to_json (const EdSignIn *sign_in);
EdSignIn *ed_sign_in_from_json (const char *text, gssize length, GError **error);
void ed_sign_in_free (EdSignIn *sign_in); /* zeroes the password */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSignIn, ed_sign_in_free)
