/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: what was erased at the server, or is kept no longer, leaves nothing here, not
 * even what somebody typed about it. */

/* Whether WHY (of a forget) says so. */
gboolean ed_erase_is_meant (const char *why);
/* Deletes commands, files and drafts of TARGET, whatever became of them; what was sent and has no
 * answer goes once it has one. Within a transaction; the next wipe makes it physical. */
gboolean ed_erase_target (EdStore *store, const char *target, GError **error);
/* Whether COMMAND is one that is to go once it has an answer. */
gboolean ed_erase_awaits (EdStore *store, const char *command, gboolean *awaits, GError **error);
