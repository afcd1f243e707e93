/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audit-table.h"

#include "domain/days.h"
#include "server/query.h"

gboolean
ed_audit_add (EdDb *db,
              gint64 now,
              const char *account,
              const char *device,
              const char *what,
              const char *target,
              const char *code,
              GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO audit (at, account, device, what, target, code)"
                       " VALUES ($1, $2, $3, $4, $5, $6)",
                       "tttttt",
                       at,
                       account,
                       device,
                       what,
                       target,
                       code);
}
