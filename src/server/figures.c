/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases are read one after another and not kept, and of each only what is counted is parsed. */

#include "server/figures.h"

#include <string.h>

#include "domain/company.h"
#include "domain/settings.h"
#include "domain/shell.h"
#include "server/document-table.h"
#include "server/reading.h"
#include "server/settings-keeper.h"
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

/* Instants as they are written sort like what they mean: a case that was recorded elsewhere in time
 * need not be parsed. */
typedef struct
{
  EdReportTally *tally;
  char *from, *to; /* TO is the first that is too late */
  GString *picked;
  const EdZone *zone;
} Count;

static gboolean
is_in_time (const Count *count)
{
  static const char key[] = "\"recorded_at\":\"";
  const char *at = strstr (count->picked->str, key);

  if (at == NULL)
    return TRUE;
  at += strlen (key);
  return strncmp (at, count->from, strlen (count->from)) >= 0
         && strncmp (at, count->to, strlen (count->to)) < 0;
}

/* A case that cannot be read is not counted; it keeps nobody from the others. */
static void
count_case (Count *count, EdStatement *row)
{
  g_autoptr (EdCase) case_ = NULL;

  g_string_truncate (count->picked, 0);
  if (ed_json_pick_members (ed_statement_text (row, 1),
                            ed_statement_length (row, 1),
                            ED_JSON_DEPTH_MAX,
                            counted,
                            count->picked))
    {
      if (!is_in_time (count))
        return;
      case_ = ed_record_from_json (&ed_case_type,
                                   count->picked->str,
                                   (gssize) count->picked->len,
                                   ED_WIRE_LENIENT,
                                   NULL);
    }
  if (case_ != NULL)
    ed_report_tally_add (count->tally, case_);
  else
    g_warning ("case %s is not in the report: it cannot be read", ed_statement_text (row, 0));
}

/* The next cases after *LAST, which moves on; how many, or -1 with ERROR. */
static int
count_some (Count *count, EdDb *db, char **last, GError **error)
{
  g_autoptr (EdStatement) row = ed_documents_read (db, "case", *last, STEP, error);
  g_autofree char *next = NULL;
  GError *local = NULL;
  int n = 0;

  if (row == NULL)
    return -1;
  for (; ed_statement_step (row, &local); n++)
    {
      count_case (count, row);
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

/* The companies that INQUIRY is about: one, or all that are not retired. */
static gboolean
is_asked_for (const EdCompany *company, const EdReportInquiry *inquiry)
{
  if (inquiry->company_name == NULL)
    return company->retired != 1;
  return ed_company_is_same_name (company->name, inquiry->company_name);
}

/* How many persons are covered; *COVERED stays absent where it is not known of all. */
static gboolean
sum_covered (EdDb *db, const EdReportInquiry *inquiry, gint64 *covered, GError **error)
{
  g_autoptr (EdStatement) row = ed_documents_read (db, "company", "", G_MAXINT32, error);
  GError *local = NULL;
  gint64 sum = 0;
  gboolean is_known = TRUE;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    {
      g_autoptr (EdCompany) company = ed_record_from_json (&ed_company_type,
                                                           ed_statement_text (row, 1),
                                                           (gssize) ed_statement_length (row, 1),
                                                           ED_WIRE_LENIENT,
                                                           NULL);

      if (company == NULL || !is_asked_for (company, inquiry))
        continue;
      is_known = is_known && company->covered != ED_ABSENT;
      sum += is_known ? company->covered : 0;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *covered = is_known && sum > 0 ? sum : ED_ABSENT;
  return TRUE;
}

/* Counts all cases; FALSE with ERROR. */
static gboolean
count_all (const EdReportFrame *frame, EdReportTally *tally, EdDb *db, GError **error)
{
  g_autofree char *from =
      ed_instant_to_text (ed_zone_instant (frame->zone, frame->inquiry->from, 0));
  g_autofree char *to =
      ed_instant_to_text (ed_zone_instant (frame->zone, frame->inquiry->to + 1, 0));
  g_autoptr (GString) picked = g_string_new (NULL);
  g_autofree char *last = g_strdup ("");
  Count count = { tally, from, to, picked };
  int n;

  do
    n = count_some (&count, db, &last, error);
  while (n == STEP);
  return n >= 0;
}

static void
count_shell (gpointer data, gconstpointer shell)
{
  const Count *count = data;
  g_autoptr (EdCase) case_ = ed_shell_make_case (shell, count->zone);

  ed_report_tally_add (count->tally, case_);
}

/* Those whose clients were erased count on. */
static gboolean
count_shells (const EdReportFrame *frame, EdReportTally *tally, EdDb *db, GError **error)
{
  Count count = { .tally = tally, .zone = frame->zone };

  return ed_reading_all (db, "shell", &ed_shell_type, NULL, count_shell, &count, error);
}

EdReport *
ed_figures_make (EdApi *api, EdDb *db, const EdReportInquiry *inquiry, GError **error)
{
  g_autoptr (EdSettings) settings = ed_settings_load (api, db, NULL, error);
  g_autoptr (EdZone) zone = NULL;
  g_autoptr (EdReportTally) tally = NULL;
  EdReportFrame frame = { .inquiry = inquiry, .covered = ED_ABSENT };

  if (settings == NULL || !sum_covered (db, inquiry, &frame.covered, error))
    return NULL;
  zone = ed_settings_make_zone (settings);
  frame.zone = zone;
  frame.contact_due_h = settings->contact_due_h;
  frame.score_min = settings->score_min;
  frame.score_max = settings->score_max;
  frame.now = ed_clock_now (api->clock);
  tally = ed_report_tally_new (&frame);
  if (!count_all (&frame, tally, db, error) || !count_shells (&frame, tally, db, error))
    return NULL;
  return ed_report_tally_finish (tally);
}
