/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/device-list.h"

/* What a window asks about accounts. Passwords and devices (PROTOCOL 2.7, 2.8) need the server:
 * ED_SYNC_ERROR_UNREACHABLE at once when it is out of reach. */

/* Whether the password is still the one that the server made, and its owner has not said to keep
 * it; as of the sign-in, or of what has been done about it since. */
gboolean ed_desk_password_is_issued (EdDesk *desk);

/* Changes the password, and then what opens this computer's vault. A wrong OLD is
 * ED_SYNC_ERROR_PASSWORD; one that the server does not take is ED_SYNC_ERROR_PROBLEM. */
void ed_desk_change_password_async (EdDesk *desk,
                                    const char *old,
                                    const char *chosen,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean ed_desk_change_password_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_keep_password_async (EdDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean ed_desk_keep_password_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Asks the SERVER of OPTIONS for a new password of its USER by mail; nobody is signed in. TRUE says
 * nothing of whether there is such a user. DATA_DIR, where given, knows whom to trust. */
void ed_desk_reset_password_async (const EdDeskOptions *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean ed_desk_reset_password_finish (GAsyncResult *result, GError **error);

/* ed_store_count_open_cases(); of this machine's, without the server. */
void ed_desk_count_open_cases_async (EdDesk *desk,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
GHashTable *ed_desk_count_open_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* ACCOUNT NULL: one's own. */
void ed_desk_list_devices_async (EdDesk *desk,
                                 const char *account,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
EdDeviceList *ed_desk_list_devices_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_revoke_device_async (EdDesk *desk,
                                  const char *device,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean ed_desk_revoke_device_finish (EdDesk *desk, GAsyncResult *result, GError **error);
