/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "server/batch.h"

/* Writes what happens to cases and fees into the experts' statements, in the transaction in which
 * it happens. The rules are domain/billing.h's. */

/* CASE_ has just been approved. */
gboolean ed_ledger_post (EdBatch *batch, const EdCase *case_, GError **error);
/* The approval of its closing CLOSING has been taken back at AT. */
gboolean ed_ledger_take_back (EdBatch *batch,
                              const char *case_id,
                              const char *closing,
                              gint64 at,
                              GError **error);
/* The fee of EXPERT for cases of TYPE has been agreed: lines that waited for it get it. */
gboolean ed_ledger_fill (EdBatch *batch, const EdAccount *expert, gint64 type, GError **error);
