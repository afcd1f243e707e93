/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"

/* What cases bring their experts. Pure. A session is paid to the expert of its assignment, once the
 * case is approved, if it was held and lies within the available number. */

typedef enum
{
  ED_BILLING_HELD,        /* the only ones that are paid */
  ED_BILLING_PLANNED,     /* their date lies ahead */
  ED_BILLING_OVER,        /* beyond the available number */
  ED_BILLING_LATE_CANCEL, /* cancelled late by the client */
} EdBillingKind;

typedef struct
{
  const EdSession *session; /* borrowed from the case */
  const char *expert_id, *expert_name;
  gint64 number;  /* within its assignment, by date; ED_ABSENT: cancelled */
  gint64 minutes; /* or ED_ABSENT */
  EdBillingKind kind;
} EdBilledSession;

/* The sessions of CASE_ that people would ask about money for, as of TODAY (a date in the
 * organisation's zone): assignment by assignment, by date. Elements EdBilledSession; free with
 * g_ptr_array_unref(). */
GPtrArray *ed_billing_list_sessions (const EdCase *case_, gint64 today);

/* The experts who are paid for CASE_, once it is approved; of one that was unreachable its present
 * one. Borrowed texts; free with g_ptr_array_unref(). */
GPtrArray *ed_billing_list_experts (const EdCase *case_, const EdZone *zone);

/* The lines for EXPERT, by what is agreed with them now, of CASE_, which has been approved; of an
 * unreachable client one over ATTEMPT_FEE (ED_ABSENT: 0). Elements EdStatementLine; free with
 * g_ptr_array_unref(). */
GPtrArray *ed_billing_make_lines (const EdCase *case_,
                                  const EdAccount *expert,
                                  gint64 attempt_fee,
                                  const EdZone *zone);

/* The month of INSTANT in ZONE, as the date of its first day. */
gint64 ed_billing_month (gint64 instant, const EdZone *zone);
/* The statement among STATEMENTS (of one expert, by month) that takes what is of MONTH: the first
 * draft from it on; NULL with *NEW_MONTH, for which there is none, where one has to be made. */
EdFeeStatement *ed_billing_choose (GPtrArray *statements, gint64 month, gint64 *new_month);

/* The closing CLOSING of case CASE_ID is not approved any more. From a draft its lines go; of a
 * statement that was sent, what takes them back at AT is added to TAKEN_BACK (EdStatementLine).
 * Answers whether STATEMENT has changed. */
gboolean ed_billing_take_back (EdFeeStatement *statement,
                               const char *case_id,
                               const char *closing,
                               gint64 at,
                               GPtrArray *taken_back);
/* Gives lines of cases of TYPE that wait for a fee AMOUNT; answers whether there were any. */
gboolean ed_billing_fill (EdFeeStatement *statement, gint64 type, gint64 amount);

/* Statements of one month that are long over and not paid; those without lines are none. */
typedef struct
{
  gint64 month;
  guint n[ED_STATEMENT_PAID]; /* by EdStatementState */
} EdBacklog;

/* Of STATEMENTS (EdFeeStatement) as of TODAY, the earliest month first. Elements EdBacklog; free
 * with g_array_unref(). */
GArray *ed_billing_list_backlog (const GPtrArray *statements, gint64 today);

/* What keeps a case of an expert from being billed. */
typedef enum
{
  ED_MISSING_CONTACT = 1 << 0,
  ED_MISSING_SESSION = 1 << 1,
  ED_MISSING_PLANNED = 1 << 2, /* a session lies ahead */
  ED_MISSING_DOCUMENT = 1 << 3,
  ED_MISSING_SATISFACTION = 1 << 4,
  ED_MISSING_CLOSING = 1 << 5,  /* everything is there, and it is not closed */
  ED_MISSING_APPROVAL = 1 << 6, /* closed, and not yet approved */
  ED_MISSING_FEE = 1 << 7,      /* none is agreed for the type */
} EdMissing;

/* What a case that is not approved would bring as it stands. */
typedef struct
{
  guint held, planned, over, late; /* sessions by EdBillingKind */
  gint64 amount;                   /* of those held; 0 without a fee */
  guint missing;                   /* EdMissing */
} EdProspect;

/* CASE_ is the expert's own view, or the whole: then only their present assignment counts. */
EdProspect ed_billing_foresee (const EdCase *case_,
                               const EdAccount *expert,
                               gint64 attempt_fee,
                               gint64 now,
                               const EdZone *zone);

/* Whether a session of CASE_ was held in MONTH (the date of its first day), as of TODAY. */
gboolean ed_billing_was_held_in (const EdCase *case_, gint64 month, gint64 today);
