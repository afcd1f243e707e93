/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* The chain over the audit log. A seal covers some rows: of each its id and digest (the leaves),
 * and the hash of the seal before. */
typedef struct
{
  gint64 n;     /* 1, 2, 3 … */
  gint64 first; /* least and greatest id of its rows */
  gint64 last;
  char *at; /* when it was made, as it is hashed */
  guint8 previous[ED_SECRET_BYTES];
  guint8 hash[ED_SECRET_BYTES];
  GBytes *leaves;
} EdAuditSeal;

void ed_audit_seal_clear (EdAuditSeal *self);

/* Stores it; *ADDED is FALSE where another process has made that one already. */
gboolean ed_audit_seals_add (EdDb *db, const EdAuditSeal *seal, gboolean *added, GError **error);
/* The last seal; FALSE without ERROR: there is none. Clear it. */
gboolean ed_audit_seals_last (EdDb *db, EdAuditSeal *seal, GError **error);
/* The first one after N. */
gboolean ed_audit_seals_next (EdDb *db, gint64 n, EdAuditSeal *seal, GError **error);

/* *N: the last of those that were made before BEFORE without one among them that was not, at most
 * LIMIT from the first on, and that another follows; 0: none. */
gboolean
ed_audit_seals_find_older (EdDb *db, gint64 before, gint64 limit, gint64 *n, GError **error);
/* Removes all up to N. */
gboolean ed_audit_seals_remove (EdDb *db, gint64 n, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdAuditSeal, ed_audit_seal_clear)
