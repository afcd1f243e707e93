/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts, the settings, companies. */

#include "model-part.h"

#include "domain/account-rules.h"
#include "domain/company-rules.h"
#include "domain/settings-rules.h"

#include <string.h>

/* What the other accounts say. */
static void
look_around (const SimTrial *trial, EdAccountCircumstances *circumstances)
{
  const char *user = ed_account_new_user (trial->command);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, trial->model->things[ED_TARGET_ACCOUNT]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdAccount *other = ((SimThing *) value)->record;

      if (strcmp (other->id, trial->command->target_id) == 0)
        continue;
      if (user != NULL && g_ascii_strcasecmp (user, other->user) == 0)
        circumstances->user_taken = TRUE;
      if ((ed_account_roles (other) & ED_ROLE_ADMINISTRATOR) != 0
          && other->state != ED_ACCOUNT_SUSPENDED)
        circumstances->other_administrators++;
    }
}

void
sim_judge_account (SimTrial *trial)
{
  SimModel *model = trial->model;
  const char *id = trial->command->target_id;
  guint roles = ed_account_roles (trial->account);
  const EdAccount *before = sim_model_find (model, ED_TARGET_ACCOUNT, id);
  gboolean knows = (roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) != 0
                   || strcmp (id, trial->account->id) == 0;
  g_autoptr (EdAccount) account =
      before != NULL && knows ? ed_record_copy (&ed_account_type, before) : NULL;
  EdAccountCircumstances circumstances = { .account_id = trial->account->id,
                                           .roles = roles,
                                           .at = trial->at };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (EdAccount) former = NULL;
  g_autofree char *by = NULL;

  look_around (trial, &circumstances);
  if (!ed_account_apply (&account, trial->command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  former = before != NULL ? ed_record_copy (&ed_account_type, before) : NULL;
  by = g_strdup (trial->account->id);
  sim_model_put (model, ED_TARGET_ACCOUNT, id, g_steal_pointer (&account));
  /* It may be the sender's own, which is another record now. */
  trial->account = sim_model_find (model, ED_TARGET_ACCOUNT, by);
  sim_mail_tell_of_account (trial, former, sim_model_find (model, ED_TARGET_ACCOUNT, id));
  if (trial->command->type == ED_COMMAND_FEE_SET)
    sim_money_fill (model,
                    sim_model_find (model, ED_TARGET_ACCOUNT, id),
                    ((EdArgs *) trial->command->args)->type);
}

void
sim_judge_settings (SimTrial *trial)
{
  SimModel *model = trial->model;
  g_autoptr (EdSettings) next = ed_record_copy (&ed_settings_type, model->settings);
  const EdSettingsCircumstances circumstances = { .roles = ed_account_roles (trial->account) };
  g_autoptr (EdSettings) former = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (!ed_settings_apply (next, trial->command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  former = model->settings;
  model->settings = g_steal_pointer (&next);
  sim_mail_note_settings (model, former);
  sim_archive_note_settings (model, former);
}

static gboolean
is_taken (const SimTrial *trial, const char *name)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, trial->model->things[ED_TARGET_COMPANY]);
  while (name != NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdCompany *other = ((SimThing *) value)->record;

      if (strcmp (other->id, trial->command->target_id) != 0 && other->retired != 1
          && ed_company_is_same_name (other->name, name))
        return TRUE;
    }
  return FALSE;
}

void
sim_judge_company (SimTrial *trial)
{
  const char *id = trial->command->target_id;
  const EdCompany *before = sim_model_find (trial->model, ED_TARGET_COMPANY, id);
  g_autoptr (EdCompany) company = before != NULL ? ed_record_copy (&ed_company_type, before) : NULL;
  const EdCompanyCircumstances circumstances = {
    .roles = ed_account_roles (trial->account),
    .name_taken = is_taken (trial, ed_company_new_name (trial->command, before)),
  };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (!ed_company_apply (&company, trial->command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  sim_money_charge (trial->model, company);
  trial->must.rev = sim_model_put (trial->model, ED_TARGET_COMPANY, id, g_steal_pointer (&company));
}
