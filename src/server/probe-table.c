/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/probe-table.h"

#include "server/query.h"

gboolean
ed_probe_write (EdDb *db, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO probe (name, n) VALUES ('disk', 1)"
                       " ON CONFLICT (name) DO UPDATE SET n = probe.n + 1",
                       "");
}
