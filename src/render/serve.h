/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <stdio.h>

/* Answers the questions of render/PROTOCOL.md that arrive on IN, on OUT, until IN ends (0) or makes
 * no sense (1). CLOSED says whether the sandbox is closed: without it everything is refused. */
int ed_serve (FILE *in, FILE *out, gboolean closed);
