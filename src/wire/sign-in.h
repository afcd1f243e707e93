/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "wire/record-json.h"

/* Hello, and POST /v1/sessions with its answer (PROTOCOL 2.1, 2.2), as records with tables. */
typedef struct
{
  char *user;
  char *password;
  char *totp; /* code of the app, or a recovery code */
  char *device_id;
  char *device_name;
} EdSignIn;

typedef struct
{
  char *token;
  char *refresh_token;
  gint64 expires_in; /* s */
  EdAccount *account;
  gint64 suggest_password_change; /* boolean */
  gint64 totp_required;           /* boolean: nothing else goes before there is a second factor */
  char *vault_half; /* base64 of 32 bytes: the server's half of this device's key slot */
} EdSignInAnswer;

typedef struct
{
  char *product;
  char *version;
  char *epoch;
  char *organisation_id;
  char *organisation; /* name */
  char *sealing_key;
  gint64 server_time;
  gint64 retry_spread_s;
  /* Oldest and newest of each; outside the table, as JSON has them in pairs. */
  gint64 protocol[2];
  gint64 schema[2];
} EdHello;

extern const EdRecordType ed_sign_in_answer_type, ed_hello_type;

/* The answer to signing in and to a refresh, which has the first three keys only:
 * ed_record_to_json() and ed_record_from_json() with ed_sign_in_answer_type. */
void ed_sign_in_answer_free (EdSignInAnswer *answer); /* zeroes the tokens and the half */

char *ed_hello_to_json (const EdHello *hello);
/* Fails where product, epoch, organisation_id, or a pair of versions is missing. */
EdHello *ed_hello_from_json (const char *text, gssize length, GError **error);
void ed_hello_free (EdHello *hello);

char *ed_sign_in_to_json (const EdSignIn *sign_in);
/* ED_WIRE_ERROR_FIELD where user, password or device is missing or over its length. */
EdSignIn *ed_sign_in_from_json (const char *text, gssize length, GError **error);
void ed_sign_in_free (EdSignIn *sign_in); /* zeroes what is secret */
/* Zeroes and frees SECRET, which may be NULL. */
void ed_sign_in_free_secret (char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSignIn, ed_sign_in_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSignInAnswer, ed_sign_in_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdHello, ed_hello_free)
