/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/days.h"

/* Figures over the cases that were recorded in a period, of one company or all: how many, of what
 * kind, how quick, how satisfied. Small numbers of people are not told (domain/suppression.h), so
 * that a report can be given away. Pure. */

/* What is asked for. */
typedef struct
{
  char *company_name; /* absent: all */
  gint64 from, to;    /* dates in the organisation's zone, both of the period */
} EdReportInquiry;

/* A part of a group; its count is absent where it is not told. */
typedef struct
{
  char *key; /* a choice's word, "2020-03", "18-29", "unknown" …; of problems what was recorded */
  gint64 count;
} EdReportCell;

/* The cases of the report, each in one part. */
typedef struct
{
  gint64 kind;      /* EdReportKind */
  GPtrArray *cells; /* EdReportCell */
} EdReportGroup;

typedef enum
{
  ED_REPORT_MONTH,        /* in which it was recorded */
  ED_REPORT_TYPE,         /* ed_case_type_choices */
  ED_REPORT_PROBLEM,      /* what several cases have word for word; other, unknown */
  ED_REPORT_CHANNEL,      /* ed_channel_choices, unknown */
  ED_REPORT_MODE,         /* ed_consultation_mode_choices, unknown */
  ED_REPORT_RELATION,     /* ed_relation_choices, unknown */
  ED_REPORT_SEX,          /* ed_sex_choices, unknown */
  ED_REPORT_AGE,          /* 0-17 18-29 30-39 40-49 50-59 60-, unknown */
  ED_REPORT_CONTACT,      /* within, later, open: of the time in which a client is contacted */
  ED_REPORT_OUTCOME,      /* ed_outcome_choices, open */
  ED_REPORT_SATISFACTION, /* low, middle, high: thirds of the scale; none */
  ED_N_REPORT_GROUPS
} EdReportKind;

typedef struct
{
  char *company_name;
  gint64 from, to;
  gint64 made_at;
  gint64 cases;   /* absent: some, but too few to tell anything */
  gint64 covered; /* persons covered, where known */
  /* Each absent where fewer than ED_LEAST_TOLD cases stand behind it. */
  gint64 sessions_used, sessions_available; /* of cases with a known number */
  gint64 contact_within_h;                  /* what "within" means */
  gint64 contact_minutes;                   /* median, from assignment to contact */
  gint64 closing_days;                      /* median, from recording to approval */
  gint64 score_tenths;                      /* mean */
  gint64 score_max;
  GPtrArray *groups; /* EdReportGroup; none where too few cases are there */
} EdReport;

extern const EdRecordType ed_report_inquiry_type, ed_report_cell_type, ed_report_group_type,
    ed_report_type;
extern const EdChoice ed_report_kind_choices[];

/* Cases are added one by one, in any order, and are not kept. */
typedef struct _EdReportTally EdReportTally;

/* What counts as in time, and the scale. ZONE and INQUIRY are borrowed. */
typedef struct
{
  const EdReportInquiry *inquiry;
  const EdZone *zone;
  gint64 contact_due_h;
  gint64 score_min, score_max;
  gint64 covered; /* or absent */
  gint64 now;
} EdReportFrame;

EdReportTally *ed_report_tally_new (const EdReportFrame *frame);
void ed_report_tally_free (EdReportTally *self);
/* Passes over what the inquiry does not ask for. */
void ed_report_tally_add (EdReportTally *self, const EdCase *case_);
/* The report, its small numbers hidden. */
EdReport *ed_report_tally_finish (EdReportTally *self);

/* The group of KIND, or NULL; the cell called KEY, or NULL. */
const EdReportGroup *ed_report_find (const EdReport *self, EdReportKind kind);
const EdReportCell *ed_report_group_find (const EdReportGroup *group, const char *key);
/* Whether anything of the group is hidden. */
gboolean ed_report_group_hides (const EdReportGroup *group);

void ed_report_free (EdReport *self);
void ed_report_inquiry_free (EdReportInquiry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdReport, ed_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdReportInquiry, ed_report_inquiry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdReportTally, ed_report_tally_free)
