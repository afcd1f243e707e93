/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/retention.h"

/* When a closed case leaves what coordinators' machines hold: the server's archive still has it.
 * Pure. */

/* Calendar months from the approval. */
gint64 ed_archive_months (const EdSettings *settings);
/* What keeps a case from being erased keeps it here, too: it is open, not paid for, or work on it
 * came late. */
EdRetention ed_archive_of_case (const EdCase *case_,
                                const EdCaseCompany *company,
                                const EdRetentionFrame *frame);
