/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: what the screen shows of cases with commands that the replica does not cover.
 */

/* Who commands on this machine, by what settings, at what time. */
typedef struct _EdJudge EdJudge;
EdJudge *ed_judge_new (EdStore *store, GError **error);
void ed_judge_free (EdJudge *judge);

/* Applies COMMAND to *CASE_. FALSE without ERROR: refused. NUMBER: of a case that it makes. */
gboolean ed_judge_apply (EdJudge *judge,
                         EdCase **case_,
                         const EdCommand *command,
                         gint64 number,
                         EdRefusal *refusal,
                         GError **error);

/* The case ID as it is shown; *CASE_ is NULL when it is not held. ROW may be NULL. */
gboolean
ed_overlay_load (EdStore *store, const char *id, EdCase **case_, gint64 *row, GError **error);
/* Shows CASE_ for ID. */
gboolean ed_overlay_put (EdStore *store, const char *id, const EdCase *case_, GError **error);
/* Makes the overlay of ID anew: the replica with the commands that it does not cover. */
gboolean ed_overlay_recompute (EdStore *store, EdJudge *judge, const char *id, GError **error);
/* Makes all of them anew. */
gboolean ed_overlay_recompute_all (EdStore *store, GError **error);

/* A record of a stored body. */
gpointer ed_body_parse (const EdRecordType *type, const char *body, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdJudge, ed_judge_free)
