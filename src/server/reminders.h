/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "server/batch.h"

/* Reminders are mails for badges that come with time (domain/standing.h): when such a badge begins
 * to show, its mail is queued, once per assignment and moment. When to look at a case again stands
 * in a row that is written with the case, so nothing is forgotten over a restart, and nothing comes
 * after contact, closing or reassignment. */

/* Notes when CASE_, just written, is to be looked at. */
gboolean ed_reminders_note (EdBatch *batch, const EdCase *case_, GError **error);
/* Queues what is due now; of at most 500 cases, the earliest first. */
gboolean ed_reminders_queue (EdBatch *batch, GError **error);
