/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The narrow row that each shown version of a case has for lists, and what is counted by it. */

#include "store/case-list.h"

#include "domain/search.h"
#include "store/excerpt.h"
#include "store/outbox.h"
#include "store/request-list.h"
#include "store/statements.h"

#include <string.h>

static void
add_words (GString *words, const EdSpan *span)
{
  g_autofree char *text = ed_span_text (span);

  ed_search_add_words (words, text);
}

static void
bind_number (EdStatement *insert, int index, gint64 value)
{
  if (value == ED_ABSENT)
    ed_statement_bind_null (insert, index);
  else
    ed_statement_bind_int (insert, index, value);
}

static void
bind_row (EdStatement *insert, gint64 row, const EdExcerpt *excerpt)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *expert_id = ed_span_text (&excerpt->expert_id);
  g_autofree char *company = ed_span_text (&excerpt->company_name);

  add_words (words, &excerpt->company_name);
  add_words (words, &excerpt->client_alias);
  add_words (words, &excerpt->city);
  add_words (words, &excerpt->expert_name);
  if (excerpt->number != ED_ABSENT)
    g_string_append_printf (words, "%" G_GINT64_FORMAT, excerpt->number);

  ed_statement_bind_int (insert, 1, row);
  bind_number (insert, 2, excerpt->number);
  bind_number (insert, 3, excerpt->state);
  bind_number (insert, 4, excerpt->type);
  ed_statement_bind_int (insert, 5, excerpt->crisis_call);
  bind_number (insert, 6, excerpt->recorded_at);
  bind_number (insert, 7, excerpt->assigned_at);
  bind_number (insert, 8, excerpt->contacted_at);
  bind_number (insert, 9, excerpt->first_session);
  ed_statement_bind_text (insert, 10, expert_id);
  ed_statement_bind_text (insert, 11, company);
  ed_statement_bind_text_n (insert, 12, words->str, words->len);
  ed_statement_bind_int (insert, 13, excerpt->returned);
  bind_number (insert, 14, excerpt->declined_at);
  bind_number (insert, 15, excerpt->closing_at);
  bind_number (insert, 16, excerpt->closing_outcome);
  bind_number (insert, 17, excerpt->sessions_asked);
}

gboolean
ed_case_list_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error)
{
  EdStatement *insert;
  EdExcerpt excerpt;

  if (!ed_excerpt_read (&excerpt, body, length))
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "a case is no JSON object");
      return FALSE;
    }
  insert = ed_db_prepare (store->db,
                          "INSERT INTO case_list (row, number, state, type, crisis,"
                          " recorded_at, assigned_at, contacted_at, first_session, expert_id,"
                          " company, words, returned, declined_at, closing_at, closing_outcome,"
                          " sessions_asked)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
                          " $15, $16, $17)",
                          error);
  if (insert == NULL)
    return FALSE;
  bind_row (insert, row, &excerpt);
  return ed_statement_run (insert, error);
}

gboolean
ed_case_list_remove (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM case_list WHERE row = $1", "i", row),
      error);
}

gboolean
ed_case_list_cover (EdStore *store, gint64 row, gboolean covered, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE case_list SET covered = $2 WHERE row = $1",
                                        "ii",
                                        row,
                                        (gint64) covered),
                           error);
}

gboolean
ed_case_list_visit (EdStore *store,
                    gint64 from,
                    gint64 to,
                    EdCaseListVisit function,
                    gpointer data,
                    GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT words, recorded_at, number FROM case_list"
                        " WHERE row <= $1 AND covered = 0 AND recorded_at >= $2"
                        " AND recorded_at < $3",
                        "iii",
                        exposed,
                        from,
                        to);
  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    {
      g_auto (GStrv) lines = g_strsplit (ed_statement_text (select, 0), "\n", 3);

      function (lines[0],
                lines[1],
                ed_statement_int (select, 1),
                ed_statement_is_null (select, 2) ? ED_ABSENT : ed_statement_int (select, 2),
                data);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_case_list_find_declined (EdStore *store, gint64 since, GArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT row FROM case_list"
                        " WHERE row <= $1 AND covered = 0 AND declined_at >= $2",
                        "ii",
                        exposed,
                        since);
  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    {
      gint64 row = ed_statement_int (select, 0);

      g_array_append_val (rows, row);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
count_statements (EdStore *store, EdCounts *counts, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdAccount) account = ed_store_load_own_account (store, &local);
  g_autoptr (GPtrArray) asking = NULL;

  counts->answers = counts->disputes = 0;
  if (account != NULL)
    asking = ed_store_list_asking_statements (store, account->id, &local);
  for (guint i = 0; asking != NULL && i < asking->len; i++)
    {
      const EdFeeStatement *statement = asking->pdata[i];
      guint roles = ed_account_roles (account);

      counts->answers += ed_fee_statement_awaits_answer (statement, account->id, roles);
      counts->disputes += ed_fee_statement_awaits_correction (statement, roles);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
count (EdStore *store, EdCounts *counts, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT count(*), count(*) FILTER (WHERE state IS $2),"
                        " count(*) FILTER (WHERE state IN ($3, $4))"
                        " FROM case_list WHERE row <= $1 AND covered = 0",
                        "iiii",
                        exposed,
                        (gint64) ED_CASE_CLOSED,
                        (gint64) ED_CASE_RECORDED,
                        (gint64) ED_CASE_DECLINED);
  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  counts->all = ed_statement_int (select, 0);
  counts->closed = ed_statement_int (select, 1);
  counts->in_progress = counts->all - counts->closed;
  counts->unassigned = ed_statement_int (select, 2);
  return ed_request_list_count (store, &counts->requests, error)
         && count_statements (store, counts, error)
         && ed_outbox_count (store, &counts->waiting, &counts->refused, error);
}

gboolean
ed_store_count (EdStore *store, EdCounts *counts, GError **error)
{
  return ed_store_begin (store, FALSE, error)
         && ed_store_end (store, count (store, counts, error), error);
}

static gboolean
count_open (EdStore *store, GHashTable *open, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT expert_id, count(*) FROM case_list WHERE row <= $1 AND covered = 0"
                        " AND state IS NOT $2 AND expert_id IS NOT NULL GROUP BY expert_id",
                        "ii",
                        exposed,
                        (gint64) ED_CASE_CLOSED);
  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    g_hash_table_insert (open,
                         g_strdup (ed_statement_text (select, 0)),
                         GUINT_TO_POINTER (ed_statement_int (select, 1)));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GHashTable *
ed_store_count_open_cases (EdStore *store, GError **error)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return ed_store_begin (store, FALSE, error)
                 && ed_store_end (store, count_open (store, open, error), error)
             ? g_steal_pointer (&open)
             : NULL;
}

char **
ed_store_list_companies (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) companies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;

  /* Staged cases count too: a name does no harm here, and the numbers need not be exact. */
  select = ed_db_query (store->db,
                        error,
                        "SELECT company FROM case_list WHERE company IS NOT NULL"
                        " GROUP BY company ORDER BY count(*) DESC, company",
                        "");
  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (companies, g_strdup (ed_statement_text (select, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_ptr_array_add (companies, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&companies), FALSE);
}
