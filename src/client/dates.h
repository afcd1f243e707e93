/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"

/* Dates and times as the reader writes them. Pure but for the locale. Dates are days since
 * 1970-01-01, instants ms UTC, shown in the organisation's zone (domain/days.h). Texts are free'd
 * by the caller. */

/* FORMAT as of g_date_time_format(), but for the names of months and weekdays (%B %b %OB %Ob %A
 * %a): these are in the language of the words around them, whatever the system writes its dates in.
 */
char *ed_date_in_format (gint64 date, const char *format);

char *ed_date_text (gint64 date);                           /* "Sun 22 March 2020" */
char *ed_date_relative_text (gint64 date, gint64 today);    /* "in 3 days", "yesterday" */
char *ed_date_full_text (gint64 date, gint64 today);        /* "Sun 22 March 2020, in 3 days" */
char *ed_instant_text (gint64 instant, const EdZone *zone); /* "18 March 2020, 20:44" */
char *ed_duration_text (gint64 ms);                         /* "5 hours", "3 days"; of |ms| */

/* What was typed into a date field: "2020-03-22", "2020.03.22.", "22.3.2020", "22/03/2020",
 * "22.3." (this year's), "22 March 2020" in the reader's language. ED_ABSENT when it is no date. */
gint64 ed_date_from_typed (const char *text, gint64 today);
/* Why what was typed is none, with an example as fields show dates. */
char *ed_date_wrong_text (gint64 today);
/* "16:00", "16.00", "1600", "16", "4 pm": minutes since midnight, or ED_ABSENT. */
gint64 ed_time_from_typed (const char *text);
