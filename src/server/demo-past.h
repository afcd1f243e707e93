/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "server/timeline.h"

/* Notes the whole lives of N closed cases in TIMELINE, spread over the two years before NOW but for
 * its last three months: what reports are made of. */
void ed_demo_past_note (EdTimeline *timeline,
                        EdDemoPeople *people,
                        GRand *dice,
                        const EdZone *zone,
                        gint64 now,
                        guint n);
