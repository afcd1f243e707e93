/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/archive.h"
#include "server/batch.h"

/* By the clock, closed cases leave the coordinators' feed, with their messages and the right to
 * read their files, and come back where the setting grants them longer (domain/archive.h).
 * Documents stay as they are: reports, statements and experts do not notice. When to look at a case
 * stands in a row that is written with it; whichever process comes first does it. */

/* Notes when CASE_, just written, is to be looked at. */
gboolean ed_archiving_note_case (EdBatch *batch, const EdCase *case_, GError **error);
/* Everything is looked at anew where AFTER says another number of months than BEFORE. */
gboolean ed_archiving_spread (EdBatch *batch,
                              const EdSettings *before,
                              const EdSettings *after,
                              GError **error);
/* Moves what is due, some of it: to be called again. */
gboolean ed_archiving_work (EdBatch *batch, GError **error);
