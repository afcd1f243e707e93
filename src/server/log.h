/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What the process logs from now on goes to standard error, one line for each message, as a journal
 * or a log shipper reads it:
 *
 *   at=2020-03-18T19:44:00.000Z level=warning message="mail 1f… waits: …"
 *
 * The server logs ids, codes and numbers, never content. What others say in their error messages
 * may hold an e-mail address: anything that looks like one is left out here. */
void ed_log_start (void);

/* MESSAGE as it is logged, without quotes around it; free it. */
char *ed_log_clean (const char *message);
