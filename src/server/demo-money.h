/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/demo-people.h"

/* The demonstration's money: fees agreed before anything is approved, and what became of the
 * statements of past months. */

gboolean ed_demo_agree_fees (EdDemoPeople *people, GRand *dice, gint64 at, GError **error);
/* Of each expert's statements of past months: the latest is sent, those before it are paid. */
gboolean ed_demo_settle_statements (EdApi *api,
                                    EdDemoPeople *people,
                                    GRand *dice,
                                    gint64 now,
                                    GError **error);
