/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"
#include "sync/desk.h"

/* What an office has beside cases: a company and statements of fees. */
void ed_sample_office_add (EdDesk *desk);
/* The server's answers to the next question for a report and for what is due to be erased. */
void ed_sample_office_answer (void);
/* And for the audit log: two at most wait. */
void ed_sample_office_queue_audit (void);
/* N cases of 2020 by the domain's own counting, with something hidden in it; every fourth is about
 * PROBLEM. */
EdReport *ed_sample_report_new (guint n, const char *problem);
