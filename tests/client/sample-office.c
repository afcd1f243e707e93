/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sample-office.h"

#include "client/fake-desk-audit.h"
#include "client/fake-desk-privacy.h"
#include "client/fake-desk-report.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "domain/account.h"

#define EXPERT "e0000000-0000-4000-8000-000000000079"
#define DAY_MS G_GINT64_CONSTANT (86400000)

static EdCompany *
make_company (void)
{
  EdCompany *company = ed_record_new (&ed_company_type);

  company->id = g_strdup ("d0000000-0000-4000-8000-000000000001");
  company->name = g_strdup ("Suzuki");
  company->sessions_available = 6;
  company->session_minutes = 45;
  company->covered = 120;
  company->languages = g_strsplit ("hu,de", ",", -1);
  return company;
}

static void
add_statement (EdDesk *desk, EdStatementState state)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);
  gboolean own = (ed_account_roles (ed_desk_account (desk)) & ED_ROLE_EXPERT) != 0;

  statement->id = g_strdup_printf ("5a000000-0000-4000-8000-%012d", state);
  statement->expert_id = g_strdup (own ? ed_desk_account (desk)->id : EXPERT);
  statement->expert_name = g_strdup ("Dr. Szabó Péter");
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = state;
  statement->statement_rev = 4;
  statement->currency = g_strdup ("EUR");
  for (guint i = 1; i <= 2; i++)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->kind = ED_LINE_SESSION;
      line->number = 261;
      line->session_number = i;
      line->date = ed_date_from_text ("2020-03-02") + i;
      line->amount = 4050;
      line->at = 0;
      g_ptr_array_add (statement->lines, line);
    }
  ed_fake_desk_add_statement (desk, statement);
}

EdReport *
ed_sample_report_new (guint n, const char *problem)
{
  g_autoptr (EdReportInquiry) inquiry = ed_record_new (&ed_report_inquiry_type);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  EdReportFrame frame = { .inquiry = inquiry,
                          .zone = zone,
                          .contact_due_h = 48,
                          .score_min = 1,
                          .score_max = 10,
                          .covered = 1200,
                          .now = ED_SAMPLE_NOW };
  g_autoptr (EdReportTally) tally = NULL;

  inquiry->from = ed_date_from_text ("2020-01-01");
  inquiry->to = ed_date_from_text ("2020-12-31");
  tally = ed_report_tally_new (&frame);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EdCase) case_ = ed_case_new ();

      case_->recorded_at =
          ed_instant_from_text ("2020-01-05T10:00:00Z") + (gint64) (i % 70) * DAY_MS;
      case_->type = i % 3 == 0 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
      case_->sex = i < 3 ? 2 : i % 2;
      case_->age = 20 + i % 40;
      case_->sessions_available = 5;
      case_->problem_details = g_strdup (i % 4 == 0 ? problem : "Family");
      case_->assigned_at = case_->recorded_at;
      case_->contacted_at = case_->recorded_at + (gint64) (i % 60) * 3600000;
      case_->satisfaction_score = i % 2 == 0 ? 9 : ED_ABSENT;
      ed_report_tally_add (tally, case_);
    }
  return ed_report_tally_finish (tally);
}

void
ed_sample_office_queue_audit (void)
{
  static const char *const whats[] = { "case.close", "case.contact", "sign_in_failed" };
  EdAuditAnswer *answer = ed_record_new (&ed_audit_answer_type);

  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    {
      EdAuditEntry *entry = ed_record_new (&ed_audit_entry_type);

      entry->id = 12 - i;
      entry->at = ED_SAMPLE_NOW - (gint64) i * 60000;
      entry->account = g_strdup (i < 2 ? EXPERT : NULL);
      entry->device_name = g_strdup ("Peter's laptop");
      entry->what = g_strdup (whats[i]);
      entry->target = g_strdup (i < 2 ? ED_SAMPLE_CASE : NULL);
      entry->number = i < 2 ? 261 : ED_ABSENT;
      g_ptr_array_add (answer->entries, entry);
    }
  answer->more = TRUE;
  ed_fake_desk_queue_audit (answer);
}

static void
set_preview (void)
{
  EdPrivacyPreview *preview = ed_record_new (&ed_privacy_preview_type);
  EdPrivacyKind *kind = ed_record_new (&ed_privacy_kind_type);

  preview->today = (ED_SAMPLE_NOW / DAY_MS);
  kind->kind = ED_RETENTION_CASES;
  kind->months = 120;
  kind->due = 3;
  kind->open = 2;
  kind->unpaid = 1;
  kind->late_work = kind->later = 0;
  g_ptr_array_add (preview->kinds, kind);
  ed_fake_desk_set_preview (preview);
}

static void
add_device (EdDesk *desk, const char *name, gint64 days)
{
  EdListedDevice *device = ed_record_new (&ed_listed_device_type);

  device->id = g_strdup_printf ("55555555-0000-4000-8000-%012" G_GINT64_FORMAT, days);
  device->name = g_strdup (name);
  device->created_at = ED_SAMPLE_NOW - 90 * DAY_MS;
  device->last_seen_at = ED_SAMPLE_NOW - days * DAY_MS;
  device->current = days == 0;
  ed_fake_desk_add_device (desk, device);
}

void
ed_sample_office_add (EdDesk *desk)
{
  add_device (desk, "Anna's laptop", 0);
  add_device (desk, "DESKTOP-7Q2K9F in the surgery", 3);
  ed_fake_desk_add_company (desk, make_company ());
  ed_fake_desk_agree_fee (desk, ED_CASE_PSYCHOLOGICAL, 4050);
  add_statement (desk, ED_STATEMENT_DRAFT);
  add_statement (desk, ED_STATEMENT_SENT);
}

void
ed_sample_office_answer (void)
{
  ed_fake_desk_set_report (ed_sample_report_new (60, "Burn-out"));
  set_preview ();
}
