/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/mail.h"

/* Whether READER may be told what MAIL tells, as things stand now: asked when it is queued, and
 * again when it is sent. CASE_ is the case of MAIL, NULL where there is none. */
gboolean ed_mail_may_reach (const EdMail *mail,
                            const EdAccount *reader,
                            const EdCase *case_,
                            const EdBatch *batch);
/* Whether it goes to the expert who has the case, and whether it is a reminder. */
gboolean ed_mail_is_for_expert (EdMailKind kind);
gboolean ed_mail_is_reminder (EdMailKind kind);
/* Whether it is sent with secrets, made when it is sent (server/mail-secrets.h). */
gboolean ed_mail_has_secrets (EdMailKind kind);
