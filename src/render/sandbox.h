/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What keeps a hostile document within the rendering program: one file a system. */

/* At the start: standard input and output carry bytes. */
void ed_sandbox_prepare (void);

/* From here on for the rest of the process: no files but fonts and encodings to read, no network,
 * no programs, processes or threads, 512 MiB of memory, five minutes of processor time; of these
 * what the system has (render/PROTOCOL.md). FALSE: the system should have been able to, and was
 * not. */
gboolean ed_sandbox_close (GError **error);

/* Tries what must fail now and prints a line for each; whether all of it failed. */
gboolean ed_sandbox_check (void);
