/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "shrink.h"

#include <string.h>

static gboolean
still_violates (SimPlan *plan)
{
  g_autoptr (SimHistory) history = sim_history_run (plan);

  return history->violation != NULL;
}

/* Leaves the steps FIRST to END out; FALSE: without them nothing is violated, and they stay. */
static gboolean
leave_out (SimPlan *plan, guint first, guint end)
{
  g_autofree guint8 *before = g_memdup2 (plan->left_out, plan->n_steps);

  memset (plan->left_out + first, 1, end - first);
  if (memcmp (before, plan->left_out, plan->n_steps) == 0 || still_violates (plan))
    return TRUE;
  memcpy (plan->left_out, before, plan->n_steps);
  return FALSE;
}

SimHistory *
sim_shrink (SimPlan *plan, guint runs)
{
  gboolean is_wordy = plan->is_wordy;

  plan->is_wordy = FALSE;
  plan->left_out = g_malloc0 (plan->n_steps);
  for (guint size = MAX (plan->n_steps / 2, 1); size > 0 && runs > 0; size /= 2)
    for (guint first = 0; first < plan->n_steps && runs > 0; first += size, runs--)
      leave_out (plan, first, MIN (first + size, plan->n_steps));
  plan->is_wordy = is_wordy;
  return sim_history_run (plan);
}
