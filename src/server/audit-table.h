/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"
#include "wire/audit.h"

/* Who did what when, on ids only. Any of ACCOUNT, DEVICE, TARGET and CODE may be NULL. */
gboolean ed_audit_add (EdDb *db,
                       gint64 now,
                       const char *account,
                       const char *device,
                       const char *what,
                       const char *target,
                       const char *code,
                       GError **error);

/* The columns of what is read here; all but the id and the time may be NULL. */
typedef enum
{
  ED_AUDIT_ID,
  ED_AUDIT_AT,
  ED_AUDIT_ACCOUNT,
  ED_AUDIT_DEVICE,
  ED_AUDIT_WHAT,
  ED_AUDIT_TARGET,
  ED_AUDIT_CODE,
  ED_AUDIT_N_COLUMNS
} EdAuditColumn;

/* *ENDS: the last row says WHAT. */
gboolean ed_audit_ends_with (EdDb *db, const char *what, gboolean *ends, GError **error);

/* Rows that are not sealed, and those of SEAL, in order of id. */
EdStatement *ed_audit_read_unsealed (EdDb *db, gint64 limit, GError **error);
EdStatement *ed_audit_read_sealed (EdDb *db, gint64 seal, GError **error);
/* The row belongs to SEAL from now on. */
gboolean ed_audit_set_seal (EdDb *db, gint64 id, gint64 seal, GError **error);
/* Removes the rows of all seals up to SEAL. */
gboolean ed_audit_remove_sealed (EdDb *db, gint64 seal, GError **error);
/* *N: how many were written before BEFORE; *OLDEST: when the first of the others was, ED_ABSENT:
 * there is none. */
gboolean ed_audit_count_before (EdDb *db, gint64 before, gint64 *n, gint64 *oldest, GError **error);
/* *HAS: there is a row that says WHAT and CODE. */
gboolean ed_audit_has (EdDb *db, const char *what, const char *code, gboolean *has, GError **error);
/* How many are not sealed, and since when (ED_ABSENT: none). */
gboolean ed_audit_count_unsealed (EdDb *db, gint64 *n, gint64 *since, GError **error);
/* The first row that says it belongs to a seal after SEAL; 0: none, -1 with ERROR. */
gint64 ed_audit_find_beyond (EdDb *db, gint64 seal, GError **error);

/* What INQUIRY asks for, the latest first, LIMIT rows: EdAuditEntry. */
GPtrArray *ed_audit_search (EdDb *db, const EdAuditInquiry *inquiry, gint64 limit, GError **error);
