/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"

/* Dates as tables from elsewhere have them. Pure. */

typedef enum
{
  ED_DATES_ISO,       /* 2020-03-18 */
  ED_DATES_HUNGARIAN, /* 2020. 03. 18. */
  ED_DATES_GERMAN,    /* 18.03.2020 */
  ED_DATES_BRITISH,   /* 18/03/2020 */
  ED_N_DATE_STYLES
} EdDateStyle;

/* The moment that TEXT says, ms; without a time the beginning of the day in ZONE. Dates that begin
 * with a year of four digits are read in each style, with dots not in ISO; years of two digits are
 * of this century. ED_ABSENT when it is no moment in this style. */
gint64 ed_moment_read (const char *text, EdDateStyle style, const EdZone *zone);

typedef struct
{
  EdDateStyle style;   /* in which most can be read */
  const char *example; /* that could also be meant in another way, borrowed; NULL: none could */
} EdDateGuess;

/* The style of the N TEXTS, empty ones among them. What reads as 3 April, of days and months up to
 * 12 alone, may be of somebody who writes the month first. */
EdDateGuess ed_date_style_guess (const char *const *texts, guint n);
