/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report-release.h"

/* A report in words, on the screen, on paper and in spreadsheets alike. Pure; texts are free'd by
 * the caller. */

/* What a number says and what stands below it: { "Sessions used", "612", "of 1,070: 57 %" }. */
typedef struct
{
  char *title, *value, *note; /* NOTE may be NULL */
} EdReportFact;

/* The figures over all cases of the report; those that are not known are left out. Elements
 * EdReportFact. */
GPtrArray *ed_report_facts (const EdReport *report);

/* "Type of problem" */
const char *ed_report_group_title (EdReportKind kind);
/* What the reader has to know of it, or NULL. */
char *ed_report_group_note (const EdReport *report, EdReportKind kind);
/* "Psychological", "March 2020", "Within 48 hours", "Unknown" */
char *ed_report_key_text (const EdReport *report, EdReportKind kind, const char *key);
/* Whether the part is what is left: unknown, other, open, none. */
gboolean ed_report_key_is_rest (const char *key);
/* "120"; "–" where it is not told. */
char *ed_report_count_text (gint64 count);
/* "57 %"; "" where it is not told or of nothing. */
char *ed_report_share_text (gint64 count, gint64 total);
/* What "–" stands for. */
const char *ed_report_hidden_text (void);

/* "2020", "1st half of 2020", "2nd quarter of 2020", "March 2020"; else the two dates. */
char *ed_report_period_text (gint64 from, gint64 to);
/* "All companies" or its name. */
const char *ed_report_company_text (const EdReport *report);

/* What whoever gets the report has to know of it beside others. */
const char *ed_report_promise_text (void);
/* What RELEASE means for whoever wants to print or save; without trouble what that decides. */
char *ed_report_release_text (const EdReportRelease *release);

/* Periods to choose from, the latest first: the one that TODAY is in and those before. */
typedef struct
{
  gint64 from, to;
} EdReportPeriod;

GArray *ed_report_list_periods (EdReportLength length, gint64 today);
