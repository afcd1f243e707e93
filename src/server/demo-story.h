/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "server/demo-cases.h"

/* Plays the cases of the table, the guide's own example and PAST closed ones (server/demo-past.h)
 * through the server's commands, with its clock put back to when each thing was done. */
gboolean ed_demo_play (EdApi *api,
                       EdManualClock *clock,
                       EdDemoPeople *people,
                       GRand *dice,
                       gint64 now,
                       guint past,
                       GError **error);

/* N further cases, made up from lists of words: what a large organisation has. */
gboolean ed_demo_fill (EdManualClock *clock,
                       EdDemoPeople *people,
                       GRand *dice,
                       gint64 now,
                       guint n,
                       GError **error);
