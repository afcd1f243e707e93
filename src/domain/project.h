/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"
#include "domain/settings.h"

/* What each audience sees of a case. What is not in the answer does not exist for them. */

typedef enum
{
  ED_AUDIENCE_STAFF,  /* coordinators: everything */
  ED_AUDIENCE_EXPERT, /* the one expert of the open assignment */
} EdAudience;

/* The view of CASE_ for AUDIENCE; for the expert: intake, their own assignment, the number of
 * sessions used before them, nothing of former experts. Contact data is left out some days after
 * approval (NOW, SETTINGS). NULL when that audience sees nothing of it. Free with ed_case_free().
 */
EdCase *
ed_case_project (const EdCase *case_, EdAudience audience, gint64 now, const EdSettings *settings);

/* The account whose expert view exists now, or NULL: the open assignment's. */
const char *ed_case_audience_expert (const EdCase *case_);

/* A statement as its expert sees it: without what companies pay. Free with
 * ed_fee_statement_free(). */
EdFeeStatement *ed_fee_statement_project (const EdFeeStatement *statement);

/* What others see of an account: experts see name and mail of their coordinators. */
EdAccount *ed_account_project (const EdAccount *account, gboolean whole);

/* What others than coordinators and administrators see of the settings. */
EdSettings *ed_settings_project (const EdSettings *settings, gboolean whole);
/* What case managers see of an expert whom they may address. */
EdAccount *ed_account_project_for_managers (const EdAccount *account);
