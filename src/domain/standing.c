/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a case stands. Hours are absolute; days and months are those of the organisation's zone
 * and are over when the day begins on which they are complete. Only the open assignment counts. */

#include "domain/standing.h"

#include "base/duration.h"

/* A badge that comes by itself, when its time has come. */
typedef struct
{
  EdBadgeKind kind;
  EdTone tone;
  gint64 count;
  gint64 since; /* ED_ABSENT: never */
  gint64 fact;
} Limit;

#define N_LIMITS 5

/* Nothing is later than the end of the calendar. */
static gint64
begin_date (const EdZone *zone, gint64 date)
{
  return date == ED_ABSENT ? ED_ABSENT : ed_zone_instant (zone, date, 0);
}

static gint64
get_contact_due_h (const EdCase *case_, const EdSettings *settings)
{
  return case_->crisis_call == 1 ? settings->crisis_due_h : settings->contact_due_h;
}

static gint64
get_contact_first_h (const EdCase *case_, const EdSettings *settings)
{
  return case_->crisis_call == 1 ? settings->crisis_first_h : settings->contact_first_h;
}

static gint64
add_hours (gint64 instant, gint64 hours)
{
  return instant == ED_ABSENT ? ED_ABSENT : instant + hours * ED_HOUR_MS;
}

static gint64
find_session_due (const EdCase *case_, const EdSettings *settings, const EdZone *zone)
{
  return begin_date (zone, ed_zone_date (zone, case_->contacted_at) + settings->session_due_days);
}

static gint64
find_closing_due (const EdSession *first, gint64 months, const EdZone *zone)
{
  return begin_date (zone, ed_date_add_months (first->date, (int) months));
}

/* The limits that apply to an assigned case, in the order in which they are looked at. */
static guint
list_limits (const EdCase *case_,
             const EdSettings *settings,
             const EdZone *zone,
             Limit limits[N_LIMITS])
{
  const EdSession *first = ed_case_first_session (case_);
  gint64 due_h = get_contact_due_h (case_, settings);
  gint64 first_h = get_contact_first_h (case_, settings);
  guint n = 0;

  if (case_->contacted_at == ED_ABSENT)
    {
      limits[n++] = (Limit){ ED_BADGE_CONTACT_DUE,
                             ED_TONE_RED,
                             due_h,
                             add_hours (case_->assigned_at, due_h),
                             case_->assigned_at };
      limits[n++] = (Limit){ ED_BADGE_CONTACT_FIRST,
                             ED_TONE_RED,
                             first_h,
                             add_hours (case_->assigned_at, first_h),
                             case_->assigned_at };
    }
  if (first != NULL)
    {
      gint64 fact = ed_zone_instant (zone, first->date, first->time == ED_ABSENT ? 0 : first->time);

      limits[n++] = (Limit){ ED_BADGE_CLOSING_DUE,
                             ED_TONE_RED,
                             settings->closing_due_months,
                             find_closing_due (first, settings->closing_due_months, zone),
                             fact };
      limits[n++] = (Limit){ ED_BADGE_CLOSING_WARN,
                             ED_TONE_ORANGE,
                             settings->closing_warn_months,
                             find_closing_due (first, settings->closing_warn_months, zone),
                             fact };
    }
  if (case_->contacted_at != ED_ABSENT && first == NULL)
    limits[n++] = (Limit){ ED_BADGE_SESSION_DUE,
                           ED_TONE_RED,
                           settings->session_due_days,
                           find_session_due (case_, settings, zone),
                           case_->contacted_at };
  return n;
}

static EdBadge
make_plain_badge (EdBadgeKind kind, EdTone tone, gint64 at)
{
  return (EdBadge){ kind, tone, ED_ABSENT, at, at };
}

static EdBadge
make_declined_badge (const EdCase *case_)
{
  const EdDecline *last =
      case_->declined->len > 0 ? case_->declined->pdata[case_->declined->len - 1] : NULL;

  return make_plain_badge (ED_BADGE_DECLINED, ED_TONE_ORANGE, last != NULL ? last->at : ED_ABSENT);
}

static EdBadge
make_closing_badge (const EdCase *case_)
{
  gint64 at = case_->closing != NULL ? case_->closing->at : ED_ABSENT;

  if (case_->closing != NULL && case_->closing->outcome == ED_OUTCOME_UNREACHABLE)
    return make_plain_badge (ED_BADGE_UNREACHABLE, ED_TONE_RED, at);
  return make_plain_badge (ED_BADGE_APPROVAL_PENDING, ED_TONE_GREEN, at);
}

