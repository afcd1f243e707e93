/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the journal of what is forgotten. */

/* A type that no server knows: bytes that nothing here needs any more, of a file, of a catch-up
 * that was broken off, or of work on what is gone. It owes no receipt. */
#define ED_WIPE_FILE "file"

/* Enters it; what is forgotten has been deleted in the same transaction. */
gboolean ed_wipe_add (EdStore *store, const char *type, const char *id, GError **error);
/* Enters every exposed document whose row is not beyond EXPOSED. */
gboolean ed_wipe_add_missing (EdStore *store, gint64 exposed, GError **error);
/* Makes what is deleted leave the disk. FALSE without ERROR: a reader is in the way. Outside of a
 * transaction. */
gboolean ed_wipe_finish (EdStore *store, GError **error);
/* The same for a file that is too large to be written anew each time, every few days; where
 * somebody is in the way, or there is no room, the next opening does it. */
gboolean ed_wipe_rewrite_large (EdStore *store, GError **error);
/* The things entered, wiped or not, as "type:id" for g_strfreev(); NULL on failure. */
char **ed_wipe_list (EdStore *store, gboolean wiped, GError **error);
