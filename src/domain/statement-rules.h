/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/command.h"
#include "domain/fee-statement.h"
#include "domain/refusal.h"

/* The rules of a statement's life: draft, sent, accepted or disputed, paid. Pure: the same function
 * runs on the desktop and on the server. Coordinators send, correct and pay; the statement's own
 * expert accepts or disputes. Where they do not answer, a coordinator accepts for them and says
 * why; until it is paid they can dispute that. Of their own nobody does the former
 * (domain/own-money.h). */

/* Who commands, and when. Borrowed by the call. */
typedef struct
{
  const char *account_id, *account_name;
  guint roles; /* EdRoles */
  gint64 at;
} EdStatementCircumstances;

/* Applies COMMAND to STATEMENT (NULL: there is none). On refusal answers FALSE, fills REFUSAL and
 * leaves it as it was. */
gboolean ed_fee_statement_apply (EdFeeStatement *statement,
                                 const EdCommand *command,
                                 const EdStatementCircumstances *circumstances,
                                 EdRefusal *refusal);
