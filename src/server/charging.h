/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/company.h"
#include "domain/fee-statement.h"
#include "server/batch.h"

/* Writes beside what experts are paid what companies pay, in the transaction in which it comes to
 * be. The rules are domain/charges.h's. */

/* LINES (EdStatementLine) of CASE_, which has just been approved, are charged to its company. */
gboolean
ed_charging_settle (EdBatch *batch, const GPtrArray *lines, const EdCase *case_, GError **error);
/* Notes of STATEMENT, just changed, whose fees it waits for. */
gboolean ed_charging_note (EdBatch *batch, const EdFeeStatement *statement, GError **error);
/* The fees of COMPANY have been agreed: what waited for them gets them. */
gboolean ed_charging_fill (EdBatch *batch, const EdCompany *company, GError **error);
/* Statements from before this was kept get what is agreed now, some of them: to be called again. */
gboolean ed_charging_work (EdBatch *batch, GError **error);
