/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Giving reports away (PROTOCOL 14.2). */

#include "domain/account.h"
#include "domain/company.h"
#include "domain/report-release.h"
#include "server/api-state.h"
#include "server/audit-table.h"
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
} ReleaseJob;

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

static gboolean
run_release (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ReleaseJob *self = (ReleaseJob *) job;
  gint64 today = ed_zone_date (batch->api->zone, batch->now);
  g_autoptr (EdReportRelease) release = ed_report_release_judge (self->asked, ED_ABSENT, today);
  gint64 taken = ED_ABSENT;

  if (release->trouble == ED_ABSENT)
    {
      if (!take_length (batch, self->asked, release->length, &taken, error))
        return FALSE;
      ed_report_release_free (release);
      release = ed_report_release_judge (self->asked, taken, today);
    }
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
  self->job.run = run_release;
  self->job.free = free_release;
  self->asked = asked;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
}
