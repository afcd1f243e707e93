/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"
#include "store/late-work.h"

/* Inside the store: which of the replica's documents are late work on which case or request. */

/* The document at ROW is late work of the BODY. */
gboolean ed_late_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
/* It is removed; those up to ROW; those beyond it. */
gboolean ed_late_remove (EdStore *store, gint64 row, GError **error);
gboolean ed_late_remove_up_to (EdStore *store, gint64 row, GError **error);
gboolean ed_late_remove_beyond (EdStore *store, gint64 row, GError **error);

/* What was entered here and is kept there now speaks for itself: the outbox shows it no more. It
 * has it until a backup has, as all that was answered: a server that went back gets it again. */
gboolean ed_late_take_over (EdStore *store, GError **error);

/* How much waits for the reader to settle it, on the case or request. */
gboolean ed_late_count (EdStore *store, const char *target_id, guint *n, GError **error);
/* The same of each, by its row as it is shown: gint64 to number. Free with
 * g_hash_table_unref(). */
GHashTable *ed_late_list_waiting (EdStore *store, GError **error);
/* What the reader entered and has not seen the end of: how many hand-overs. */
gboolean ed_late_count_own (EdStore *store, gint64 *n, GError **error);

/* The files that it brought to the case or request, to what is shown of that (store/shown.h): who
 * has to settle it may open them. Adds elements EdFile. */
gboolean
ed_late_add_files (EdStore *store, const char *target_id, GPtrArray *files, GError **error);
