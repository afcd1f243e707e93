/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Founds the demonstration organisation in the folder DATA (DATABASE as EdApiOptions has it), with
 * about 40 cases in every state, as they stand at NOW (ms), with PAST closed ones behind them, and
 * CASES more. Where it is founded already, only adds the CASES. */
gboolean ed_demo_make (const char *data,
                       const char *database,
                       gint64 now,
                       guint past,
                       guint cases,
                       GError **error);
