/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/decision.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define DAY_MS (24 * HOUR_MS)

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
    return (EdDecision){ limit, badge.since };
  if (case_->sessions_asked != ED_ABSENT)
    return (EdDecision){ ED_DECISION_MORE_SESSIONS, find_asked_at (case_) };
  if (mark == ED_THREAD_UNANSWERED)
    return (EdDecision){ ED_DECISION_ANSWER, ED_ABSENT };
  return (EdDecision){ limit, limit == ED_DECISION_NONE ? ED_ABSENT : badge.since };
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
      return (EdDecision){ ED_DECISION_ASSIGN, case_->recorded_at };
    case ED_CASE_DECLINED:
      badge = ed_case_badge (case_, now, settings, zone);
      return (EdDecision){ ED_DECISION_ASSIGN_AGAIN, badge.since };
    case ED_CASE_CLOSING:
      badge = ed_case_badge (case_, now, settings, zone);
      return (EdDecision){ badge.kind == ED_BADGE_UNREACHABLE ? ED_DECISION_APPROVE_UNREACHABLE
                                                              : ED_DECISION_APPROVE,
                           badge.since };
    case ED_CASE_ASSIGNED:
      return decide_assigned (case_, mark, now, settings, zone);
    case ED_CASE_CLOSED:
    default:
      return (EdDecision){ ED_DECISION_NONE, ED_ABSENT };
    }
}

EdDecision
ed_decision_with_late (EdDecision decision, guint n)
{
  if (n == 0 || decision.kind == ED_DECISION_ASSIGN || decision.kind == ED_DECISION_ASSIGN_AGAIN)
    return decision;
  return (EdDecision){ ED_DECISION_LATE_WORK, ED_ABSENT };
}

EdDecisionGroup
ed_decision_group (EdDecisionKind kind)
{
  switch (kind)
    {
    case ED_DECISION_ASSIGN:
    case ED_DECISION_ASSIGN_AGAIN:
      return ED_DECISIONS_ASSIGN;
    case ED_DECISION_APPROVE:
    case ED_DECISION_APPROVE_UNREACHABLE:
      return ED_DECISIONS_APPROVE;
    case ED_DECISION_LATE_WORK:
    case ED_DECISION_MORE_SESSIONS:
    case ED_DECISION_ANSWER:
      return ED_DECISIONS_ANSWER;
    case ED_DECISION_CONTACT_DUE:
    case ED_DECISION_CONTACT_FIRST:
    case ED_DECISION_SESSION_DUE:
    case ED_DECISION_CLOSING_DUE:
    case ED_DECISION_CLOSING_WARN:
      return ED_DECISIONS_LATE;
    case ED_DECISION_NONE:
    default:
      g_return_val_if_reached (ED_DECISIONS_LATE);
    }
}

EdDecisionReach
ed_decision_reach (gint64 now, const EdSettings *settings, const EdZone *zone)
{
  gint64 hours = MIN (MIN (settings->contact_first_h, settings->contact_due_h),
                      MIN (settings->crisis_first_h, settings->crisis_due_h));
  gint64 months = MIN (settings->closing_warn_months, settings->closing_due_months);

  return (EdDecisionReach){
    .assigned_at = now - hours * HOUR_MS,
    /* A day that is not over, and one that the clocks change on. */
    .contacted_at = now - (settings->session_due_days - 2) * DAY_MS,
    .first_session = ed_zone_date (zone, now) - months * MONTH_DAYS,
  };
}
