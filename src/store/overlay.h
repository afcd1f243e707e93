/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/internal-message.h"
#include "store/connection.h"

/* Inside the store: what the screen shows of things with commands that the replica does not cover.
 * A record is of its kind's type (domain/command.h). */

/* Who commands on this machine, by what settings, at what time. */
typedef struct _EdJudge EdJudge;
EdJudge *ed_judge_new (EdStore *store, GError **error);
void ed_judge_free (EdJudge *judge);

/* Applies COMMAND to *RECORD, NULL where there is none. FALSE without ERROR: refused. NUMBER: of a
 * case that it makes. */
gboolean ed_judge_apply (EdJudge *judge,
                         gpointer *record,
                         const EdCommand *command,
                         gint64 number,
                         EdRefusal *refusal,
                         GError **error);

/* The message that COMMAND makes of CASE_, as the server will. */
EdMessage *ed_judge_make_message (EdJudge *judge, const EdCase *case_, const EdCommand *command);

/* The internal message that COMMAND makes of REQUEST, likewise. */
EdInternalMessage *
ed_judge_make_internal_message (EdJudge *judge, const EdRequest *request, const EdCommand *command);

/* What ID is as it is shown; *RECORD is NULL when it is not held. ROW may be NULL. */
gboolean ed_overlay_load (EdStore *store,
                          EdTargetKind kind,
                          const char *id,
                          gpointer *record,
                          gint64 *row,
                          GError **error);
/* The same of a case, for ed_case_free(). */
gboolean ed_overlay_load_case (EdStore *store, const char *id, EdCase **case_, GError **error);
/* Shows RECORD for ID. */
gboolean ed_overlay_put (EdStore *store,
                         EdTargetKind kind,
                         const char *id,
                         gconstpointer record,
                         GError **error);
/* Makes the overlay of ID anew: the replica with the commands that it does not cover. */
gboolean ed_overlay_recompute (EdStore *store, EdJudge *judge, const char *id, GError **error);
/* Makes all of them anew. */
gboolean ed_overlay_recompute_all (EdStore *store, GError **error);

/* A record of a stored body. */
gpointer ed_body_parse (const EdRecordType *type, const char *body, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdJudge, ed_judge_free)
