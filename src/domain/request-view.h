/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request.h"
#include "domain/settings.h"
#include "domain/standing.h"

/* What each audience sees of a request, and how it stands. What is not in the answer does not exist
 * for them. */

typedef enum
{
  /* Coordinators: everything but the text and files of a draft that its expert may still send, and
   * documents that are shared no more. */
  ED_REQUEST_FOR_STAFF,
  /* The expert of the open assignment: questions, shared documents, what is approved, and of
   * drafts, versions, returns and events those of their own assignment. */
  ED_REQUEST_FOR_EXPERT,
  /* The case manager who sent it: their own words and documents, sent, in work, answered or
   * cancelled, and approved answers. */
  ED_REQUEST_FOR_SENDER,
} EdRequestAudience;

/* The view of REQUEST for AUDIENCE, NULL when there is nobody of it; ed_request_free(). A view of a
 * view for the same audience is the same again, so a desk that has applied commands to its view
 * projects it before it shows it. */
EdRequest *ed_request_project (const EdRequest *request, EdRequestAudience audience);

/* For which audience the account sees REQUEST, the widest one first; FALSE: it does not. */
gboolean ed_request_find_audience (const EdRequest *request,
                                   const char *account_id,
                                   guint roles,
                                   EdRequestAudience *audience);
/* Whether the account sees REQUEST, or is an expert who once held it. */
gboolean ed_request_is_known (const EdRequest *request, const char *account_id, guint roles);

/* The one badge beside a request; first match in this order. The text is "Returned", "Overdue",
 * "Due today", "Due in N days" (count). Nothing for completed and cancelled ones; "urgent" is a
 * mark of its own. */
typedef enum
{
  ED_REQUEST_BADGE_NONE,
  ED_REQUEST_BADGE_RETURNED,  /* orange */
  ED_REQUEST_BADGE_OVERDUE,   /* red: its day is over */
  ED_REQUEST_BADGE_DUE_TODAY, /* red */
  ED_REQUEST_BADGE_DUE_SOON,  /* orange: within ED_REQUEST_DUE_SOON_DAYS */
} EdRequestBadgeKind;

#define ED_REQUEST_DUE_SOON_DAYS 2

typedef struct
{
  EdRequestBadgeKind kind;
  EdTone tone;
  gint64 count; /* days until it is due; ED_ABSENT elsewhere */
  gint64 since; /* instant from which the rule holds */
} EdRequestBadge;

/* How a request stands, in a few numbers: what lists of many keep of each. */
typedef struct
{
  gint64 state;  /* EdRequestState */
  gint64 urgent; /* boolean */
  gint64 due;    /* date */
  gint64 turn;   /* the last event that ed_request_event_is_turn(), or absent */
  gint64 turn_at;
} EdRequestStanding;

EdRequestStanding ed_request_standing (const EdRequest *request);

EdRequestBadge ed_request_badge (const EdRequest *request, gint64 now, const EdZone *zone);
/* The same by the due date alone: what people are reminded of. */
EdRequestBadge ed_request_limit (const EdRequest *request, gint64 now, const EdZone *zone);
EdRequestBadge
ed_request_standing_limit (const EdRequestStanding *standing, gint64 now, const EdZone *zone);
/* The next instant at which the badge can change, or ED_ABSENT. */
gint64 ed_request_next_change (const EdRequest *request, gint64 now, const EdZone *zone);
/* The end of the day on which it is due, for sorting; ED_ABSENT without one, or when nobody has
 * anything to do. */
gint64 ed_request_due_at (const EdRequest *request, const EdZone *zone);
