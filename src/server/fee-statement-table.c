/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/fee-statement-table.h"

#include "domain/days.h"
#include "server/query.h"

gboolean
ed_fee_statements_add (EdDb *db, const char *id, const char *expert, gint64 month, GError **error)
{
  g_autofree char *text = ed_date_to_text (month);

  return ed_query_run (db,
                       error,
                       "INSERT INTO statement (id, expert, month) VALUES ($1, $2, $3)",
                       "ttt",
                       id,
                       expert,
                       text);
}

char **
ed_fee_statements_list (EdDb *db, const char *expert, gint64 month, GError **error)
{
  g_autofree char *text = ed_date_to_text (month);

  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT id FROM statement WHERE expert = $1 AND month >= $2"
                                  " ORDER BY month",
                                  "tt",
                                  expert,
                                  text),
                        error);
}

gboolean
ed_fee_statements_note_case (EdDb *db, const char *statement, const char *case_id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO statement_case (case_id, statement) VALUES ($1, $2)"
                       " ON CONFLICT (case_id, statement) DO NOTHING",
                       "tt",
                       case_id,
                       statement);
}

char **
ed_fee_statements_list_of_case (EdDb *db, const char *case_id, GError **error)
{
  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT statement FROM statement_case WHERE case_id = $1"
                                  " ORDER BY statement",
                                  "t",
                                  case_id),
                        error);
}

gboolean
ed_fee_statements_drop_case (EdDb *db, const char *case_id, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM statement_case WHERE case_id = $1", "t", case_id);
}
