/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/charges.h"
#include "store/store.h"

/* What the account that is signed in has earned and will earn. Blocking; errors are ED_DB_ERROR. */
typedef struct
{
  EdAccount *account;    /* with the fees agreed; NULL before anything is known */
  GPtrArray *statements; /* EdFeeStatement, the latest month first, decisions not yet answered
                          * included */
  GPtrArray *unbilled;   /* EdCaseRow: their cases that are not approved, by number, as the server
                          * last said: what waits in the outbox brings nothing yet */
} EdEarnings;

void ed_earnings_free (EdEarnings *earnings);
EdEarnings *ed_store_load_earnings (EdStore *store, GError **error);

/* Every statement held, the latest month first, then by expert; elements EdFeeStatement. */
GPtrArray *ed_store_list_statements (EdStore *store, GError **error);

/* Of those held, the ones that may ask something of ACCOUNT_ID, its own or a coordinator's
 * (domain/news.h), decisions not yet answered included, the earliest month first; elements
 * EdFeeStatement. Costs what they are, however many others are held. */
GPtrArray *ed_store_list_asking_statements (EdStore *store, const char *account_id, GError **error);

/* What companies are to be charged for MONTH (its first day), as the server last said; elements
 * EdCharge. */
GPtrArray *ed_store_list_charges (EdStore *store, gint64 month, GError **error);

/* The cases of all experts that are open or closing, by number, as the server last said; elements
 * EdCaseRow. */
GPtrArray *ed_store_list_unbilled (EdStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdEarnings, ed_earnings_free)
