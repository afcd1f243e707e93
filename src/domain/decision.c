/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/decision.h"

#include "base/duration.h"

/* The shortest month. */
#define MONTH_DAYS 28

static EdDecisionKind
find_limit (EdBadgeKind badge)
{
  switch (badge)
    {
    case ED_BADGE_CONTACT_DUE:
      return ED_DECISION_CONTACT_DUE;
    case ED_BADGE_CONTACT_FIRST:
      return ED_DECISION_CONTACT_FIRST;
    case ED_BADGE_SESSION_DUE:
      return ED_DECISION_SESSION_DUE;
    case ED_BADGE_CLOSING_DUE:
      return ED_DECISION_CLOSING_DUE;
    case ED_BADGE_CLOSING_WARN:
      return ED_DECISION_CLOSING_WARN;
    case ED_BADGE_NONE:
    case ED_BADGE_DECLINED:
    case ED_BADGE_UNREACHABLE:
    case ED_BADGE_APPROVAL_PENDING:
    case ED_BADGE_RETURNED:
    default:
      return ED_DECISION_NONE;
    }
}

/* When the expert last asked for more sessions. */
static gint64
find_asked_at (const EdCase *case_)
{
  for (guint i = case_->events->len; i > 0; i--)
    {
      const EdEvent *event = case_->events->pdata[i - 1];

      if (event->what == ED_EVENT_SESSIONS_ASKED)
        return event->at;
    }
  return ED_ABSENT;
}

static EdHaste
find_haste (const EdCase *case_)
{
  return case_->crisis_call == 1 ? ED_HASTE_CRISIS : ED_HASTE_NONE;
}

static EdDecision
decide_assigned (const EdCase *case_,
                 EdThreadMark mark,
                 gint64 now,
                 const EdSettings *settings,
                 const EdZone *zone)
{
  EdBadge badge = ed_case_badge (case_, now, settings, zone);
  EdDecisionKind limit = find_limit (badge.kind);

  if (limit == ED_DECISION_CONTACT_DUE || limit == ED_DECISION_CONTACT_FIRST)
    return (EdDecision){ limit, badge.since, find_haste (case_) };
  if (case_->sessions_asked != ED_ABSENT)
    return (EdDecision){ ED_DECISION_MORE_SESSIONS, find_asked_at (case_), find_haste (case_) };
  if (mark == ED_THREAD_UNANSWERED)
    return (EdDecision){ ED_DECISION_ANSWER, ED_ABSENT, find_haste (case_) };
  return (
      EdDecision){ limit, limit == ED_DECISION_NONE ? ED_ABSENT : badge.since, find_haste (case_) };
}

EdDecision
ed_case_decision (const EdCase *case_,
                  EdThreadMark mark,
                  gint64 now,
                  const EdSettings *settings,
                  const EdZone *zone)
{
  EdBadge badge;

  switch (case_->state)
    {
    case ED_CASE_RECORDED:
      return (EdDecision){ ED_DECISION_ASSIGN, case_->recorded_at, find_haste (case_) };
    case ED_CASE_DECLINED:
      badge = ed_case_badge (case_, now, settings, zone);
      return (EdDecision){ ED_DECISION_ASSIGN_AGAIN, badge.since, find_haste (case_) };
    case ED_CASE_CLOSING:
      badge = ed_case_badge (case_, now, settings, zone);
      return (EdDecision){ badge.kind == ED_BADGE_UNREACHABLE ? ED_DECISION_APPROVE_UNREACHABLE
                                                              : ED_DECISION_APPROVE,
                           badge.since,
                           find_haste (case_) };
    case ED_CASE_ASSIGNED:
      return decide_assigned (case_, mark, now, settings, zone);
    case ED_CASE_CLOSED:
    default:
      return (EdDecision){ ED_DECISION_NONE, ED_ABSENT, find_haste (case_) };
    }
}

EdDecision
ed_decision_with_late (EdDecision decision, guint n)
{
  if (n == 0 || decision.kind == ED_DECISION_ASSIGN || decision.kind == ED_DECISION_ASSIGN_AGAIN)
    return decision;
  return (EdDecision){ ED_DECISION_LATE_WORK, ED_ABSENT, decision.haste };
}

/* --- requests --------------------------------------------------------------------------------- */

static EdDecision
decide_held (const EdRequestStanding *standing, gint64 now, const EdZone *zone)
{
  EdRequestBadge badge = ed_request_standing_limit (standing, now, zone);
  EdDecision decision = { ED_DECISION_NONE, badge.since, ED_HASTE_NONE };

  if (badge.kind == ED_REQUEST_BADGE_OVERDUE)
    decision.kind = ED_DECISION_REQUEST_OVERDUE;
  else if (badge.kind != ED_REQUEST_BADGE_NONE)
    decision.kind = ED_DECISION_REQUEST_DUE;
  return decision;
}

