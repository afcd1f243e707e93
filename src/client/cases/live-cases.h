/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-list.h"
#include "sync/desk.h"

/* A list of cases that is kept true: its question is asked again whenever the desk has changed and,
 * as OWNER likes, every minute; one question at a time, and what was asked before the last change
 * is not shown. Belongs to OWNER, which stops it in dispose and frees it in finalize. Main thread.
 */
typedef struct _EdLiveCases EdLiveCases;

typedef struct
{
  /* Asks the desk; whoever gets the answer calls ed_live_cases_take(). */
  void (*ask) (gpointer owner, EdDesk *desk, GCancellable *cancellable);
  /* A minute has passed. */
  void (*minute) (gpointer owner);
} EdLiveCalls;

/* Asks nothing yet. */
EdLiveCases *ed_live_cases_new (EdDesk *desk, const EdLiveCalls *calls, gpointer owner);
void ed_live_cases_stop (EdLiveCases *self);
void ed_live_cases_free (EdLiveCases *self);

void ed_live_cases_ask (EdLiveCases *self);
/* The answer has come. FALSE: something has changed since it was asked, and it is asked again. An
 * answer after ed_live_cases_stop() is cancelled (ed_answer_is_cancelled()); OWNER may be gone
 * then.
 */
gboolean ed_live_cases_take (EdLiveCases *self);
/* ROWS (gint64) from now on, judged by now. */
void ed_live_cases_show (EdLiveCases *self, const GArray *rows);
/* What is shown, judged by now. */
void ed_live_cases_set_now (EdLiveCases *self);

EdDesk *ed_live_cases_desk (EdLiveCases *self); /* NULL once stopped */
EdCaseList *ed_live_cases_list (EdLiveCases *self);
