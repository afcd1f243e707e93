/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/place.h"

#include "client/administration/overview-page.h"
#include "client/audit/audit-page.h"
#include "client/cases/cases-page.h"
#include "client/companies/companies-page.h"
#include "client/coordinator/all-cases-page.h"
#include "client/coordinator/approvals-page.h"
#include "client/coordinator/experts-page.h"
#include "client/coordinator/new-case-page.h"
#include "client/coordinator/today-page.h"
#include "client/documents/form-page.h"
#include "client/privacy/privacy-page.h"
#include "client/reports/report-page.h"
#include "client/requests/ask-page.h"
#include "client/requests/requests-page.h"
#include "client/settings/settings-page.h"
#include "client/shell/outbox-page.h"
#include "client/statement/invoicing-page.h"
#include "client/statement/statement-page.h"

#include <glib/gi18n.h>

const EdPlace ed_expert_places[] = {
  { "cases-in-progress",
    N_ ("Cases in progress"),
    "ed-cases-symbolic",
    NULL,
    "in-progress",
    ed_cases_page_new_in_progress },
  { "closed-cases",
    N_ ("Closed cases"),
    "ed-closed-symbolic",
    NULL,
    NULL,
    ed_cases_page_new_closed },
  { "requests", N_ ("Requests"), "ed-requests-symbolic", NULL, "requests", ed_requests_page_new },
  { "satisfaction-form",
    N_ ("Satisfaction Feedback form"),
    "ed-form-symbolic",
    N_ ("Forms"),
    NULL,
    ed_form_page_new_satisfaction },
  { "treatment-log",
    N_ ("Treatment log"),
    "ed-form-symbolic",
    N_ ("Forms"),
    NULL,
    ed_form_page_new_treatment_log },
  { "case-file",
    N_ ("Case file"),
    "ed-form-symbolic",
    N_ ("Forms"),
    NULL,
    ed_form_page_new_case_file },
  { "statement",
    N_ ("Statement"),
    "ed-statement-symbolic",
    N_ ("Invoicing"),
    "answers",
    ed_statement_page_new },
  { NULL },
};

const EdPlace ed_coordinator_places[] = {
  { "today", N_ ("Today"), "ed-badge-clock-symbolic", NULL, "decisions", ed_today_page_new },
  { "new-case", N_ ("New case"), "list-add-symbolic", NULL, NULL, ed_new_case_page_new },
  { "all-cases", N_ ("All cases"), "ed-cases-symbolic", NULL, "all", ed_all_cases_page_new },
  { "approvals",
    N_ ("Approvals"),
    "ed-badge-check-symbolic",
    NULL,
    "approvals",
    ed_approvals_page_new },
  { "requests", N_ ("Requests"), "ed-requests-symbolic", NULL, "requests", ed_requests_page_new },
  { "experts",
    N_ ("Experts"),
    "system-users-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_experts_page_new },
  { "companies",
    N_ ("Companies"),
    "x-office-address-book-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_companies_page_new },
  { "invoicing",
    N_ ("Invoicing"),
    "ed-statement-symbolic",
    N_ ("Organisation"),
    "disputes",
    ed_invoicing_page_new },
  { "reports",
    N_ ("Reports"),
    "ed-report-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_report_page_new },
  { "privacy",
    N_ ("Privacy"),
    "ed-privacy-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_privacy_page_new },
  { "audit", N_ ("Audit"), "security-high-symbolic", N_ ("Organisation"), NULL, ed_audit_page_new },
  { "settings",
    N_ ("Settings"),
    "preferences-system-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_settings_page_new },
  { NULL },
};

const EdPlace ed_case_manager_places[] = {
  { "requests",
    N_ ("My requests"),
    "ed-requests-symbolic",
    NULL,
    "requests",
    ed_requests_page_new },
  { "new-request", N_ ("New request"), "list-add-symbolic", NULL, NULL, ed_ask_page_new },
  { NULL },
};

const EdPlace ed_administrator_places[] = {
  { "overview", N_ ("Overview"), "user-home-symbolic", NULL, NULL, ed_overview_page_new },
  { "experts",
    N_ ("Experts"),
    "system-users-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_experts_page_new },
  { "privacy",
    N_ ("Privacy"),
    "ed-privacy-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_privacy_page_new },
  { "audit", N_ ("Audit"), "security-high-symbolic", N_ ("Organisation"), NULL, ed_audit_page_new },
  { "settings",
    N_ ("Settings"),
    "preferences-system-symbolic",
    N_ ("Organisation"),
    NULL,
    ed_settings_page_new },
  { NULL },
};

const EdPlace ed_common_places[] = {
  { "outbox", N_ ("Outbox"), "ed-outbox-symbolic", N_ ("More"), "waiting", ed_outbox_page_new },
  { "needs-attention",
    N_ ("Needs attention"),
    "ed-badge-warning-symbolic",
    N_ ("More"),
    "refused",
    ed_outbox_page_new_attention },
  { NULL },
};
