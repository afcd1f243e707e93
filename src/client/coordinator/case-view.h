/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/table-layout.h"
#include "store/drafts.h"

/* What a table of cases is narrowed to beside a text. */
typedef enum
{
  ED_NEED_ANY,
  ED_NEED_EXPERT, /* not assigned, or given back */
  ED_NEED_TIME,   /* something is overdue */
  ED_NEED_ANSWER, /* messages have to be answered */
} EdNeed;
extern const EdChoice ed_need_choices[]; /* without the first one */

typedef struct
{
  EdNeed need;
  gint64 state; /* EdCaseState, or ED_ABSENT: any */
  gint64 type;  /* EdCaseKind, or ED_ABSENT: any */
} EdCaseFilter;

gboolean ed_case_filter_is_same (const EdCaseFilter *a, const EdCaseFilter *b);

/* A way to look at the table under a name: filter, text, order and columns. Those that are there
 * from the beginning ("presets") leave columns and order as they are. */
typedef struct
{
  char *name; /* as written; of a preset as N_() */
  EdCaseFilter filter;
  char *text; /* or NULL */
  EdSort sort;
  gboolean descending;
  EdTableLayout layout;
  gboolean is_preset;
} EdCaseView;

#define ED_CASE_VIEW_NAME_MAX 60 /* characters */

EdCaseView *ed_case_view_copy (const EdCaseView *view);
void ed_case_view_free (EdCaseView *view);
/* NULL beyond the last. Static. */
const EdCaseView *ed_case_view_preset (guint i);
/* As it is shown: translated. */
const char *ed_case_view_title (const EdCaseView *view);
/* Whether the table as NOW has it is what VIEW says; of a preset only the cases count, and widths
 * never do. */
gboolean ed_case_view_is_now (const EdCaseView *view, const EdCaseView *now);
/* What it holds, in words: "Overdue · Legal · “suzuki” · by Company · 8 columns". Free with
 * g_free(). */
char *ed_case_view_describe (const EdCaseView *view);

/* As text, to be kept; NULL where it was spoilt. */
GVariant *ed_case_view_to_variant (const EdCaseView *view);
EdCaseView *ed_case_view_from_variant (GVariant *variant);
#define ED_CASE_VIEW_FORMAT ED_DRAFT_CASE_VIEW_FORMAT

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCaseView, ed_case_view_free)
