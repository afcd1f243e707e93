/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"

/* The wall clock of this machine in the days around NOW (ms), for what concerns the person at it
 * and not the organisation. Right from the day before NOW to nine days after it. */
EdZone *ed_local_zone_new (gint64 now);
