/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"

/* Nobody decides alone on what they are paid: who coordinates and is an expert leaves it to another
 * coordinator. As with fees (domain/account-rules.h) an administrator may, so that no organisation
 * is stuck with one coordinator: who has that role could give it to anybody. Pure. */

/* Whether an approval of CASE_ would be the account's word on their own money: they are its expert,
 * or a session in it is theirs. */
gboolean ed_case_is_own_money (const EdCase *case_, const char *account_id, guint roles);
/* Whether correcting, accepting for its expert and paying STATEMENT would be. */
gboolean ed_fee_statement_is_own_money (const EdFeeStatement *statement,
                                        const char *account_id,
                                        guint roles);
/* Those of STATEMENTS (EdFeeStatement) that ACCOUNT, who coordinates, can mark as paid now.
 * Borrowed elements; unref the array. */
GPtrArray *ed_fee_statement_list_payable (const GPtrArray *statements, const EdAccount *account);
