/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on a company. */

#include "base/plant.h"
#include "domain/company-rules.h"
#include "server/case-store.h"
#include "server/document-table.h"
#include "server/judge.h"
#include "server/projection.h"

/* Whether another company that is not retired has the name. There are hundreds at most. */
static gboolean
find_taken (EdBatch *batch, const char *id, const char *name, gboolean *taken, GError **error)
{
  g_auto (GStrv) ids = NULL;

  *taken = FALSE;
  if (name == NULL)
    return TRUE;
  ids = ed_documents_list (batch->db, "company", error);
  for (char **other = ids; other != NULL && *other != NULL && !*taken; other++)
    {
      g_autoptr (EdCompany) company = NULL;

      if (g_str_equal (*other, id))
        continue;
      company = ed_case_store_load_company (batch, *other, NULL, error);
      if (company == NULL)
        return FALSE;
      *taken = company->retired != 1 && !ED_PLANT (company_named_twice)
               && ed_company_is_same_name (company->name, name);
    }
  return ids != NULL;
}

gboolean
ed_judge_company (EdBatch *batch,
                  const EdSender *sender,
                  EdEnvelope *envelope,
                  EdResult *result,
                  gint64 *at,
                  GError **error)
{
  const EdCommand *command = envelope->command;
  EdCompanyCircumstances circumstances = { .roles = ed_account_roles (sender->account) };
  EdCompany *company;
  GError *local = NULL;
  EdRefusal refusal;
  gint64 rev = 0;
  gboolean done = TRUE;

  company = ed_case_store_load_company (batch, command->target_id, &rev, &local);
  if (local == NULL)
    find_taken (batch,
                command->target_id,
                ed_company_new_name (command, company),
                &circumstances.name_taken,
                &local);
  if (local != NULL)
    {
      g_clear_pointer (&company, ed_company_free);
      g_propagate_error (error, local);
      return FALSE;
    }
  if (ed_company_apply (&company, command, &circumstances, &refusal))
    {
      result->status = ED_RESULT_APPLIED;
      result->rev = rev + 1;
      done = ed_projection_write_company (batch, company, result->rev, error);
    }
  else
    ed_judge_reject (result, &refusal);
  g_clear_pointer (&company, ed_company_free);
  return done;
}
