/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/receipt-table.h"

#include "domain/days.h"
#include "server/query.h"

gboolean
ed_receipts_add (EdDb *db,
                 const char *audience,
                 const char *type,
                 const char *id,
                 const char *device,
                 gint64 now,
                 GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO receipt (audience, type, id, device, at)"
                       " VALUES ($1, $2, $3, $4, $5)"
                       " ON CONFLICT (audience, type, id, device) DO NOTHING",
                       "ttttt",
                       audience,
                       type,
                       id,
                       device,
                       at);
}

gboolean
ed_receipts_clear (EdDb *db, const char *audience, const char *type, const char *id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM receipt WHERE audience = $1 AND type = $2 AND id = $3",
                       "ttt",
                       audience,
                       type,
                       id);
}
