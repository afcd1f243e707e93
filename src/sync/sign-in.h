/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"
#include "sync/pass.h"
#include "sync/transport.h"
#include "wire/sign-in.h"

/* Hello and signing in (PROTOCOL 2): the calls that need no token, or give one. Blocking. */

/* What the server says of itself. */
typedef struct
{
  EdHello *hello;
  gint64 sent, received; /* device clock, ms: begin and end of the exchange */
} EdGreeting;

void ed_greeting_free (EdGreeting *greeting);

/* GET /v1/hello. Something else than such a server: ED_SYNC_ERROR_PROTOCOL; no common protocol:
 * ED_SYNC_ERROR_OLD. */
EdGreeting *ed_sign_in_greet (EdTransport *transport,
                              const EdClock *clock,
                              EdPassReport *report,
                              GCancellable *cancellable,
                              GError **error);

/* Stores what GREETING says that is new: epoch, clock offset, retry spread. Another epoch than
 * before: the server has been put back from a backup, the next pass pushes and pulls anew. Another
 * organisation than before: ED_SYNC_ERROR_PROTOCOL, nothing is stored. */
gboolean ed_sign_in_accept_greeting (EdStore *store, const EdGreeting *greeting, GError **error);

/* POST /v1/sessions. */
EdSignInAnswer *ed_sign_in_send (EdTransport *transport,
                                 const EdSignIn *sign_in,
                                 EdPassReport *report,
                                 GCancellable *cancellable,
                                 GError **error);

/* Takes a new pair of tokens for the refresh token in STORE. ED_SYNC_ERROR_SIGN_IN when there is
 * none or it no longer holds; both are removed then. */
gboolean ed_sign_in_refresh (EdTransport *transport,
                             EdStore *store,
                             EdPassReport *report,
                             GCancellable *cancellable,
                             GError **error);

/* DELETE /v1/sessions/current, and both tokens out of STORE. Unsent work stays. */
gboolean
ed_sign_in_end (EdTransport *transport, EdStore *store, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdGreeting, ed_greeting_free)
