/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a history may lean on: few people who do much of one thing, and what goes wrong with it.
 * What needs several rare things to come together is met in one of these rather than by chance. */

#include "parts.h"

#define WITH(trouble) (1u << SIM_TROUBLE_##trouble)

static const SimTheme themes[] = {
  /* The server goes back, again and again. */
  { .focus = SIM_FOCUS_CASES,
    .troubles = WITH (BACKUPS),
    .coordinators = 1,
    .experts = 2,
    .steps = { 24, 50, 2, 2, 1, 0, 21 },
    .loss = 0.25,
    .discards = 12 },
  /* So do machines, and the server with them. */
  { .focus = SIM_FOCUS_CASES,
    .troubles = WITH (BACKUPS) | WITH (COPIES),
    .coordinators = 1,
    .experts = 2,
    .steps = { 36, 38, 2, 2, 1, 0, 21 },
    .loss = 0.25,
    .discards = 4 },
  { .focus = SIM_FOCUS_CASES,
    .troubles = WITH (COPIES),
    .coordinators = 1,
    .experts = 2,
    .steps = { 40, 40, 2, 2, 1, 0, 15 },
    .loss = 0.35 },
  /* News comes one by one, and breaks off. */
  { .focus = SIM_FOCUS_CASES,
    .troubles = WITH (BACKUPS),
    .coordinators = 1,
    .experts = 3,
    .page = 1,
    .steps = { 34, 48, 0, 2, 2, 0, 14 },
    .loss = 0.3,
    .assigns = 40,
    .cases = 3 },
  /* Cases go from hand to hand. */
  { .focus = SIM_FOCUS_CASES,
    .coordinators = 2,
    .experts = 3,
    .steps = { 46, 48, 2, 2, 1, 1, 0 },
    .assigns = 50,
    .lazy = 85,
    .cases = 3 },
  /* Files come, are looked at, and go. */
  { .focus = SIM_FOCUS_ALL,
    .troubles = WITH (BACKUPS),
    .coordinators = 1,
    .experts = 3,
    .managers = 1,
    .requests = 60,
    .office = 2,
    .steps = { 42, 46, 1, 2, 1, 1, 7 },
    .assigns = 15,
    .opens = 25,
    .papers = 40 },
  { .focus = SIM_FOCUS_ALL,
    .coordinators = 2,
    .experts = 3,
    .managers = 1,
    .requests = 80,
    .steps = { 42, 50, 1, 3, 1, 3, 0 },
    .assigns = 15,
    .opens = 30,
    .papers = 40,
    .cases = 4 },
  /* A request goes back and forth, and what was shared with it ends. */
  { .focus = SIM_FOCUS_REQUESTS,
    .coordinators = 2,
    .experts = 3,
    .managers = 1,
    .requests = 100,
    .steps = { 44, 44, 1, 6, 1, 4, 0 },
    .assigns = 10,
    .steady = 60,
    .cases = 4 },
  /* Cases are closed, approved, paid, archived, and opened again. */
  { .focus = SIM_FOCUS_MONEY,
    .coordinators = 1,
    .experts = 2,
    .office = 40,
    .steps = { 45, 45, 1, 6, 1, 2, 0 },
    .years = 30,
    .steady = 90,
    .cases = 3 },
  /* Companies, accounts, roles and settings change. */
  { .focus = SIM_FOCUS_CASES,
    .troubles = WITH (RIGHTS),
    .coordinators = 3,
    .experts = 3,
    .office = 50,
    .companies = 30,
    .settings = 50,
    .steps = { 40, 42, 2, 2, 1, 1, 12 },
    .assigns = 10 },
};

const SimTheme *
sim_theme (guint32 seed)
{
  return &themes[seed % G_N_ELEMENTS (themes)];
}

gboolean
sim_leans (SimHistory *self, guint of_hundred)
{
  return of_hundred > 0 && sim_pick (self, 100) < of_hundred;
}

gboolean
sim_is_enough (const SimHistory *self, const GPtrArray *things)
{
  return self->theme.cases > 0 && things->len >= self->theme.cases;
}
