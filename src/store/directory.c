/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The few documents that are no cases: accounts, as they are shown, and the settings. */

#include "store/directory.h"

#include "store/document.h"
#include "store/overlay.h"

/* The account as sign-in gave it, for the time before the first catch-up. */
#define FACT_ACCOUNT "account"

static int
compare_names (gconstpointer left, gconstpointer right)
{
  const EdAccount *a = *(const EdAccount *const *) left;
  const EdAccount *b = *(const EdAccount *const *) right;

  return g_utf8_collate (a->name != NULL ? a->name : "", b->name != NULL ? b->name : "");
}

/* The records of KIND held, as they are shown, in no order. Fits those of which there are few. */
static gboolean
list_records (EdStore *store, EdTargetKind kind, GPtrArray *records, GError **error)
{
  const EdTarget *target = ed_target (kind);
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;

  select = ed_db_query (store->db,
                        error,
                        "SELECT coalesce (overlay.body, document.body) FROM document_key"
                        " JOIN document ON document.row = document_key.row"
                        " LEFT JOIN overlay ON overlay.id = document_key.id"
                        " WHERE document_key.type = $2 AND document_key.type <> 'case'"
                        " UNION ALL SELECT body FROM overlay WHERE kind = $1 AND NOT EXISTS ("
                        "SELECT 1 FROM document_key"
                        " WHERE document_key.id = overlay.id AND document_key.type = $2)",
                        "it",
                        (gint64) kind,
                        target->word);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      gpointer record = ed_body_parse (target->record, ed_statement_text (select, 0), &local);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_directory_list (EdStore *store, guint role, GPtrArray *accounts, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);

  if (!list_records (store, ED_TARGET_ACCOUNT, all, error))
    return FALSE;
  while (all->len > 0)
    {
      g_autoptr (EdAccount) account = g_ptr_array_steal_index (all, 0);

      if (role == 0 || (ed_account_roles (account) & role) != 0)
        g_ptr_array_add (accounts, g_steal_pointer (&account));
    }
  return TRUE;
}

static int
compare_companies (gconstpointer left, gconstpointer right)
{
  const EdCompany *a = *(const EdCompany *const *) left;
  const EdCompany *b = *(const EdCompany *const *) right;

  return g_utf8_collate (a->name, b->name);
}

GPtrArray *
ed_store_list_company_records (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) companies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);

  if (!list_records (store, ED_TARGET_COMPANY, companies, error))
    return NULL;
  g_ptr_array_sort (companies, compare_companies);
  return g_steal_pointer (&companies);
}

GPtrArray *
ed_store_list_accounts (EdStore *store, guint role, GError **error)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);

  if (!ed_directory_list (store, role, accounts, error))
    return NULL;
  g_ptr_array_sort (accounts, compare_names);
  return g_steal_pointer (&accounts);
}

EdAccount *
ed_store_load_own_account (EdStore *store, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;

  if (!ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &id, error)
      || (id != NULL && !ed_document_find (store, "account", id, NULL, &body, error))
      || (body == NULL && !ed_facts_get_text (store, FACT_ACCOUNT, &body, error)))
    return NULL;
  return body != NULL ? ed_body_parse (&ed_account_type, body, error) : NULL;
}

EdSettings *
ed_store_load_settings (EdStore *store, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  EdSettings *settings = NULL;

  select = ed_db_query (store->db,
                        error,
                        "SELECT coalesce (overlay.body, document.body) FROM document_key"
                        " JOIN document ON document.row = document_key.row"
                        " LEFT JOIN overlay ON overlay.id = document_key.id"
                        " WHERE document_key.type = 'settings' AND document_key.type <> 'case'",
                        "");
  if (select == NULL)
    return NULL;
  if (ed_statement_step (select, &local))
    settings = ed_body_parse (&ed_settings_type, ed_statement_text (select, 0), &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return settings != NULL ? settings : ed_settings_new ();
}
