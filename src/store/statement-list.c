/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements among the documents, and the cases that will come to stand on one. */

#include "store/statements.h"

#include "store/outbox.h"
#include "store/overlay.h"

#include <string.h>

static int
compare_statements (gconstpointer left, gconstpointer right)
{
  const EdFeeStatement *a = *(const EdFeeStatement *const *) left;
  const EdFeeStatement *b = *(const EdFeeStatement *const *) right;

  if (a->month != b->month)
    return a->month < b->month ? 1 : -1;
  return g_utf8_collate (a->expert_name != NULL ? a->expert_name : "",
                         b->expert_name != NULL ? b->expert_name : "");
}

/* Takes SELECT, of bodies. With EXPERT_ID those of that expert alone. */
static gboolean
read_statements (EdStatement *taken, const char *expert_id, GPtrArray *list, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      g_autoptr (EdFeeStatement) statement =
          ed_body_parse (&ed_fee_statement_type, ed_statement_text (select, 0), &local);

      if (statement != NULL
          && (expert_id == NULL || g_strcmp0 (statement->expert_id, expert_id) == 0))
        g_ptr_array_add (list, g_steal_pointer (&statement));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_ptr_array_sort (list, compare_statements);
  return local == NULL;
}

static gboolean
list_statements (EdStore *store, const char *expert_id, GPtrArray *list, GError **error)
{
  EdStatement *select =
      ed_db_query (store->db,
                   error,
                   "SELECT coalesce (overlay.body, document.body) FROM document_key"
                   " JOIN document ON document.row = document_key.row"
                   " LEFT JOIN overlay ON overlay.id = document_key.id"
                   " WHERE document_key.type = 'statement' AND document_key.type <> 'case'",
                   "");

  return read_statements (select, expert_id, list, error);
}

/* By the index document_statement_state, and the few that an overlay shows. */
GPtrArray *
ed_store_list_asking_statements (EdStore *store, const char *account_id, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  EdStatement *select =
      ed_db_query (store->db,
                   error,
                   "SELECT document.body FROM document"
                   " JOIN document_key ON document_key.id = document.id"
                   " AND document_key.type = 'statement' AND document_key.row = document.row"
                   " WHERE document.type = 'statement'"
                   " AND CASE WHEN json_valid (body) THEN body ->> 'state' END"
                   " IN ('sent', 'accepted', 'disputed')"
                   " AND (body ->> 'state' = 'disputed'"
                   " OR (body ->> 'expert_id' = $1 AND (body ->> 'state' = 'sent'"
                   " OR body ->> 'accepted_by' IS NOT NULL)))"
                   " AND NOT EXISTS (SELECT 1 FROM overlay WHERE overlay.id = document.id)"
                   " UNION ALL SELECT body FROM overlay WHERE kind = $2",
                   "ti",
                   account_id,
                   (gint64) ED_TARGET_STATEMENT);

  return read_statements (select, NULL, list, error) ? g_steal_pointer (&list) : NULL;
}

/* The replica's own rows: what the server knows. EXPERT_ID NULL: of all experts. */
static EdStatement *
select_unbilled (EdStore *store, gint64 exposed, const char *expert_id, GError **error)
{
  if (expert_id == NULL)
    return ed_db_query (store->db,
                        error,
                        "SELECT case_list.row, document.body FROM case_list"
                        " JOIN document ON document.row = case_list.row"
                        " WHERE case_list.row BETWEEN 1 AND $1"
                        " AND case_list.state IN ($2, $3) ORDER BY case_list.number",
                        "iii",
                        exposed,
                        (gint64) ED_CASE_ASSIGNED,
                        (gint64) ED_CASE_CLOSING);
  return ed_db_query (store->db,
                      error,
                      "SELECT case_list.row, document.body FROM case_list"
                      " JOIN document ON document.row = case_list.row"
                      " WHERE case_list.row BETWEEN 1 AND $1 AND case_list.expert_id = $2"
                      " AND case_list.state IN ($3, $4) ORDER BY case_list.number",
                      "itii",
                      exposed,
                      expert_id,
                      (gint64) ED_CASE_ASSIGNED,
                      (gint64) ED_CASE_CLOSING);
}

static gboolean
list_unbilled (EdStore *store, const char *expert_id, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = select_unbilled (store, exposed, expert_id, error);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdCase *case_ = ed_body_parse (&ed_case_type, ed_statement_text (select, 1), &local);
      EdCaseRow *row;

      if (case_ == NULL)
        continue;
      row = g_new0 (EdCaseRow, 1);
      row->row = ed_statement_int (select, 0);
      row->case_ = case_;
      g_ptr_array_add (rows, row);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
count_pending (EdStore *store, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      EdCaseRow *row = rows->pdata[i];

      if (!ed_outbox_count_pending (store, row->case_->id, &row->pending, error))
        return FALSE;
    }
  return TRUE;
}

void
ed_earnings_free (EdEarnings *earnings)
{
  if (earnings == NULL)
    return;
  g_clear_pointer (&earnings->account, ed_account_free);
  g_ptr_array_unref (earnings->statements);
  g_ptr_array_unref (earnings->unbilled);
  g_free (earnings);
}

EdEarnings *
ed_store_load_earnings (EdStore *store, GError **error)
{
  g_autoptr (EdEarnings) earnings = g_new0 (EdEarnings, 1);
  GError *local = NULL;
  const char *id;

  earnings->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  earnings->unbilled = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);
  earnings->account = ed_store_load_own_account (store, &local);
  id = earnings->account != NULL ? earnings->account->id : "";
  if (local == NULL && list_statements (store, id, earnings->statements, &local)
      && list_unbilled (store, id, earnings->unbilled, &local)
      && count_pending (store, earnings->unbilled, &local))
    return g_steal_pointer (&earnings);
  g_propagate_error (error, local);
  return NULL;
}

GPtrArray *
ed_store_list_statements (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);

  return list_statements (store, NULL, list, error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
ed_store_list_unbilled (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);

  return list_unbilled (store, NULL, rows, error) && count_pending (store, rows, error)
             ? g_steal_pointer (&rows)
             : NULL;
}
