/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/company.h"
#include "domain/fee-statement.h"

/* What companies are to be charged for a month: the sessions on the statements of experts, each at
 * the fee that its company had agreed for its type (domain/company.h) when the case was approved,
 * or, where there was none, at the first that is agreed afterwards. Another price than the one that
 * experts are paid, and nothing of it stands on their statements. Unreachable clients and
 * corrections are between experts and the organisation. Pure. */
typedef struct
{
  char *company_name; /* NULL: of cases that had been erased before this was kept */
  gint64 type;        /* EdCaseKind */
  gint64 sessions;    /* less those that were taken back: may be below 0 */
  gint64 fee;         /* minor units of the organisation's currency; absent: none is agreed */
} EdCharge;

void ed_charge_free (EdCharge *self);
/* FEE for all its sessions; absent without a fee. */
gint64 ed_charge_amount (const EdCharge *self);

/* Writes on LINES (EdStatementLine), of which a session of CASE_ makes each, who pays for it, and
 * what is agreed with them now. COMPANY or NULL: ed_company_of_case(). */
void ed_charges_settle (const GPtrArray *lines, const EdCase *case_, const EdCompany *company);
/* Whether LINE is a session that is charged, at a fee that is still to be agreed. */
gboolean ed_charges_is_waiting (const EdStatementLine *line);
/* Gives lines that wait for COMPANY's fee what is agreed now; answers whether there were any. */
gboolean ed_charges_fill (EdFeeStatement *statement, const EdCompany *company);

/* One for each company, type and fee that the statements of MONTH (its first day) among STATEMENTS
 * (EdFeeStatement) have sessions of, in that order, those not known last. COMPANIES: EdCompany,
 * which are called so now. Elements EdCharge; free with g_ptr_array_unref(). */
GPtrArray *ed_charges_list (const GPtrArray *statements, gint64 month, const GPtrArray *companies);
/* The sum of those with a fee, and how many sessions have none. */
gint64 ed_charges_total (const GPtrArray *charges, gint64 *without_fee);
