/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#define ED_BACKOFF_BASE_MS 1000
#define ED_BACKOFF_CAP_MS (300 * 1000)

/* How long to pause after FAILURES (≥ 1) failures in a row: full jitter, CHANCE (0 to 1, random) of
 * min(300 s, 1 s × 2^FAILURES), and at least CHANCE of SPREAD_S, and at least RETRY_AFTER_S
 * (PROTOCOL 10). Milliseconds. */
gint64 ed_backoff (guint failures, gint64 spread_s, gint64 retry_after_s, double chance);
