/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the replica's rows. */

/* The exposed view of TYPE and ID; *BODY is NULL when none is held. ROW may be NULL. */
gboolean ed_document_find (EdStore *store,
                           const char *type,
                           const char *id,
                           gint64 *row,
                           char **body,
                           GError **error);

/* Deletes the versions of TYPE and ID with FIRST ≤ row ≤ LAST, and their rows in the case list. */
gboolean ed_document_delete (EdStore *store,
                             const char *type,
                             const char *id,
                             gint64 first,
                             gint64 last,
                             GError **error);
