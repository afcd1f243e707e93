/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* How a desk is opened: sign in, unlock, open the stores. Blocking, in the thread that will run the
 * sync and owns the transport. */

/* What the window asked for; a copy of EdDeskOptions. */
typedef struct
{
  char *data_dir;
  char *server;
  char *ca_file;
  char *user;
  char *password; /* overwritten when freed */
  char *totp;
  EdVaultCost cost;
  const EdClock *clock;
  EdTransport *transport; /* or NULL: to be made */
  guint hold_ms;
} EdOpening;

EdOpening *ed_opening_new (const EdDeskOptions *options);
void ed_opening_free (EdOpening *opening);

/* An open vault: three connections to its store, for the sync's, the worker's and the window's
 * thread. */
typedef struct
{
  EdVault *vault;
  EdTransport *transport;
  EdStore *sync, *work, *read;
  EdAccount *account;
  gboolean is_signed_in; /* by this opening; otherwise unlocked without the server */
  gboolean is_issued;    /* the password that was signed in with is the server's */
  gboolean wants_totp;   /* the organisation asks for a second factor before anything else */
  gboolean is_fresh;     /* nothing was ever pulled */
} EdOpened;

void ed_opened_clear (EdOpened *opened);

/* Fills OPENED, all or nothing. OPENING's transport is taken. The vault opens with a password that
 * the server has just confirmed, or, where the server is out of reach, with the one that it was
 * last unlocked or confirmed with. Where the server asks for a code besides, none was given, and
 * this computer's sign-in may still hold, it opens with the password and goes on with that. Errors:
 * ED_SYNC_ERROR (a wrong password is ED_SYNC_ERROR_PASSWORD with and without the server),
 * ED_VAULT_ERROR, ED_DB_ERROR, G_IO_ERROR_CANCELLED; none of them changes what the machine holds.
 */
gboolean
ed_opening_run (EdOpening *opening, EdOpened *opened, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdOpening, ed_opening_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdOpened, ed_opened_clear)
