/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* A new account, or an edited one: who it is, what cases they take, where and in which language
 * they are written to. Signal "saved" (id of the command, and a sentence that says what was done),
 * after which it closes. Modal. */
#define ED_TYPE_ACCOUNT_DIALOG (ed_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdAccountDialog, ed_account_dialog, ED, ACCOUNT_DIALOG, AdwWindow)

/* ACCOUNT: the one to edit (copied), or NULL for a new one, which begins with ROLES. What concerns
 * experts alone is shown for them. */
GtkWidget *ed_account_dialog_new (EdDesk *desk, const EdAccount *account, guint roles);
