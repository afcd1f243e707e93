/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/demo-people.h"

/* What a demonstration organisation has decided and agreed: opening hours, companies. */
gboolean ed_demo_furnish (EdApi *api, EdDemoPeople *people, GRand *dice, gint64 at, GError **error);
