/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/assign-item.h"

#include <gio/gio.h>

/* Who gets which of many cases: one expert all of them, or each the best of those who are suitable.
 * Main thread; computes at once, some 10 µs for each case and expert. */
typedef struct _EdAssignPlan EdAssignPlan;

/* CASES (EdCase, copied), EXPERTS (EdAccount), BURDENS (account id to EdBurden) and COMPANIES
 * (EdCompany), which are held. */
EdAssignPlan *ed_assign_plan_new (const GPtrArray *cases,
                                  GPtrArray *experts,
                                  GHashTable *burdens,
                                  GPtrArray *companies,
                                  const EdZone *zone,
                                  gint64 today);
void ed_assign_plan_free (EdAssignPlan *self);

/* The cases (EdAssignItem), as they were given. */
GListModel *ed_assign_plan_items (EdAssignPlan *self);
/* By rank, in turn. */
void ed_assign_plan_spread (EdAssignPlan *self);
/* All to EXPERT, an index. */
void ed_assign_plan_give_all (EdAssignPlan *self, guint expert);

guint ed_assign_plan_count_included (EdAssignPlan *self);
/* "Dr. Szabó Péter 5 · Dr. Nagy Zoltán 4 · nobody 1"; free with g_free(). */
char *ed_assign_plan_summary (EdAssignPlan *self);
/* What is included, as commands (EdCommand) done at NOW, in order, and the ITEMS that they are of.
 * Unref the arrays. */
GPtrArray *ed_assign_plan_make_commands (EdAssignPlan *self, gint64 now, GPtrArray **items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdAssignPlan, ed_assign_plan_free)
