/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sentences.h"

#include "sql/db.h"
#include "store/vault.h"
#include "sync/transport.h"

#include <glib/gi18n.h>

static const char *
find_sync_sentence (int code)
{
  switch (code)
    {
    case ED_SYNC_ERROR_UNREACHABLE:
      return N_ ("The server cannot be reached. Check the address and your connection.");
    case ED_SYNC_ERROR_CERTIFICATE:
      return N_ ("The server’s certificate is not one to trust, so nothing was sent to it. "
                 "Ask your coordinator before you go on.");
    case ED_SYNC_ERROR_PROTOCOL:
      return N_ ("The server’s answer makes no sense. Is this the address of an Experts’ "
                 "Dashboard server?");
    case ED_SYNC_ERROR_PROBLEM:
      return N_ ("The server could not do this. Try again later.");
    case ED_SYNC_ERROR_PASSWORD:
      return N_ ("User name or password is wrong.");
    case ED_SYNC_ERROR_SIGN_IN:
      return N_ ("The server asks you to sign in again.");
    case ED_SYNC_ERROR_BUSY:
      return N_ ("The server is busy. Try again in a moment.");
    case ED_SYNC_ERROR_SUSPENDED:
      return N_ ("Your account is suspended, or this device has been signed out for good. "
                 "Ask your coordinator.");
    case ED_SYNC_ERROR_OLD:
      return N_ ("This program and the server are of different ages. Update the program, or ask "
                 "your coordinator.");
    default:
      return NULL;
    }
}

static const char *
find_vault_sentence (int code)
{
  switch (code)
    {
    case ED_VAULT_ERROR_PASSWORD:
      return N_ ("The password does not open what is kept on this computer. If it was changed, "
                 "sign in while the server can be reached.");
    case ED_VAULT_ERROR_IN_USE:
      return N_ ("This account is already open in another window on this computer.");
    case ED_VAULT_ERROR_DAMAGED:
      return N_ ("What is kept on this computer is damaged and cannot be read.");
    case ED_VAULT_ERROR_FOLDER:
      return N_ ("The program’s folder on this computer cannot be read or written.");
    default:
      return NULL;
    }
}

static const char *
find_db_sentence (int code)
{
  switch (code)
    {
    case ED_DB_ERROR_FAILED:
    case ED_DB_ERROR_CONSTRAINT:
      return N_ ("What is kept on this computer could not be read or written.");
    case ED_DB_ERROR_BUSY:
      return N_ ("What is kept on this computer is being used by another program. Try again.");
    case ED_DB_ERROR_FULL:
      return N_ ("The disk is full. Make room, then try again; nothing is lost.");
    case ED_DB_ERROR_IO:
      return N_ ("The disk cannot be written: it failed, or is read-only.");
    case ED_DB_ERROR_KEY:
      return N_ ("What is kept on this computer is damaged and cannot be read.");
    case ED_DB_ERROR_UNFIT:
      return N_ ("This installation cannot encrypt, so it keeps nothing. Install the program "
                 "again.");
    case ED_DB_ERROR_NEWER:
      return N_ ("A newer version of this program has been used on this computer. Update this "
                 "one.");
    default:
      return NULL;
    }
}

char *
ed_error_sentence (const GError *error)
{
  const char *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  if (error->domain == ED_SYNC_ERROR)
    sentence = find_sync_sentence (error->code);
  else if (error->domain == ED_VAULT_ERROR)
    sentence = find_vault_sentence (error->code);
  else if (error->domain == ED_DB_ERROR)
    sentence = find_db_sentence (error->code);
  return g_strdup (sentence == NULL ? error->message : _ (sentence));
}
