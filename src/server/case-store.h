/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "server/batch.h"

/* Documents as records. Each answers NULL without ERROR where there is none. */
EdCase *ed_case_store_load (EdBatch *batch, const char *id, gint64 *rev, GError **error);
EdAccount *ed_case_store_load_account (EdBatch *batch, const char *id, gint64 *rev, GError **error);
