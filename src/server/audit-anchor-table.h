/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/audit-seal-table.h"

/* The last seal of the audit log that is kept no longer: the log goes on from its hash. */

/* It is SEAL from now on. */
gboolean ed_audit_anchors_set (EdDb *db, const EdAuditSeal *seal, GError **error);
/* Its number, time and hash; FALSE without ERROR: everything is kept. Clear it. */
gboolean ed_audit_anchors_load (EdDb *db, EdAuditSeal *seal, GError **error);
