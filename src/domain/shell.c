/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/shell.h"

#include "domain/record-table.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define NAME_LENGTH 200
#define COUNT_MAX 1000000
#define MINUTES_MAX G_GINT64_CONSTANT (100000000)

static const EdField shell_fields[] = {
  ED_ID (EdShell, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdShell, company_id, 0, NULL),
  ED_TEXT (EdShell, company_name, 0, NULL, NAME_LENGTH),
  ED_CHOICE (EdShell, type, 0, NULL, ed_case_type_choices),
  ED_CHOICE (EdShell, coaching_kind, 0, NULL, ed_coaching_kind_choices),
  ED_CHOICE (EdShell, channel, 0, NULL, ed_channel_choices),
  ED_CHOICE (EdShell, consultation_mode, 0, NULL, ed_consultation_mode_choices),
  ED_DATE (EdShell, month, 0, NULL),
  ED_CHOICE (EdShell, outcome, 0, NULL, ed_outcome_choices),
  ED_INTEGER (EdShell, sessions, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdShell, sessions_available, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdShell, contact_minutes, 0, NULL, 0, MINUTES_MAX),
  ED_INTEGER (EdShell, closing_days, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdShell, score, 0, NULL, 0, 100),
};

const EdRecordType ed_shell_type = ED_RECORD_TYPE ("shell", EdShell, shell_fields);

static gint64
first_of_month (gint64 date)
{
  int year, month, day;

  ed_date_split (date, &year, &month, &day);
  return ed_date_new (year, month, 1);
}

static gint64
count_contact_minutes (const EdCase *case_)
{
  if (case_->assigned_at == ED_ABSENT || case_->contacted_at == ED_ABSENT)
    return ED_ABSENT;
  return MAX (case_->contacted_at - case_->assigned_at, 0) / MINUTE_MS;
}

EdShell *
ed_shell_new (const EdCase *case_, const char *id, const EdZone *zone)
{
  EdShell *self = ed_record_new (&ed_shell_type);

  self->id = g_strdup (id);
  self->company_id = g_strdup (case_->company_id);
  self->company_name = g_strdup (case_->company_name);
  self->type = case_->type;
  self->coaching_kind = case_->coaching_kind;
  self->channel = case_->channel;
  self->consultation_mode = case_->consultation_mode;
  self->sessions = ed_case_count_used (case_);
  self->sessions_available = case_->sessions_available;
  self->contact_minutes = count_contact_minutes (case_);
  self->score = case_->satisfaction_score;
  if (case_->recorded_at == ED_ABSENT)
    return self;
  self->month = first_of_month (ed_zone_date (zone, case_->recorded_at));
  if (case_->state != ED_CASE_CLOSED || case_->closing == NULL || case_->approval == NULL)
    return self;
  self->outcome = case_->closing->outcome;
  self->closing_days =
      MAX (ed_zone_date (zone, case_->approval->at) - ed_zone_date (zone, case_->recorded_at), 0);
  return self;
}

void
ed_shell_free (EdShell *self)
{
  ed_record_free (&ed_shell_type, self);
}

/* Sessions without anything that a person would know. */
static void
add_sessions (EdCase *case_, gint64 n, gint64 date)
{
  for (gint64 i = 0; i < n; i++)
    {
      EdSession *session = ed_record_new (&ed_session_type);

      session->id = g_strdup (case_->id);
      session->date = date;
      g_ptr_array_add (case_->sessions, session);
    }
}

EdCase *
ed_shell_make_case (const EdShell *self, const EdZone *zone)
{
  EdCase *case_ = ed_case_new ();

  case_->id = g_strdup (self->id);
  case_->company_id = g_strdup (self->company_id);
  case_->company_name = g_strdup (self->company_name);
  case_->type = self->type;
  case_->coaching_kind = self->coaching_kind;
  case_->channel = self->channel;
  case_->consultation_mode = self->consultation_mode;
  case_->sessions_available = self->sessions_available;
  case_->satisfaction_score = self->score;
  case_->state = self->outcome != ED_ABSENT ? ED_CASE_CLOSED : ED_CASE_RECORDED;
  if (self->month == ED_ABSENT)
    return case_;
  case_->recorded_at = ed_zone_instant (zone, self->month, 0);
  if (self->sessions != ED_ABSENT)
    add_sessions (case_, self->sessions, self->month);
  if (self->contact_minutes != ED_ABSENT)
    {
      case_->assigned_at = case_->recorded_at;
      case_->contacted_at = case_->recorded_at + self->contact_minutes * MINUTE_MS;
    }
  if (self->outcome == ED_ABSENT)
    return case_;
  case_->closing = ed_record_new (&ed_closing_type);
  case_->closing->outcome = self->outcome;
  case_->approval = ed_record_new (&ed_approval_type);
  case_->approval->at = ed_zone_instant (zone, self->month + MAX (self->closing_days, 0), 0);
  return case_;
}
