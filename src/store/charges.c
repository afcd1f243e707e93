/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What companies are to be charged, of what the server has said alone: companies are read from the
 * replica, without what waits in the outbox. */

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

GPtrArray *
ed_store_list_charges (EdStore *store, gint64 month, GError **error)
{
  g_autoptr (GPtrArray) statements = ed_store_list_statements (store, error);
  g_autoptr (GPtrArray) companies = statements != NULL ? list_companies (store, error) : NULL;

  return companies != NULL ? ed_charges_list (statements, month, companies) : NULL;
}
