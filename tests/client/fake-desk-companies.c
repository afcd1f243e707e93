/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "domain/company-rules.h"
#include "sync/desk-companies.h"

void
ed_fake_desk_add_company (EdDesk *desk, EdCompany *company)
{
  g_ptr_array_add (desk->companies, company);
  ed_fake_desk_tell (desk);
}

gboolean
ed_fake_desk_do_to_company (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  EdCompanyCircumstances circumstances = { .roles = ed_account_roles (desk->account) };
  EdCompany *found = NULL, *next = NULL;
  const EdCompany *same;

  for (guint i = 0; i < desk->companies->len; i++)
    {
      EdCompany *company = desk->companies->pdata[i];

      if (g_str_equal (company->id, command->target_id))
        next = found = company;
    }
  same = ed_company_find (desk->companies, ed_company_new_name (command, found));
  circumstances.name_taken = same != NULL && same != found;
  if (!ed_company_apply (&next, command, &circumstances, refusal))
    return FALSE;
  if (found == NULL)
    g_ptr_array_add (desk->companies, next);
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

void
ed_desk_load_companies_async (EdDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);

  for (guint i = 0; i < desk->companies->len; i++)
    g_ptr_array_add (list, ed_record_copy (&ed_company_type, desk->companies->pdata[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_load_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
