/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "domain/days.h"
#include "server/demo-people.h"

/* Requests of the demonstration's case manager, at least one in every state, played through the
 * server's commands with its clock put back to when each thing was done. */
gboolean ed_demo_ask (EdManualClock *clock,
                      EdDemoPeople *people,
                      GRand *dice,
                      const EdZone *zone,
                      gint64 now,
                      GError **error);
