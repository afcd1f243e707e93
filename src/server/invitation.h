/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/mail-secrets.h"

/* Passwords that the server makes: they leave in a mail and are good until they are first used,
 * for so long at most. Source: guide, "Creating an account". */
#define ED_INVITATION_DAYS 14
#define ED_RESET_DAYS 1

/* Makes and keeps the secrets of the mails about accounts. */
extern const EdMailSecretsMaker ed_invitation_secrets;

/* Invites ACCOUNT, or, when it is active, gives it a new password, by mail; EVENT is the id of what
 * asked for it. With ALERT the coordinators are told, if the account may coordinate. */
gboolean ed_invitation_send (EdBatch *batch,
                             const EdAccount *account,
                             const char *event,
                             gboolean alert,
                             GError **error);
/* Tells all coordinators of ACCOUNT, if it may coordinate, for EVENT. */
gboolean
ed_invitation_alert (EdBatch *batch, const EdAccount *account, const char *event, GError **error);