EdBadge
ed_case_badge (const EdCase *case_, gint64 now, const EdSettings *settings, const EdZone *zone)
{
  Limit limits[N_LIMITS];
  guint n;

  if (case_->state == ED_CASE_DECLINED)
    return make_declined_badge (case_);
  if (case_->state == ED_CASE_CLOSING)
    return make_closing_badge (case_);
  if (case_->state != ED_CASE_ASSIGNED)
    return make_plain_badge (ED_BADGE_NONE, ED_TONE_NONE, ED_ABSENT);
  if (case_->returned != NULL)
    return make_plain_badge (ED_BADGE_RETURNED, ED_TONE_ORANGE, case_->returned->at);

  n = list_limits (case_, settings, zone, limits);
  for (guint i = 0; i < n; i++)
    {
      const Limit *limit = &limits[i];

      if (limit->since != ED_ABSENT && now >= limit->since)
        return (EdBadge){ limit->kind, limit->tone, limit->count, limit->since, limit->fact };
    }
  return make_plain_badge (ED_BADGE_NONE, ED_TONE_NONE, ED_ABSENT);
}

gboolean
ed_badge_is_limit (EdBadgeKind kind)
{
  return kind == ED_BADGE_CONTACT_DUE || kind == ED_BADGE_CONTACT_FIRST
         || kind == ED_BADGE_CLOSING_DUE || kind == ED_BADGE_CLOSING_WARN
         || kind == ED_BADGE_SESSION_DUE;
}

gboolean
ed_case_is_due (const EdCase *case_, gint64 now, const EdSettings *settings, const EdZone *zone)
{
  return ed_badge_is_limit (ed_case_badge (case_, now, settings, zone).kind);
}

gint64
ed_case_next_change (const EdCase *case_,
                     gint64 now,
                     const EdSettings *settings,
                     const EdZone *zone)
{
  Limit limits[N_LIMITS];
  EdBadge present = ed_case_badge (case_, now, settings, zone);
  gint64 next = ED_ABSENT;
  guint n;

  if (case_->state != ED_CASE_ASSIGNED || case_->returned != NULL)
    return ED_ABSENT;
  n = list_limits (case_, settings, zone, limits);
  for (guint i = 0; i < n; i++)
    {
      gint64 since = limits[i].since;

      if (since == ED_ABSENT || since <= now || (next != ED_ABSENT && since >= next))
        continue;
      /* A limit that another one hides changes nothing. */
      if (ed_case_badge (case_, since, settings, zone).kind != present.kind)
        next = since;
    }
  return next;
}

gint64
ed_case_due (const EdCase *case_, const EdSettings *settings, const EdZone *zone)
{
  const EdSession *first;

  if (case_->state != ED_CASE_ASSIGNED)
    return ED_ABSENT;
  if (case_->contacted_at == ED_ABSENT)
    return add_hours (case_->assigned_at, get_contact_due_h (case_, settings));
  first = ed_case_first_session (case_);
  if (first == NULL)
    return find_session_due (case_, settings, zone);
  return find_closing_due (first, settings->closing_due_months, zone);
}

gboolean
ed_case_state_is_unassigned (gint64 state)
{
  return state == ED_CASE_RECORDED || state == ED_CASE_DECLINED;
}

gboolean
ed_case_is_overdue (const EdCase *case_, gint64 at, const EdSettings *settings, const EdZone *zone)
{
  gint64 due = ed_case_due (case_, settings, zone);

  return due != ED_ABSENT && due <= at;
}

