/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"

/* The folder of one account on one machine, and the key of its cache.
 *
 * FOLDER/vault.json holds the slots, FOLDER/cache.db the encrypted store, FOLDER/lock tells other
 * processes to keep out. The key is 256 random bits; each slot holds it wrapped: `password` under
 * Argon2id of the user's password, `server` under a half that the server gives after sign-in.
 * Either opens the vault, the first one offline. Blocking: a password costs about half a second.
 *
 * Wrong passwords in a row are counted in vault.json (domain/unlock-tries.h): waits grow, and after
 * the last one the password's slot is closed, so that only the server's half opens the vault; the
 * database stays as it is. */
typedef struct _EdVault EdVault;

#define ED_VAULT_KEY_LENGTH 32

#define ED_VAULT_ERROR (ed_vault_error_quark ())
typedef enum
{
  ED_VAULT_ERROR_PASSWORD, /* no slot opens with it; ed_unlock_tries_number(): tries left */
  ED_VAULT_ERROR_WAIT,     /* too soon after wrong ones; likewise: seconds to wait */
  ED_VAULT_ERROR_CLOSED,   /* too many were wrong: the server's half is needed */
  ED_VAULT_ERROR_IN_USE,   /* another process has this vault */
  ED_VAULT_ERROR_DAMAGED,  /* vault.json cannot be read as one */
  ED_VAULT_ERROR_FOLDER,   /* the folder cannot be made, read or written */
} EdVaultError;
GQuark ed_vault_error_quark (void);

typedef struct
{
  guint64 opslimit; /* Argon2id passes, 0: 3 */
  gsize memlimit;   /* bytes, 0: 64 MiB; tests make it cheap */
  const EdClock
      *running; /* how long the machine has been, which waits are measured by; NULL: asks it */
} EdVaultCost;

/* The folder for SERVER and USER below DATA_DIR: its name is a hash, so that neither is readable.
 */
char *ed_vault_folder (const char *data_dir, const char *server, const char *user);

/* Takes the folder (made if needed) for this process. */
EdVault *ed_vault_open (const char *folder, const EdVaultCost *cost, GError **error);
/* Zeroes what is secret and gives the folder back. */
void ed_vault_close (EdVault *vault);

gboolean ed_vault_has_key (EdVault *vault); /* FALSE: fresh, ed_vault_create() comes next */
const char *ed_vault_path (EdVault *vault); /* of the database */

/* Makes a random key and its slots; SERVER_HALF (32 bytes) may be NULL. KEY gets a copy. */
gboolean ed_vault_create (EdVault *vault,
                          const char *password,
                          const guint8 *server_half,
                          guint8 *key,
                          GError **error);
/* A wrong password is counted, before it is said to be wrong. */
gboolean ed_vault_unlock (EdVault *vault, const char *password, guint8 *key, GError **error);
/* With a password that the server has just confirmed: nothing is counted, and no wait asked for. */
gboolean
ed_vault_unlock_confirmed (EdVault *vault, const char *password, guint8 *key, GError **error);
gboolean
ed_vault_unlock_by_server (EdVault *vault, const guint8 *server_half, guint8 *key, GError **error);
/* Replaces a slot, and forgets wrong passwords where it is the password's; written to a new file
 * first, so that a crash leaves one or the other. */
gboolean
ed_vault_set_password (EdVault *vault, const guint8 *key, const char *password, GError **error);
gboolean ed_vault_set_server_half (EdVault *vault,
                                   const guint8 *key,
                                   const guint8 *server_half,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdVault, ed_vault_close)
