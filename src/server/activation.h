/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/batch.h"

/* The account ID, whose owner has just shown to be there: from now on active, if it was invited,
 * which a mail confirms; with SEEN it is noted as seen today. NULL without ERROR: there is none. */
EdAccount *
ed_activation_meet (EdBatch *batch, const char *id, gboolean seen, gint64 *rev, GError **error);