gboolean
ed_case_has_document (const EdCase *case_, EdDocumentKind kind)
{
  for (guint i = 0; i < case_->documents->len; i++)
    {
      const EdDocument *document = case_->documents->pdata[i];

      if (document->kind == kind && g_strcmp0 (document->assignment_id, case_->assignment_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_satisfaction (const EdCase *case_)
{
  if (case_->satisfaction_score != ED_ABSENT || case_->satisfaction_not_possible == 1)
    return TRUE;
  return ed_case_has_satisfaction_form (case_)
         && ed_case_has_document (case_, ED_DOCUMENT_SATISFACTION_FORM);
}

static gboolean
has_needed_document (const EdCase *case_)
{
  gint64 needed = ed_case_needed_document (case_);

  return needed == ED_ABSENT || ed_case_has_document (case_, (EdDocumentKind) needed);
}

guint
ed_case_needed_checks (const EdCase *case_)
{
  if (case_->closing != NULL && case_->closing->outcome == ED_OUTCOME_UNREACHABLE)
    return 0;
  if (ed_case_needed_document (case_) == ED_ABSENT)
    return ED_CHECK_ALL & ~ED_CHECK_DOCUMENT;
  return ED_CHECK_ALL;
}

guint
ed_case_checks (const EdCase *case_, gint64 now, const EdZone *zone)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  guint checks = 0;

  if (case_->assignment_id == NULL)
    return 0;
  if (case_->contacted_at != ED_ABSENT)
    checks |= ED_CHECK_CONTACTED;
  if (sessions->len > 0)
    {
      const EdSession *last = sessions->pdata[sessions->len - 1];

      if (last->date <= ed_zone_date (zone, now))
        checks |= ED_CHECK_SESSION;
    }
  if (has_needed_document (case_))
    checks |= ED_CHECK_DOCUMENT;
  if (has_satisfaction (case_))
    checks |= ED_CHECK_SATISFACTION;
  return checks;
}

guint
ed_case_progress (const EdCase *case_, gint64 now, const EdZone *zone)
{
  if (case_->assignment_id == NULL || case_->contacted_at == ED_ABSENT)
    return 0;
  if (ed_case_first_session (case_) == NULL)
    return 1;
  /* It was there when the closing was approved, and may not be kept as long as the case. */
  if (case_->state == ED_CASE_CLOSED && case_->closing != NULL
      && case_->closing->outcome != ED_OUTCOME_UNREACHABLE)
    return 3;
  return has_needed_document (case_) && has_satisfaction (case_) ? 3 : 2;
}

/* --- attempts -------------------------------------------------------------------------------- */

#define CALLS_NEEDED 3
#define TEXTS_NEEDED 1

static gboolean
is_counted (const EdCase *case_, const EdAttempt *attempt)
{
  return attempt->deleted != 1 && attempt->result != ED_RESULT_REACHED
         && g_strcmp0 (attempt->assignment_id, case_->assignment_id) == 0;
}

static guint
subtract (guint needed, guint made)
{
  return needed > made ? needed - made : 0;
}

EdAttemptsMissing
ed_case_attempts_missing (const EdCase *case_)
{
  guint calls = 0, texts = 0, all = 0;

  for (guint i = 0; i < case_->attempts->len; i++)
    {
      const EdAttempt *attempt = case_->attempts->pdata[i];

      if (!is_counted (case_, attempt))
        continue;
      all++;
      calls += attempt->kind == ED_ATTEMPT_CALL;
      texts += attempt->kind == ED_ATTEMPT_MESSAGE;
    }
  if (case_->phone == NULL)
    return (EdAttemptsMissing){ .any = subtract (CALLS_NEEDED + TEXTS_NEEDED, all) };
  return (EdAttemptsMissing){ .calls = subtract (CALLS_NEEDED, calls),
                              .texts = subtract (TEXTS_NEEDED, texts) };
}

EdDaypart
ed_zone_daypart (const EdZone *zone, gint64 instant)
{
  gint64 minutes = ed_zone_minutes (zone, instant);

  if (minutes < 12 * 60)
    return ED_DAYPART_MORNING;
  return minutes < 17 * 60 ? ED_DAYPART_AFTERNOON : ED_DAYPART_EVENING;
}

void
ed_case_count_calls (const EdCase *case_, const EdZone *zone, guint calls[ED_N_DAYPARTS])
{
  for (guint i = 0; i < ED_N_DAYPARTS; i++)
    calls[i] = 0;
  for (guint i = 0; i < case_->attempts->len; i++)
    {
      const EdAttempt *attempt = case_->attempts->pdata[i];

      if (attempt->kind == ED_ATTEMPT_CALL && is_counted (case_, attempt))
        calls[ed_zone_daypart (zone, attempt->at)]++;
    }
}

guint
ed_case_count_dayparts (const EdCase *case_, const EdZone *zone)
{
  guint calls[ED_N_DAYPARTS];
  guint parts = 0;

  ed_case_count_calls (case_, zone, calls);
  for (guint i = 0; i < ED_N_DAYPARTS; i++)
    parts += calls[i] > 0;
  return parts;
}
