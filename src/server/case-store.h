/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/fee-statement.h"
#include "server/batch.h"

/* Documents as records. Each answers NULL without ERROR where there is none. */
EdCase *ed_case_store_load (EdBatch *batch, const char *id, gint64 *rev, GError **error);
/* The same outside of a batch. */
EdAccount *ed_case_store_read_account (EdDb *db, const char *id, GError **error);
EdAccount *ed_case_store_load_account (EdBatch *batch, const char *id, gint64 *rev, GError **error);
EdCompany *ed_case_store_load_company (EdBatch *batch, const char *id, gint64 *rev, GError **error);
/* Every company; elements EdCompany. There are hundreds at most. */
GPtrArray *ed_case_store_list_companies (EdBatch *batch, GError **error);
EdFeeStatement *ed_case_store_load_statement (EdBatch *batch, const char *id, GError **error);
