/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the replica's documents. A staged one has a row and is not found. What removes
 * a document removes its row in the case list too. */

/* The exposed view of TYPE and ID; *BODY is NULL when none is held. ROW may be NULL. */
gboolean ed_document_find (EdStore *store,
                           const char *type,
                           const char *id,
                           gint64 *row,
                           char **body,
                           GError **error);

/* Lets the document at ROW be found; none of TYPE and ID may be exposed. */
gboolean
ed_document_expose (EdStore *store, const char *type, const char *id, gint64 row, GError **error);
/* Removes what is exposed of TYPE and ID, if anything is. */
gboolean ed_document_remove (EdStore *store, const char *type, const char *id, GError **error);
/* Removes a staged one. */
gboolean ed_document_remove_row (EdStore *store, gint64 row, GError **error);
/* Removes all exposed ones whose row is not beyond ROW; all staged ones beyond it. */
gboolean ed_document_remove_up_to (EdStore *store, gint64 row, GError **error);
gboolean ed_document_remove_beyond (EdStore *store, gint64 row, GError **error);