static EdDecision
decide_request (const EdRequestStanding *standing, guint n, gint64 now, const EdZone *zone)
{
  EdDecision decision = { ED_DECISION_NONE, ED_ABSENT, ED_HASTE_NONE };

  if (standing->state == ED_REQUEST_UNASSIGNED)
    decision.kind = standing->turn == ED_REQUEST_EVENT_HANDED_BACK
                        ? ED_DECISION_REQUEST_ASSIGN_AGAIN
                        : ED_DECISION_REQUEST_ASSIGN;
  else if (n > 0)
    return (EdDecision){ ED_DECISION_REQUEST_LATE_WORK, ED_ABSENT, ED_HASTE_NONE };
  else if (standing->state == ED_REQUEST_UNDER_REVIEW)
    decision.kind = ED_DECISION_REQUEST_REVIEW;
  else if (standing->state == ED_REQUEST_ASSIGNED || standing->state == ED_REQUEST_IN_PROGRESS)
    return decide_held (standing, now, zone);
  else
    return decision;
  decision.since = standing->turn_at;
  return decision;
}

EdDecision
ed_request_decision (const EdRequestStanding *standing, guint n, gint64 now, const EdZone *zone)
{
  EdDecision decision = decide_request (standing, n, now, zone);

  decision.haste = standing->urgent == 1 ? ED_HASTE_URGENT : ED_HASTE_NONE;
  return decision;
}

/* --- order ------------------------------------------------------------------------------------ */

EdDecisionGroup
ed_decision_group (EdDecisionKind kind)
{
  switch (kind)
    {
    case ED_DECISION_ASSIGN:
    case ED_DECISION_ASSIGN_AGAIN:
    case ED_DECISION_REQUEST_ASSIGN:
    case ED_DECISION_REQUEST_ASSIGN_AGAIN:
      return ED_DECISIONS_ASSIGN;
    case ED_DECISION_APPROVE:
    case ED_DECISION_APPROVE_UNREACHABLE:
    case ED_DECISION_REQUEST_REVIEW:
      return ED_DECISIONS_APPROVE;
    case ED_DECISION_LATE_WORK:
    case ED_DECISION_REQUEST_LATE_WORK:
    case ED_DECISION_MORE_SESSIONS:
    case ED_DECISION_ANSWER:
      return ED_DECISIONS_ANSWER;
    case ED_DECISION_CONTACT_DUE:
    case ED_DECISION_CONTACT_FIRST:
    case ED_DECISION_SESSION_DUE:
    case ED_DECISION_CLOSING_DUE:
    case ED_DECISION_CLOSING_WARN:
    case ED_DECISION_REQUEST_OVERDUE:
    case ED_DECISION_REQUEST_DUE:
      return ED_DECISIONS_LATE;
    case ED_DECISION_NONE:
    default:
      g_return_val_if_reached (ED_DECISIONS_LATE);
    }
}

gboolean
ed_decision_is_of_request (EdDecisionKind kind)
{
  switch (kind)
    {
    case ED_DECISION_REQUEST_ASSIGN:
    case ED_DECISION_REQUEST_ASSIGN_AGAIN:
    case ED_DECISION_REQUEST_LATE_WORK:
    case ED_DECISION_REQUEST_OVERDUE:
    case ED_DECISION_REQUEST_DUE:
    case ED_DECISION_REQUEST_REVIEW:
      return TRUE;
    default:
      return FALSE;
    }
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
ed_decision_compare (const EdDecision *a, const EdDecision *b)
{
  int result = compare_numbers (ed_decision_group (a->kind), ed_decision_group (b->kind));

  if (result == 0)
    result = compare_numbers (b->haste, a->haste);
  if (result == 0)
    result = compare_numbers (a->kind, b->kind);
  if (result == 0)
    result = compare_numbers (a->since == ED_ABSENT, b->since == ED_ABSENT);
  return result != 0 ? result : compare_numbers (a->since, b->since);
}

EdDecisionReach
ed_decision_reach (gint64 now, const EdSettings *settings, const EdZone *zone)
{
  gint64 hours = MIN (MIN (settings->contact_first_h, settings->contact_due_h),
                      MIN (settings->crisis_first_h, settings->crisis_due_h));
  gint64 today = ed_zone_date (zone, now);
  gint64 months = MIN (settings->closing_warn_months, settings->closing_due_months);

  return (EdDecisionReach){
    .assigned_at = now - hours * ED_HOUR_MS,
    /* A day that is not over, and one that the clocks change on. */
    .contacted_at = now - (settings->session_due_days - 2) * ED_DAY_MS,
    .first_session = today - months * MONTH_DAYS,
    .request_due = today + ED_REQUEST_DUE_SOON_DAYS,
  };
}
