/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/case-store.h"

#include "server/document-table.h"
#include "wire/record-json.h"

static gpointer
load_record (EdDb *db,
             const EdRecordType *record,
             const char *type,
             const char *id,
             gint64 *rev,
             GError **error)
{
  g_autofree char *text = NULL;
  gint64 found_rev = 0;
  gsize length;

  text = ed_documents_load (db, type, id, &found_rev, &length, error);
  if (rev != NULL)
    *rev = found_rev;
  if (text == NULL)
    return NULL;
  return ed_record_from_json (record, text, (gssize) length, ED_WIRE_LENIENT, error);
}

EdCase *
ed_case_store_load (EdBatch *batch, const char *id, gint64 *rev, GError **error)
{
  return load_record (batch->db, &ed_case_type, "case", id, rev, error);
}

EdAccount *
ed_case_store_load_account (EdBatch *batch, const char *id, gint64 *rev, GError **error)
{
  return load_record (batch->db, &ed_account_type, "account", id, rev, error);
}

EdAccount *
ed_case_store_read_account (EdDb *db, const char *id, GError **error)
{
  return load_record (db, &ed_account_type, "account", id, NULL, error);
}

EdCompany *
ed_case_store_load_company (EdBatch *batch, const char *id, gint64 *rev, GError **error)
{
  return load_record (batch->db, &ed_company_type, "company", id, rev, error);
}

GPtrArray *
ed_case_store_list_companies (EdBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) companies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  g_auto (GStrv) ids = ed_documents_list (batch->db, "company", error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      EdCompany *company = ed_case_store_load_company (batch, *id, NULL, error);

      if (company == NULL)
        return NULL;
      g_ptr_array_add (companies, company);
    }
  return ids != NULL ? g_steal_pointer (&companies) : NULL;
}

EdFeeStatement *
ed_case_store_load_statement (EdBatch *batch, const char *id, GError **error)
{
  return load_record (batch->db, &ed_fee_statement_type, "statement", id, NULL, error);
}
