/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the files of drafts. */

/* What is about something that has gone is not kept; $2 is the object. */
#define ED_DRAFT_WHERE_HELD                                             \
  " WHERE $2 = '' OR EXISTS (SELECT 1 FROM document_key WHERE id = $2)" \
  " OR EXISTS (SELECT 1 FROM overlay WHERE id = $2)"

/* Those of the draft go; all those about OBJECT. */
gboolean
ed_draft_files_discard (EdStore *store, const char *kind, const char *object, GError **error);
gboolean ed_draft_files_forget (EdStore *store, const char *object, GError **error);
/* What COMMAND, which is taken back, was to bring is the draft's again. */
gboolean ed_draft_files_take_back (EdStore *store,
                                   const char *command,
                                   const char *kind,
                                   const char *object,
                                   GError **error);
