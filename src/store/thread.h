/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/message.h"
#include "store/connection.h"
#include "store/messages.h"

/* Inside the store: which of the replica's documents are messages about which case, and how far
 * each thread has been read here. */

/* The document at ROW is a message of the BODY. */
gboolean ed_thread_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
/* It is removed; those up to ROW; those beyond it. */
gboolean ed_thread_remove (EdStore *store, gint64 row, GError **error);
gboolean ed_thread_remove_up_to (EdStore *store, gint64 row, GError **error);
gboolean ed_thread_remove_beyond (EdStore *store, gint64 row, GError **error);
/* The case has been forgotten: how far it was read goes, and, if it is not held any more, whatever
 * is still here of its messages, through the journal. */
gboolean ed_thread_forget (EdStore *store, const char *case_id, GError **error);

/* Adds the exposed messages of the case to ROWS (EdMessageRow), in order. */
gboolean ed_thread_list (EdStore *store, const char *case_id, GPtrArray *rows, GError **error);
/* What the server had received by UP_TO has been read; no effect where the case is not held. */
gboolean ed_thread_read (EdStore *store, const char *case_id, gint64 up_to, GError **error);
/* What the thread of CASE_ asks of the reader. */
gboolean
ed_thread_find_mark (EdStore *store, const EdCase *case_, EdThreadMark *mark, GError **error);
/* The rows, as they are shown, of the cases whose thread asks something of the reader: row (gint64)
 * to EdThreadMark. Free with g_hash_table_unref(). */
GHashTable *ed_thread_list_marked (EdStore *store, GError **error);
