/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/job.h"
#include "wire/audit.h"

/* The audit log is written as it comes, and sealed a second later: a seal holds a digest of each of
 * its rows and the hash of the seal before, so no row of a sealed log is changed, taken out or put
 * in, or changes places, without its being found out, and the row is named. Who can write the whole
 * database could make all seals anew; whoever has noted the hash of a seal finds that out too. */

/* Seals what has not been, ROWS_MAX at most; *MORE: there is more. Within a write transaction. */
#define ED_AUDIT_SEAL_MAX 1000
gboolean ed_audit_seal (EdDb *db, gint64 now, gboolean *more, GError **error);

/* Drops the seals made before BEFORE, with their rows, some of them: to be called again. The last
 * seal stays, for the next one to follow. What was dropped is in the log. Within a write
 * transaction. */
gboolean ed_audit_drop (EdDb *db, gint64 now, gint64 before, GError **error);

/* Reads the whole log, from what was dropped on; what is wrong with it stands in the answer and is
 * no error. With NOTED, the hash (hexadecimal) that seal NOTED_SEAL had when somebody wrote it
 * down. */
EdAuditProof *ed_audit_verify (EdDb *db, gint64 noted_seal, const char *noted, GError **error);
