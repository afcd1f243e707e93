/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/decision.h"
#include "store/store.h"

/* The cases and requests that ask something of a coordinator. Blocking; errors are ED_DB_ERROR. */

typedef struct
{
  gint64 row; /* of a case or a request, as ed_decision_is_of_request() says */
  EdDecisionKind kind;
} EdDecisionRow;

/* At NOW, in the order in which they are settled (ed_decision_compare()). Elements EdDecisionRow;
 * free with g_array_unref(). Reads the rows of those that have come to it, not those that go their
 * way; asked again within a second, with nothing written since, it reads nothing. */
GArray *ed_store_query_decisions (EdStore *store, gint64 now, GError **error);

/* How many of ROWS are of KINDS, as bits (1 << EdDecisionKind). */
static inline guint
ed_decision_rows_count (const GArray *rows, guint kinds)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += kinds >> g_array_index (rows, EdDecisionRow, i).kind & 1;
  return n;
}
