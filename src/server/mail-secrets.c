/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mail-secrets.h"

#include "server/secrets.h"

void
ed_mail_secrets_clear (EdMailSecrets *secrets)
{
  g_clear_pointer (&secrets->password, ed_secrets_free_text);
  g_clear_pointer (&secrets->token, ed_secrets_free_text);
  g_clear_pointer (&secrets->hash, g_free);
}
