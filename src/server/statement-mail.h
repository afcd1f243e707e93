/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/command.h"
#include "domain/fee-statement.h"
#include "server/mail.h"

/* Mails that tell of statements: of which month, and no amount. Its expert is told of what waits
 * for them and of what was decided for them, coordinators of what is disputed. */

/* Queues what COMMAND, by the account BY, has made of STATEMENT asks for. */
gboolean ed_statement_mail_tell (EdBatch *batch,
                                 const EdFeeStatement *statement,
                                 EdCommandType command,
                                 const char *by,
                                 GError **error);

/* Whether READER may be told what MAIL tells of STATEMENT (NULL: there is none), as things stand:
 * not when it has gone on since. */
gboolean ed_statement_mail_may_reach (const EdMail *mail,
                                      const EdAccount *reader,
                                      const EdFeeStatement *statement);
