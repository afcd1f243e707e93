/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/company.h"
#include "domain/fee-statement.h"

/* What companies are to be charged for a month: the sessions on the statements of experts, each at
 * the fee that its company has agreed for its type (domain/company.h). Another price than the one
 * that experts are paid, and nothing of it stands on their statements. Unreachable clients and
 * corrections are between experts and the organisation. Pure. */
typedef struct
{
  char *company_name; /* NULL: of cases that are not known here any more */
  gint64 type;        /* EdCaseKind */
  gint64 sessions;    /* less those that were taken back: may be below 0 */
  gint64 fee;         /* minor units of the organisation's currency; absent: none is agreed */
} EdCharge;

void ed_charge_free (EdCharge *self);
/* FEE for all its sessions; absent without a fee. */
gint64 ed_charge_amount (const EdCharge *self);

/* One for each company and type that the statements of MONTH (its first day) among STATEMENTS
 * (EdFeeStatement) have sessions of, by company and type, those not known last. CASES: id → EdCase;
 * COMPANIES: EdCompany. Elements EdCharge; free with g_ptr_array_unref(). */
GPtrArray *ed_charges_list (const GPtrArray *statements,
                            gint64 month,
                            GHashTable *cases,
                            const GPtrArray *companies);
/* The sum of those with a fee, and how many sessions have none. */
gint64 ed_charges_total (const GPtrArray *charges, gint64 *without_fee);
