/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/mail.h"

/* Secrets that leave in a mail (ED_MAIL_ACCOUNT_CREATED, ED_MAIL_PASSWORD_RESET) and are kept
 * nowhere: made when the mail is sent, stored hashed. A mail that has to be sent again gets new
 * ones; the newest stored are those that count. */
typedef struct
{
  char *password; /* or NULL: none in this mail */
  char *token;    /* of the link https://SERVER/open/account/TOKEN, or NULL */
  char *hash;     /* what STORE needs of the password */
  guint days;     /* for which they are valid */
} EdMailSecrets;

/* Who makes them; named in EdApi by the file that keeps accounts. */
typedef struct
{
  /* Makes them for ACCOUNT. May take its time: no database is held. Texts are freed with
   * ed_mail_secrets_clear(), which overwrites them. */
  gboolean (*make) (EdApi *api,
                    EdMailKind kind,
                    const char *account,
                    EdMailSecrets *secrets,
                    GError **error);
  /* Stores what stays of them, before the mail goes out. *WANTED FALSE: the mail is out of date
   * (the account is active already, suspended, the reset was withdrawn), nothing is sent. */
  gboolean (*store) (EdBatch *batch,
                     EdMailKind kind,
                     const char *account,
                     const EdMailSecrets *secrets,
                     gboolean *wanted,
                     GError **error);
} EdMailSecretsMaker;

void ed_mail_secrets_clear (EdMailSecrets *secrets);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdMailSecrets, ed_mail_secrets_clear)
