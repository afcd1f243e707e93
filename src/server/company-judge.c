/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on a company. */

#include "base/plant.h"
#include "domain/company-rules.h"
#include "server/case-store.h"
#include "server/charging.h"
#include "server/judge.h"
#include "server/projection.h"

/* Whether another company that is not retired has the name. */
static gboolean
find_taken (EdBatch *batch, const char *id, const char *name, gboolean *taken, GError **error)
{
  g_autoptr (GPtrArray) companies = NULL;

  *taken = FALSE;
  if (name == NULL)
    return TRUE;
  companies = ed_case_store_list_companies (batch, error);
  for (guint i = 0; companies != NULL && i < companies->len && !*taken; i++)
    {
      const EdCompany *other = companies->pdata[i];

      *taken = !g_str_equal (other->id, id) && other->retired != 1
               && !ED_PLANT (company_named_twice) && ed_company_is_same_name (other->name, name);
    }
  return companies != NULL;
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
      done = ed_projection_write_company (batch, company, result->rev, error)
             && ed_charging_fill (batch, company, error);
    }
  else
    ed_judge_reject (result, &refusal);
  g_clear_pointer (&company, ed_company_free);
  return done;
}
