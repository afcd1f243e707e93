/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Lengths of time in milliseconds, as the clock counts them. A day is 24 hours here: days of the
 * calendar are domain/days.h. */
#define ED_HOUR_MS G_GINT64_CONSTANT (3600000)
#define ED_DAY_MS (24 * ED_HOUR_MS)
