/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Write transactions that moved the feed, each with a random mark. */

/* The newest transaction below HORIZON and its mark; 0 and 0 where there is none. */
gboolean ed_batches_head (EdDb *db, gint64 horizon, gint64 *xid, gint64 *mark, GError **error);
/* The mark of XID, 0 if there is no such transaction (or XID is 0). FALSE on failure. */
gboolean ed_batches_mark (EdDb *db, gint64 xid, gint64 *mark, GError **error);
/* AUDIENCES has those who have something new as its keys. */
gboolean ed_batches_add (EdDb *db, gint64 xid, gint64 mark, GHashTable *audiences, GError **error);
/* Adds to AUDIENCES (text → itself) who has something new since FROM; transactions beyond HORIZON
 * are left out, and whether there are any is told by *LATER. */
gboolean ed_batches_collect (EdDb *db,
                             gint64 from,
                             gint64 horizon,
                             GHashTable *audiences,
                             gboolean *later,
                             GError **error);
