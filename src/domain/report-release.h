/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"

/* Which reports may be given away. In each alone no small number can be computed
 * (domain/suppression.h); two that overlap could be subtracted. So a report that leaves the program
 * is about one company and a whole calendar period that is over, and of a company and year all have
 * the same length: what was given away is cut into parts that share no case. Nor may one be given
 * away twice with other figures: a case that was recorded late, or closed since, would stand out
 * alone. So it goes again as it went. Coordinators, who see the cases, may look at any. Pure. */

typedef enum
{
  ED_LENGTH_MONTH,
  ED_LENGTH_QUARTER,
  ED_LENGTH_HALF_YEAR,
  ED_LENGTH_YEAR,
  ED_N_LENGTHS
} EdReportLength;

extern const EdChoice ed_report_length_choices[];

/* The length of the calendar period from FROM to TO; absent: it is none. */
gint64 ed_report_length_of (gint64 from, gint64 to);
int ed_report_length_months (EdReportLength length);

/* Why not. */
typedef enum
{
  ED_RELEASE_NOT_WHOLE,     /* no calendar period */
  ED_RELEASE_NOT_OVER,      /* it may still get cases */
  ED_RELEASE_ALL_COMPANIES, /* less the reports of companies the rest could be small */
  ED_RELEASE_OTHER_LENGTH,  /* reports of another length were given away of that year */
  ED_RELEASE_CHANGED        /* it was given away with other figures, which are lost */
} EdReleaseTrouble;

/* What the server answers. */
typedef struct
{
  gint64 trouble;   /* EdReleaseTrouble; absent: it may be given away */
  gint64 length;    /* EdReportLength: which those of the company and year have; or absent */
  EdReport *report; /* what goes; where it went before, as it was then */
} EdReportRelease;

extern const EdRecordType ed_report_release_type;
extern const EdChoice ed_release_trouble_choices[];

/* REPORT as its figures alone make it: those are the same whoever asks, and when. */
EdReport *ed_report_figures (const EdReport *report);

void ed_report_release_free (EdReportRelease *self);
/* Whether what INQUIRY asks for may be given away TODAY, where TAKEN (or absent) is the length of
 * what was given away of its company and year. */
EdReportRelease *
ed_report_release_judge (const EdReportInquiry *inquiry, gint64 taken, gint64 today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdReportRelease, ed_report_release_free)
