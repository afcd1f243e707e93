/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/internal-message.h"
#include "server/mail.h"

/* Mails that tell of requests: a number, whether it is urgent, and a link. The sender is told of
 * answers alone. */

/* Queues what the events of REQUEST that BEFORE (NULL: it is new) did not have ask for, after a
 * change to revision REV by the account BY. */
gboolean ed_request_mail_tell (EdBatch *batch,
                               const EdRequest *before,
                               const EdRequest *request,
                               gint64 rev,
                               const char *by,
                               GError **error);
/* The other side of the chat, that somebody has written. */
gboolean ed_request_mail_tell_of_message (EdBatch *batch,
                                          const EdRequest *request,
                                          const EdInternalMessage *message,
                                          GError **error);

/* Whether READER may be told what MAIL tells of REQUEST (NULL: there is none), as things stand. */
gboolean ed_request_mail_may_reach (const EdMail *mail,
                                    const EdAccount *reader,
                                    const EdRequest *request,
                                    const EdBatch *batch);

/* The next moment at which somebody has to be told that REQUEST is due, or ED_ABSENT; one that has
 * come and was not told yet counts. */
gboolean ed_request_reminders_note (EdBatch *batch, const EdRequest *request, GError **error);
/* Queues what is due now; of at most 500 requests, the earliest first. */
gboolean ed_request_reminders_queue (EdBatch *batch, GError **error);
