/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Giving reports away (PROTOCOL 14.2). */

#include "domain/account.h"
#include "domain/company.h"
#include "domain/report-release.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/figures.h"
#include "server/inquiry.h"
#include "server/outside.h"
#include "server/release-table.h"
#include "wire/record-json.h"

typedef struct
{
  EdApiJob job;
  EdReportInquiry *asked;
  char *account;
  char *device;
  EdReport *report; /* as it is now */
  GError *error;    /* why there is none */
} ReleaseJob;

static void
prepare_release (EdApi *api, EdApiJob *job)
{
  ReleaseJob *self = (ReleaseJob *) job;
  EdDb *db = ed_readers_take (api->readers, &self->error);

  if (db == NULL)
    return;
  self->report = ed_figures_make (api, db, self->asked, &self->error);
  ed_readers_give_back (api->readers, db);
}

/* The first of its year decides; it is only written down when nothing else is in its way. */
static gboolean
take_length (EdBatch *batch,
             const EdReportInquiry *asked,
             gint64 length,
             gint64 *taken,
             GError **error)
{
  const guint8 *key = batch->api->organisation->content_key;
  const char *wanted = ed_report_length_choices[length].word;
  g_autofree char *company = ed_company_fold_name (asked->company_name);
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;
  int year, month, day;

  ed_date_split (asked->from, &year, &month, &day);
  if (!ed_releases_take (batch->db, key, company, year, wanted, &word, error))
    return FALSE;
  *taken = ed_choice_find (ed_report_length_choices, word);
  text = ed_releases_describe (key, company, year, word);
  return ed_outside_note_release (batch, text, error);
}

/* RELEASE gets what goes: the report as it is now, if it has not gone before. */
static gboolean
take_report (const ReleaseJob *self, EdBatch *batch, EdReportRelease *release, GError **error)
{
  g_autofree char *company = ed_company_fold_name (self->asked->company_name);
  g_autofree char *first_day = ed_date_to_text (self->asked->from);
  g_autoptr (EdReport) bare = ed_report_figures (self->report);
  g_autofree char *figures = ed_record_to_json (&ed_report_type, bare, NULL);
  g_autofree char *report = ed_record_to_json (&ed_report_type, self->report, NULL);
  const EdGivenReport given = { company, first_day, figures, report };
  g_autofree char *kept = NULL;
  g_autofree char *text = NULL;

  if (!ed_releases_keep (batch->db,
                         batch->api->organisation->content_key,
                         &given,
                         &kept,
                         &text,
                         error)
      || !ed_outside_note_release (batch, text, error))
    return FALSE;
  if (kept == NULL)
    release->trouble = ED_RELEASE_CHANGED;
  else
    release->report = ed_record_from_json (&ed_report_type, kept, -1, ED_WIRE_LENIENT, error);
  return kept == NULL || release->report != NULL;
}

/* What tells nothing may change; it has not gone. */
static gboolean
find_report (const ReleaseJob *self, EdBatch *batch, EdReportRelease *release, GError **error)
{
  if (self->report->cases != ED_ABSENT && self->report->cases > 0)
    return take_report (self, batch, release, error);
  release->report = ed_record_copy (&ed_report_type, self->report);
  return TRUE;
}

static gboolean
judge (const ReleaseJob *self, EdBatch *batch, EdReportRelease **release, GError **error)
{
  gint64 today = ed_zone_date (batch->api->zone, batch->now);
  gint64 taken = ED_ABSENT;

  *release = ed_report_release_judge (self->asked, ED_ABSENT, today);
  if ((*release)->trouble != ED_ABSENT)
    return TRUE;
  if (!take_length (batch, self->asked, (*release)->length, &taken, error))
    return FALSE;
  ed_report_release_free (*release);
  *release = ed_report_release_judge (self->asked, taken, today);
  return (*release)->trouble != ED_ABSENT || find_report (self, batch, *release, error);
}

static gboolean
run_release (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ReleaseJob *self = (ReleaseJob *) job;
  g_autoptr (EdReportRelease) release = NULL;

  if (self->report == NULL)
    {
      ed_error_complete (&self->error);
      ed_answer_failure (response, self->error);
      return TRUE;
    }
  if (!judge (self, batch, &release, error))
    return FALSE;
  ed_answer_json (response, 200, ed_record_to_json (&ed_report_release_type, release, NULL));
  return release->trouble != ED_ABSENT
         || ed_audit_add (batch->db,
                          batch->now,
                          self->account,
                          self->device,
                          "export.report",
                          NULL,
                          NULL,
                          error);
}

static void
free_release (EdApiJob *job)
{
  ReleaseJob *self = (ReleaseJob *) job;

  ed_report_inquiry_free (self->asked);
  g_clear_pointer (&self->report, ed_report_free);
  g_clear_error (&self->error);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

void
ed_api_release_report (EdApiCall *call)
{
  EdReportInquiry *asked;
  ReleaseJob *self;

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return;
  asked = ed_api_call_read (call, &ed_report_inquiry_type);
  if (asked == NULL)
    return;
  self = g_new0 (ReleaseJob, 1);
  self->job.prepare = prepare_release;
  self->job.run = run_release;
  self->job.free = free_release;
  self->asked = asked;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
}
