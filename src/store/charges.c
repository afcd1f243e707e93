/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What companies are to be charged, of what the server has said alone: cases and companies are read
 * from the replica, without what waits in the outbox. */

#include "store/statements.h"

#include "store/document.h"
#include "store/overlay.h"

static GPtrArray *
list_companies (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) companies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  g_autoptr (EdStatement) select = ed_db_query (store->db,
                                                error,
                                                "SELECT document.body FROM document_key"
                                                " JOIN document ON document.row = document_key.row"
                                                " WHERE document_key.type = 'company'",
                                                "");
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdCompany *company = ed_body_parse (&ed_company_type, ed_statement_text (select, 0), &local);

      if (company != NULL)
        g_ptr_array_add (companies, company);
    }
  if (local == NULL)
    return g_steal_pointer (&companies);
  g_propagate_error (error, local);
  return NULL;
}

/* Adds the case to CASES, if it is held. */
static gboolean
add_case (EdStore *store, GHashTable *cases, const char *id, GError **error)
{
  g_autofree char *body = NULL;
  EdCase *case_;

  if (id == NULL || g_hash_table_contains (cases, id))
    return TRUE;
  if (!ed_document_find (store, "case", id, NULL, &body, error))
    return FALSE;
  if (body == NULL)
    return TRUE;
  case_ = ed_body_parse (&ed_case_type, body, error);
  if (case_ != NULL)
    g_hash_table_insert (cases, g_strdup (id), case_);
  return case_ != NULL;
}

static gboolean
add_cases (EdStore *store,
           GHashTable *cases,
           const GPtrArray *statements,
           gint64 month,
           GError **error)
{
  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint k = 0; statement->month == month && k < statement->lines->len; k++)
        if (!add_case (store,
                       cases,
                       ((const EdStatementLine *) statement->lines->pdata[k])->case_id,
                       error))
          return FALSE;
    }
  return TRUE;
}

GPtrArray *
ed_store_list_charges (EdStore *store, gint64 month, GError **error)
{
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) ed_case_free);
  g_autoptr (GPtrArray) statements = ed_store_list_statements (store, error);
  g_autoptr (GPtrArray) companies = NULL;

  if (statements == NULL || !add_cases (store, cases, statements, month, error))
    return NULL;
  companies = list_companies (store, error);
  return companies != NULL ? ed_charges_list (statements, month, cases, companies) : NULL;
}
