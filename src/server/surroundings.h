/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/retention.h"
#include "sql/db.h"

/* What there is beside the cases: on which statements that are not paid they stand, what was
 * entered late, how many messages they have. Read at once for all cases, in one snapshot. */
typedef struct _EdSurroundings EdSurroundings;

EdSurroundings *ed_surroundings_load (EdDb *db, GError **error);
void ed_surroundings_free (EdSurroundings *self);
EdCaseCompany ed_surroundings_of (const EdSurroundings *self, const char *case_id);
/* How much was entered late for the case or request, settled or not. */
guint ed_surroundings_count_late (const EdSurroundings *self, const char *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSurroundings, ed_surroundings_free)
