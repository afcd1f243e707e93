/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/assignment-rules.h"
#include "store/store.h"

/* What each expert has to do by the cases held here: account ids to EdBurden, of those who have
 * anything; unref the table. A coordinator's store knows all of it. Cases given back in the last
 * ED_DECLINES_DAYS are opened, some 50 µs each. */
GHashTable *ed_store_load_burdens (EdStore *store, GError **error);
