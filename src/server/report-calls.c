/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures over cases (PROTOCOL 14.1). */

#include "domain/account.h"
#include "server/figures.h"
#include "server/inquiry.h"
#include "wire/record-json.h"

static char *
answer_report (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (EdReport) report = ed_figures_make (api, db, question, error);

  return report != NULL ? ed_record_to_json (&ed_report_type, report, NULL) : NULL;
}

void
ed_api_report (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_report,
                        .free_question = (GDestroyNotify) ed_report_inquiry_free,
                        .what = "report.read" };
  EdReportInquiry *asked;

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return;
  asked = ed_api_call_read (call, &ed_report_inquiry_type);
  if (asked == NULL)
    return;
  inquiry.question = asked;
  call->job = ed_inquiry_job_new (call, &inquiry);
}
