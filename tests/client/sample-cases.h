/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/late-work.h"
#include "sync/desk.h"

/* Cases written down by hand, one for each badge and type, judged at ED_SAMPLE_NOW; the guide's own
 * example, number 261, among them. */
#define ED_SAMPLE_NOW G_GINT64_CONSTANT (1585053120000) /* 2020-03-24T12:32Z */

/* Puts them on the fake DESK. */
void ed_sample_cases_add (EdDesk *desk);
/* Three more that wait for a coordinator's approval: a closing with its treatment log, an
 * unreachable client with four attempts, and an ask for more sessions. */
void ed_sample_closings_add (EdDesk *desk);
#define ED_SAMPLE_CLOSING "00000000-0000-4000-8000-000000000281"
#define ED_SAMPLE_UNREACHABLE "00000000-0000-4000-8000-000000000282"
#define ED_SAMPLE_ASKING "00000000-0000-4000-8000-000000000283"
/* The guide's example, assigned and not contacted: free with ed_case_free(). */
EdCase *ed_sample_case_new (void);
/* Three late entries on the guide's example: by BY, of an assignment that has ended. */
void ed_sample_late_add (EdDesk *desk, const char *by, EdLateState state);
#define ED_SAMPLE_LATE "70000000-0000-4000-8000-000000000000" /* the first one's id */
/* Its id. */
#define ED_SAMPLE_CASE "00000000-0000-4000-8000-000000000261"
/* Puts one thing of each state into the outbox of DESK, which has the cases. */
void ed_sample_outbox_add (EdDesk *desk);
/* A refused edit of case 244 (phone and sessions, by somebody else too), and a contact that the
 * server failed to note. */
void ed_sample_conflict_add (EdDesk *desk);
