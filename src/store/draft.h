/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "store/connection.h"
#include "store/drafts.h"

/* Inside the store: OBJECT is forgotten, its drafts go. */
gboolean ed_draft_forget (EdStore *store, const char *object, GError **error);
/* The case CASE_ID, which is still held, is erased: its client's words are blanked in what is kept
 * about no case (ED_DRAFT_CASE_VIEWS). */
gboolean ed_draft_blank (EdStore *store, const char *case_id, GError **error);
/* COMMAND, a response.send that is taken back, is a draft again. */
gboolean ed_draft_keep_response (EdStore *store, const EdCommand *command, GError **error);
/* Within a transaction: ENDS, or NULL, ends. */
gboolean ed_draft_end (EdStore *store, const EdDraftEnd *ends, GError **error);
/* Adds BODY as a draft, behind the one that is there; not where OBJECT is not held. */
gboolean ed_draft_add (EdStore *store,
                       const char *kind,
                       const char *object,
                       const char *body,
                       GError **error);
