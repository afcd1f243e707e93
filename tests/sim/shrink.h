/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "history.h"

/* The history of PLAN, which violates something, with as few of its steps as still do: leaves the
 * others out of PLAN, and runs it at most RUNS times. */
SimHistory *sim_shrink (SimPlan *plan, guint runs);
