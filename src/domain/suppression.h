/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Small numbers of people are not told: a count below this could be somebody. */
#define ED_LEAST_TOLD 5

/* Hides (ED_ABSENT) those of the N parts of a known total that are below ED_LEAST_TOLD but for 0,
 * and as many others, the smallest first, as it takes that no hidden one can be computed from the
 * total and the others; nor by somebody who knows this rule. Zeros stay, unless nothing else does.
 * Pure. */
void ed_suppress_counts (gint64 *counts, guint n);
