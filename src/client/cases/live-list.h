/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/widgets/row-list.h"
#include "sync/desk.h"

/* A list of cases (EdCaseItem), requests (EdRequestItem) or both that is kept true: its question is
 * asked again whenever the desk has changed and, as OWNER likes, every minute; one question at a
 * time, and what was asked before the last change is not shown. Belongs to OWNER, which stops it in
 * dispose and frees it in finalize. Main thread. */
typedef struct _EdLiveList EdLiveList;

typedef enum
{
  ED_LIVE_CASES = 1 << 0,
  ED_LIVE_REQUESTS = 1 << 1,
} EdLiveKinds;

typedef struct
{
  /* Asks the desk; whoever gets the answer calls ed_live_list_take(). */
  void (*ask) (gpointer owner, EdDesk *desk, GCancellable *cancellable);
  /* A minute has passed. */
  void (*minute) (gpointer owner);
} EdLiveCalls;

/* Asks nothing yet. */
EdLiveList *
ed_live_list_new (EdDesk *desk, EdLiveKinds kinds, const EdLiveCalls *calls, gpointer owner);
void ed_live_list_stop (EdLiveList *self);
void ed_live_list_free (EdLiveList *self);

void ed_live_list_ask (EdLiveList *self);
/* The answer has come. FALSE: something has changed since it was asked, and it is asked again. An
 * answer after ed_live_list_stop() is cancelled (ed_answer_is_cancelled()); OWNER may be gone
 * then. */
gboolean ed_live_list_take (EdLiveList *self);
/* ROWS (gint64) from now on, judged by now. */
void ed_live_list_show (EdLiveList *self, const GArray *rows);
/* What is shown, judged by now. */
void ed_live_list_judge (EdLiveList *self);

EdDesk *ed_live_list_desk (EdLiveList *self); /* NULL once stopped */
EdRowList *ed_live_list_rows (EdLiveList *self);
