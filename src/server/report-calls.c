/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures over cases (PROTOCOL 14). Cases are read one after another and not kept, and of each only
 * what is counted is parsed. */

#include <string.h>

#include "domain/account.h"
#include "domain/report.h"
#include "domain/settings.h"
#include "server/document-table.h"
#include "server/inquiry.h"
#include "wire/json-scan.h"
#include "wire/record-json.h"

#define STEP 500 /* documents at a time */

/* The members of a case that are counted. */
static const char *const counted[] = {
  "id",
  "state",
  "recorded_at",
  "company_name",
  "type",
  "channel",
  "relation",
  "sex",
  "age",
  "problem_details",
  "sessions",
  "sessions_available",
  "assigned_at",
  "contacted_at",
  "closing",
  "approval",
  "satisfaction_score",
  "consultation_mode",
  NULL,
};

static EdSettings *
load_settings (EdApi *api, EdDb *db, GError **error)
{
  gint64 rev;
  gsize length;
  g_autofree char *text =
      ed_documents_load (db, "settings", api->organisation->id, &rev, &length, error);

  return text != NULL ? ed_record_from_json (&ed_settings_type,
                                             text,
                                             (gssize) length,
                                             ED_WIRE_LENIENT,
                                             error)
                      : NULL;
}

/* A case that cannot be read is not counted; it keeps nobody from the others. */
static void
count_case (EdReportTally *tally, EdStatement *row, GString *picked)
{
  g_autoptr (EdCase) case_ = NULL;

  g_string_truncate (picked, 0);
  if (ed_json_pick_members (ed_statement_text (row, 1),
                            ed_statement_length (row, 1),
                            ED_JSON_DEPTH_MAX,
                            counted,
                            picked))
    case_ = ed_record_from_json (&ed_case_type,
                                 picked->str,
                                 (gssize) picked->len,
                                 ED_WIRE_LENIENT,
                                 NULL);
  if (case_ != NULL)
    ed_report_tally_add (tally, case_);
  else
    g_warning ("case %s is not in the report: it cannot be read", ed_statement_text (row, 0));
}

/* The next cases after *LAST, which moves on; how many, or -1 with ERROR. */
static int
count_some (EdReportTally *tally, EdDb *db, char **last, GError **error)
{
  g_autoptr (EdStatement) row = ed_documents_read (db, "case", *last, STEP, error);
  g_autoptr (GString) picked = g_string_new (NULL);
  g_autofree char *next = NULL;
  GError *local = NULL;
  int n = 0;

  if (row == NULL)
    return -1;
  for (; ed_statement_step (row, &local); n++)
    {
      count_case (tally, row, picked);
      g_free (next);
      next = g_strdup (ed_statement_text (row, 0));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return -1;
    }
  if (next != NULL)
    {
      g_free (*last);
      *last = g_steal_pointer (&next);
    }
  return n;
}

static char *
answer_report (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (EdSettings) settings = load_settings (api, db, error);
  g_autoptr (EdZone) zone = NULL;
  g_autoptr (EdReportTally) tally = NULL;
  g_autoptr (EdReport) report = NULL;
  g_autofree char *last = g_strdup ("");
  EdReportFrame frame = { .inquiry = question, .covered = ED_ABSENT };
  int n;

  if (settings == NULL)
    return NULL;
  zone = ed_settings_make_zone (settings);
  frame.zone = zone;
  frame.contact_due_h = settings->contact_due_h;
  frame.score_min = settings->score_min;
  frame.score_max = settings->score_max;
  frame.now = ed_clock_now (api->clock);
  tally = ed_report_tally_new (&frame);
  do
    n = count_some (tally, db, &last, error);
  while (n == STEP);
  if (n < 0)
    return NULL;
  report = ed_report_tally_finish (tally);
  return ed_record_to_json (&ed_report_type, report, NULL);
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
