/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* What an operator does to accounts when nobody who may can sign in: each by user name, each
 * written in the audit log as done by nobody known. One thread at a time, like ed_api_write(). */

/* SUSPENDED or not; a suspended account's sign-ins end. The last administrator stays. */
gboolean ed_upkeep_suspend (EdApi *api, const char *user, gboolean suspended, GError **error);
/* Gives it PASSWORD; all sign-ins end, and so does a password that was mailed. */
gboolean
ed_upkeep_set_password (EdApi *api, const char *user, const char *password, GError **error);
/* Takes its second factor away; all sign-ins end, and its owner is told by mail. Fails where it has
 * none. */
gboolean ed_upkeep_reset_totp (EdApi *api, const char *user, GError **error);
/* Withdraws all its devices, for good; how many, -1 on failure. */
gint64 ed_upkeep_revoke_devices (EdApi *api, const char *user, GError **error);
