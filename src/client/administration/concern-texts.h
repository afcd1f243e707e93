/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/reports/report-texts.h"
#include "domain/concern.h"

/* What administrators should see to, in words. Pure; texts are free'd by the caller. */

/* What is the matter, and what helps: one sentence each. */
char *ed_concern_text (const EdConcern *concern, const EdZone *zone);
const char *ed_concern_icon (EdConcernKind kind);
/* How many of ACCOUNTS there are by role, and what of them. Elements EdReportFact; see
 * ed_report_facts(). */
GPtrArray *ed_account_facts (const GPtrArray *accounts);
