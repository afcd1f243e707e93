/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/live-list.h"
#include "sync/desk.h"

/* What a list of cases shows: one scope of a desk, narrowed by a filter and a text, sorted by what
 * is due. Asks the desk again when something there has changed, and judges the cases anew every
 * minute.
 *
 * Properties (read-only, notify): "loaded" (boolean: the first answer has come), "shown" (uint:
 * cases that fit filter and text), "total" (uint: cases that fit the text). Signal "found" after
 * each answer. */
#define ED_TYPE_CASE_SEARCH (ed_case_search_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseSearch, ed_case_search, ED, CASE_SEARCH, GObject)

typedef struct
{
  const char *label; /* N_() */
  gint64 type;       /* or ED_ABSENT */
  gint64 state;      /* or ED_ABSENT */
  gboolean due;      /* only those whose time is near or over */
  gboolean marked;   /* only those with new messages */
} EdCaseFilter;

/* The filters of SCOPE, the first one everything; *N how many. */
const EdCaseFilter *ed_case_filters (EdScope scope, guint *n);

EdCaseSearch *ed_case_search_new (EdDesk *desk, EdScope scope);
/* Stops asking; to be called by the page that made it. */
void ed_case_search_stop (EdCaseSearch *self);
EdRowList *ed_case_search_list (EdCaseSearch *self);
void ed_case_search_set_text (EdCaseSearch *self, const char *text);
void ed_case_search_set_filter (EdCaseSearch *self, guint filter);
/* Cases that fit the text and that filter. */
guint ed_case_search_count (EdCaseSearch *self, guint filter);
