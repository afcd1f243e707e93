/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/retention.h"
#include "server/batch.h"
#include "wire/privacy.h"

/* Erases by the clock what is kept no longer (domain/retention.h), once that is switched on. When
 * to look at a case or request stands in a row that is written with it, on or off, so nothing has
 * to be searched; whichever process comes first does it. */

/* Notes when CASE_, or REQUEST, just written, is to be looked at. */
gboolean ed_retention_note_case (EdBatch *batch, const EdCase *case_, GError **error);
gboolean ed_retention_note_request (EdBatch *batch, const EdRequest *request, GError **error);
/* Everything is looked at anew where AFTER keeps for longer or shorter than BEFORE. */
gboolean ed_retention_spread (EdBatch *batch,
                              const EdSettings *before,
                              const EdSettings *after,
                              GError **error);
/* Erases what is due, some of it: to be called again. */
gboolean ed_retention_work (EdBatch *batch, GError **error);

/* What it would erase today, and what would come next; by the same rules. From any thread. */
EdPrivacyPreview *
ed_retention_preview (EdDb *db, const EdSettings *settings, gint64 now, GError **error);
