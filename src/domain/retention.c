/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/retention.h"

const EdChoice ed_retention_kind_choices[] = {
  [ED_RETENTION_CASES] = { "cases", N_ ("Case records") },
  [ED_RETENTION_DOCUMENTS] = { "documents", N_ ("Documents of cases") },
  [ED_RETENTION_MESSAGES] = { "messages", N_ ("Messages") },
  [ED_RETENTION_REQUESTS] = { "requests", N_ ("Requests") },
  [ED_RETENTION_MAILS] = { "mails", N_ ("List of e-mails sent") },
  [ED_RETENTION_AUDIT] = { "audit", N_ ("Audit log") },
  { NULL, NULL },
};

/* Which setting says how long, and what absence stands for. */
static const struct
{
  const char *setting;
  gint64 months;
} terms[ED_N_RETENTIONS] = {
  [ED_RETENTION_CASES] = { "keep_cases_months", 120 },
  [ED_RETENTION_DOCUMENTS] = { "keep_documents_months", 120 },
  [ED_RETENTION_MESSAGES] = { "keep_messages_months", 36 },
  [ED_RETENTION_REQUESTS] = { "keep_requests_months", 60 },
  [ED_RETENTION_MAILS] = { "keep_mails_months", 12 },
  [ED_RETENTION_AUDIT] = { "keep_audit_months", 120 },
};

const char *
ed_retention_setting (EdRetentionKind kind)
{
  return terms[kind].setting;
}

static gint64
read_months (EdRetentionKind kind, const EdSettings *settings)
{
  const EdField *field = ed_record_type_find (&ed_settings_type, terms[kind].setting);
  gint64 months = ed_field_get_number (field, settings);

  return months != ED_ABSENT ? months : terms[kind].months;
}

gint64
ed_retention_months (EdRetentionKind kind, const EdSettings *settings)
{
  gint64 months = read_months (kind, settings);

  if (kind == ED_RETENTION_DOCUMENTS || kind == ED_RETENTION_MESSAGES)
    return MIN (months, read_months (ED_RETENTION_CASES, settings));
  return months;
}

static gint64
count_from (EdRetentionKind kind, gint64 instant, const EdRetentionFrame *frame)
{
  return ed_date_add_months (ed_zone_date (frame->zone, instant),
                             (int) ed_retention_months (kind, frame->settings));
}

static gboolean
has_any (EdRetentionKind kind, const EdCase *case_, const EdCaseCompany *company)
{
  if (kind == ED_RETENTION_DOCUMENTS)
    return case_->documents->len > 0;
  return kind != ED_RETENTION_MESSAGES || company->messages > 0;
}

EdRetention
ed_retention_of_case (EdRetentionKind kind,
                      const EdCase *case_,
                      const EdCaseCompany *company,
                      const EdRetentionFrame *frame)
{
  EdRetention retention = { ED_ABSENT, ED_HOLD_NONE };

  if (!has_any (kind, case_, company))
    return retention;
  if (case_->state != ED_CASE_CLOSED || case_->approval == NULL)
    {
      retention.hold = ED_HOLD_OPEN;
      return retention;
    }
  retention.on = count_from (kind, case_->approval->at, frame);
  if (company->has_late_work)
    retention.hold = ED_HOLD_LATE_WORK;
  else if (company->is_unpaid)
    retention.hold = ED_HOLD_UNPAID;
  return retention;
}

EdRetention
ed_retention_of_request (const EdRequest *request, const EdRetentionFrame *frame)
{
  gint64 ended =
      request->state == ED_REQUEST_CANCELLED ? request->cancelled_at : request->completed_at;

  if (ed_request_is_open (request) || ended == ED_ABSENT)
    return (EdRetention){ ED_ABSENT, ED_HOLD_OPEN };
  return (EdRetention){ count_from (ED_RETENTION_REQUESTS, ended, frame), ED_HOLD_NONE };
}

gint64
ed_retention_first_kept (EdRetentionKind kind, gint64 today, const EdRetentionFrame *frame)
{
  return ed_date_add_months (today, -(int) ed_retention_months (kind, frame->settings));
}

gboolean
ed_retention_is_due (const EdRetention *self, gint64 today)
{
  gint64 on = self->on;

  if (on != ED_ABSENT && self->hold == ED_HOLD_UNPAID)
    on = ed_date_add_months (on, ED_UNPAID_MONTHS);
  return on != ED_ABSENT && (self->hold == ED_HOLD_NONE || self->hold == ED_HOLD_UNPAID)
         && on <= today;
}
