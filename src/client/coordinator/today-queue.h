/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/live-list.h"
#include "sync/desk-decisions.h"

/* What the places "Today" and "Approvals" show: the cases and requests of a desk that ask something
 * of a coordinator, all or those of one group. Asks the desk again when something there has
 * changed, and every minute.
 *
 * Properties (read-only, notify): "loaded" (boolean: the first answer has come), "shown" (uint: of
 * the group chosen), "total" (uint: of all). Signal "found" after each answer and choice. */
#define ED_TYPE_TODAY_QUEUE (ed_today_queue_get_type ())
G_DECLARE_FINAL_TYPE (EdTodayQueue, ed_today_queue, ED, TODAY_QUEUE, GObject)

/* KINDS: those that are asked for, as bits (1 << EdDecisionKind). */
EdTodayQueue *ed_today_queue_new (EdDesk *desk, guint kinds);
#define ED_TODAY_EVERYTHING G_MAXUINT
/* Stops asking; to be called by the page that made it. */
void ed_today_queue_stop (EdTodayQueue *self);
EdRowList *ed_today_queue_list (EdTodayQueue *self);
/* An EdDecisionGroup, or ED_N_DECISIONS for all of them. */
void ed_today_queue_choose (EdTodayQueue *self, EdDecisionGroup group);
/* How many there are of GROUP, or of all, whatever is chosen. */
guint ed_today_queue_count (EdTodayQueue *self, EdDecisionGroup group);
/* Whether the one at POSITION is the first of its group; *GROUP is which. */
gboolean ed_today_queue_is_first (EdTodayQueue *self, guint position, EdDecisionGroup *group);
/* Whether no group is chosen: what was chosen has run out, for one. */
gboolean ed_today_queue_is_all (EdTodayQueue *self);
