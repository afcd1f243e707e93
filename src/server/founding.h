/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/api.h"

/* What happens outside the calls: an organisation is founded, accounts are made by the operator. */

typedef struct
{
  const char *data_dir; /* made if it is not there */
  const char *database; /* postgresql://…, empty or without an organisation; NULL: in the folder */
  const char *organisation;
  const char *language; /* of mails, "hu"; NULL: English */
  const char *zone;     /* IANA name; NULL: UTC */
  const char *currency; /* ISO 4217, "HUF"; NULL: EUR */
  gint64 first_number;  /* of the first case; 0: 1 */
  gboolean demonstration;
  const EdClock *clock; /* NULL: the system's */
} EdFounding;

/* Makes the database. Fails when there is an organisation already. */
gboolean ed_api_init (const EdFounding *founding, GError **error);

/* Adds ACCOUNT (id, user, name and roles filled) with a password, or with a hash made before by
 * ed_api_hash_password(). One thread at a time, like ed_api_write(). */
gboolean
ed_api_add_account (EdApi *api, const EdAccount *account, const char *password, GError **error);
gboolean
ed_api_add_account_hashed (EdApi *api, const EdAccount *account, const char *hash, GError **error);
char *ed_api_hash_password (EdApi *api, const char *password);

/* The number that the next new case gets. */
gboolean ed_api_set_next_number (EdApi *api, gint64 number, GError **error);
