/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: domain/ judges cases, and lists hold narrow rows; a probe is one case that
 * takes on each row's values in turn, beside what it is judged by. For one thread and one
 * transaction. */
typedef struct _EdProbe EdProbe;

/* What it takes of case_list, in this order. */
#define ED_PROBE_COLUMNS                                                                  \
  "state, type, crisis, recorded_at, assigned_at, contacted_at, first_session, returned," \
  " declined_at, closing_at, closing_outcome, sessions_asked"

EdProbe *ed_probe_new (EdStore *store, GError **error);
void ed_probe_free (EdProbe *self);

/* Takes on the values of ROW, from COLUMN on. */
void ed_probe_take (EdProbe *self, EdStatement *row, int column);

/* As it is now; borrowed. */
const EdCase *ed_probe_case (const EdProbe *self);
const EdSettings *ed_probe_settings (const EdProbe *self);
const EdZone *ed_probe_zone (const EdProbe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdProbe, ed_probe_free)
