/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A report on paper: figures, then each group as a table with bars. All texts but the frame's come
 * ready, in the reader's language, and are borrowed. */
typedef struct
{
  const char *title, *value, *note; /* NOTE may be NULL */
} EdReportFigure;

typedef struct
{
  char *name, *count, *share;
  double part;      /* 0 to 1 of all cases; below 0: not told */
  gboolean is_rest; /* what is left over: its bar is pale */
} EdReportRow;

typedef struct
{
  const char *title;
  char *note;   /* or NULL */
  GArray *rows; /* EdReportRow */
} EdReportSection;

typedef struct
{
  const char *organisation; /* or NULL */
  const char *company, *period;
  GArray *figures;     /* EdReportFigure */
  GPtrArray *sections; /* EdReportSection */
  const char *hidden;  /* what it means that something is not told; NULL: all is */
  const char *promise; /* how it stands to other reports; or NULL */
} EdReportContent;

/* The PDF; LANGUAGE as ed_texts_get() has it. */
GBytes *
ed_report_paper_write (const EdReportContent *content, const char *language, GError **error);
