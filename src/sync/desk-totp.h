/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/totp.h"

/* One's own second factor (PROTOCOL 2.10). All but the first need the server:
 * ED_SYNC_ERROR_UNREACHABLE at once when it is out of reach. A wrong password is
 * ED_SYNC_ERROR_PASSWORD, a wrong code ED_SYNC_ERROR_TOTP_WRONG. */

/* Whether the organisation asks for one and there is none: nothing else goes before. As of the
 * sign-in, or of what has been done about it since. */
gboolean ed_desk_totp_is_required (EdDesk *desk);

/* Whether it is on, since when, and how many recovery codes are left. */
void ed_desk_load_totp_async (EdDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* Secret and uri for the app. */
void ed_desk_begin_totp_async (EdDesk *desk,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
/* The recovery codes; it is on. */
void ed_desk_confirm_totp_async (EdDesk *desk,
                                 const char *code,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
/* Nothing; it is off. */
void ed_desk_end_totp_async (EdDesk *desk,
                             const char *password,
                             const char *code,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
/* New recovery codes. */
void ed_desk_renew_recovery_codes_async (EdDesk *desk,
                                         const char *password,
                                         const char *code,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
/* Of all of them. */
EdTotpAnswer *ed_desk_totp_finish (EdDesk *desk, GAsyncResult *result, GError **error);
