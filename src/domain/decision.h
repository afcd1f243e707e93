/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/message.h"
#include "domain/request-view.h"
#include "domain/standing.h"

/* What a case or a request asks of a coordinator: one thing at most, a pure function of it, of a
 * case's thread, the moment and the settings. */

/* In the order in which they are looked at, and within a group shown. */
typedef enum
{
  ED_DECISION_NONE,
  ED_DECISION_ASSIGN,               /* recorded, nobody has it */
  ED_DECISION_ASSIGN_AGAIN,         /* declined */
  ED_DECISION_REQUEST_ASSIGN,       /* nobody has it */
  ED_DECISION_REQUEST_ASSIGN_AGAIN, /* handed back */
  ED_DECISION_LATE_WORK,            /* facts that came after a hand-over */
  ED_DECISION_REQUEST_LATE_WORK,    /* a response that came after the request had changed hands */
  ED_DECISION_CONTACT_DUE,          /* 48 hours, crisis 4 */
  ED_DECISION_CONTACT_FIRST,        /* 24 hours, crisis 2 */
  ED_DECISION_REQUEST_OVERDUE,      /* its day is over */
  ED_DECISION_REQUEST_DUE,          /* its day is near */
  ED_DECISION_APPROVE,              /* closed by the expert */
  ED_DECISION_APPROVE_UNREACHABLE,  /* the client could not be reached */
  ED_DECISION_REQUEST_REVIEW,       /* a response is there */
  ED_DECISION_MORE_SESSIONS,        /* the expert asks for them */
  ED_DECISION_ANSWER,               /* the expert has the last word */
  ED_DECISION_SESSION_DUE,          /* 5 days */
  ED_DECISION_CLOSING_DUE,          /* 3 months */
  ED_DECISION_CLOSING_WARN,         /* 2 months */
} EdDecisionKind;

/* What kinds have in common, in the order in which they are settled. */
typedef enum
{
  ED_DECISIONS_ASSIGN,
  ED_DECISIONS_LATE,
  ED_DECISIONS_APPROVE,
  ED_DECISIONS_ANSWER,
  ED_N_DECISIONS
} EdDecisionGroup;

/* What goes before its like. */
typedef enum
{
  ED_HASTE_NONE,
  ED_HASTE_URGENT, /* a request that says so */
  ED_HASTE_CRISIS, /* a crisis call */
} EdHaste;

typedef struct
{
  EdDecisionKind kind;
  gint64 since; /* instant from which on it has waited; ED_ABSENT where that is not known */
  EdHaste haste;
} EdDecision;

/* The kinds that approvals are about, as bits (1 << EdDecisionKind): closings, and asks for more
 * sessions. */
#define ED_DECISION_APPROVALS                                        \
  (1u << ED_DECISION_APPROVE | 1u << ED_DECISION_APPROVE_UNREACHABLE \
   | 1u << ED_DECISION_MORE_SESSIONS)

/* MARK: what the case's thread asks of a coordinator. An answer can wait for a contact that is
 * overdue, and an appointment that is overdue for an answer. */
EdDecision ed_case_decision (const EdCase *case_,
                             EdThreadMark mark,
                             gint64 now,
                             const EdSettings *settings,
                             const EdZone *zone);

/* DECISION about a case that N late facts wait on: before whatever they may change, after finding
 * somebody who goes on with it. */
EdDecision ed_decision_with_late (EdDecision decision, guint n);
/* About a request on which N late responses wait. */
EdDecision
ed_request_decision (const EdRequestStanding *standing, guint n, gint64 now, const EdZone *zone);

/* KIND is one that asks for something. */
EdDecisionGroup ed_decision_group (EdDecisionKind kind);
gboolean ed_decision_is_of_request (EdDecisionKind kind);
/* In which order they are settled, as strcmp(): by group, what is in haste before all others, then
 * by kind, what has waited longest first. */
int ed_decision_compare (const EdDecision *a, const EdDecision *b);

/* The latest moment at which a case can have been assigned, contacted, or had its first session
 * (a date), for ed_case_decision() to find a time limit over, and for ed_request_decision(): what
 * lies later need not be asked. */
typedef struct
{
  gint64 assigned_at, contacted_at;
  gint64 first_session;
  gint64 request_due; /* of a request (a date) */
} EdDecisionReach;

EdDecisionReach ed_decision_reach (gint64 now, const EdSettings *settings, const EdZone *zone);
