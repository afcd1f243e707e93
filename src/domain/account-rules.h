/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/command.h"
#include "domain/refusal.h"

/* The rules of an account's life. Pure: the same function runs on the desktop and on the server.
 *
 * Administrators see to every account, coordinators to those of experts and case managers; of their
 * own, everybody may change where and in which language they are written to. */

/* Who commands, when, and what must be known of the other accounts. Borrowed by the call. */
typedef struct
{
  const char *account_id;
  guint roles; /* EdRoles */
  gint64 at;
  gboolean user_taken;        /* another account has the user name that the command gives */
  guint other_administrators; /* that are not suspended, the target aside */
} EdAccountCircumstances;

/* Applies COMMAND, whose target is an account, to *ACCOUNT (NULL before account.create). On refusal
 * answers FALSE, fills REFUSAL and leaves the account as it was. */
gboolean ed_account_apply (EdAccount **account,
                           const EdCommand *command,
                           const EdAccountCircumstances *circumstances,
                           EdRefusal *refusal);

/* Whether somebody of ROLES may see to accounts of the roles TARGET. */
gboolean ed_roles_may_manage (guint roles, guint target);
/* The user name that COMMAND gives its account; NULL: none. */
const char *ed_account_new_user (const EdCommand *command);
