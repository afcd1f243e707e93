/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: which of the replica's documents are internal messages of which request, and
 * how far each chat has been read here. */

/* The document at ROW is an internal message of the BODY. */
gboolean ed_chat_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
/* It is removed; those up to ROW; those beyond it. */
gboolean ed_chat_remove (EdStore *store, gint64 row, GError **error);
gboolean ed_chat_remove_up_to (EdStore *store, gint64 row, GError **error);
gboolean ed_chat_remove_beyond (EdStore *store, gint64 row, GError **error);
/* The request has been forgotten: how far its chat was read goes, and, if it is not held any more,
 * whatever is still here of its messages, through the journal. */
gboolean ed_chat_forget (EdStore *store, const char *request_id, GError **error);

/* Whether somebody else wrote what was not seen here. */
gboolean
ed_chat_is_unread (EdStore *store, const char *request_id, gboolean *unread, GError **error);
