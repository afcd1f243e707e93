/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/ask-dialog.h"
#include "domain/account.h"
#include "domain/command.h"
#include "sync/desk.h"

/* Does a command without arguments on ACCOUNT, as ed_perform() does; DONE has a %s for its owner's
 * name. */
void ed_account_do (GtkWidget *from,
                    EdDesk *desk,
                    EdCommandType type,
                    const EdAccount *account,
                    const char *done,
                    GCancellable *cancellable);

/* Fills QUESTION, before somebody's two-step sign-in is reset. */
void ed_account_ask_reset_totp (EdAsk *question);
