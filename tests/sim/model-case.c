/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-part.h"

#include "domain/beginning.h"

#include <string.h>

static const EdAssignment *
find_ended (const EdCase *case_, const char *id)
{
  for (guint i = 0; case_ != NULL && id != NULL && i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (strcmp (ended->id, id) == 0)
        return ended;
    }
  return NULL;
}

/* PROTOCOL 3.10, step 3. */
static gboolean
may_know (const EdCase *case_, const EdAccount *account)
{
  if ((ed_account_roles (account) & ED_ROLE_COORDINATOR) != 0
      || g_strcmp0 (case_->expert_id, account->id) == 0)
    return TRUE;
  for (guint i = 0; i < case_->assignments->len; i++)
    if (strcmp (((EdAssignment *) case_->assignments->pdata[i])->expert_id, account->id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_kept (const SimTrial *trial, const EdCase *case_)
{
  const EdAssignment *ended;

  if (case_ == NULL || (ed_account_roles (trial->account) & ED_ROLE_EXPERT) == 0
      || !ed_case_is_late (case_, trial->command))
    return FALSE;
  ended = find_ended (case_, trial->command->assignment_id);
  return ended != NULL && strcmp (ended->expert_id, trial->account->id) == 0
         && (ended->to == ED_ABSENT || trial->now <= ended->to + SIM_LATE_MS);
}

static const EdFile *
find_file (const SimTrial *trial)
{
  return trial->command->type == ED_COMMAND_DOCUMENT_ATTACH
             ? sim_files_find (trial->model, ((EdArgs *) trial->command->args)->upload)
             : NULL;
}

static void
keep (SimTrial *trial, const EdCase *case_)
{
  const EdFile *file = find_file (trial);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  if (file != NULL)
    g_ptr_array_add (files, (gpointer) file);
  else if (trial->command->type == ED_COMMAND_DOCUMENT_ATTACH)
    {
      sim_trial_reject (trial, ED_REFUSAL_UPLOAD_UNKNOWN);
      return;
    }
  sim_late_keep (trial,
                 case_->number,
                 find_ended (case_, trial->command->assignment_id)->to,
                 FALSE,
                 files);
}

/* FALSE: one has the id. */
static gboolean
write_message (SimTrial *trial, const EdCase *case_, const EdCircumstances *circumstances)
{
  EdMessage *message = ed_message_new (case_, trial->command, circumstances);

  if (sim_model_add_message (trial->model, message))
    {
      sim_mail_tell_of_message (trial, case_, message);
      return TRUE;
    }
  return sim_trial_reject (trial, ED_REFUSAL_INVALID);
}

static void
settle_money (const SimTrial *trial, const EdCase *before, const EdCase *case_)
{
  if (trial->command->type == ED_COMMAND_CASE_APPROVE)
    sim_money_post (trial->model, case_);
  else if (trial->command->type == ED_COMMAND_CASE_REOPEN && before != NULL)
    sim_money_take_back (trial->model, case_->id, before->closing->id, trial->at);
}

static void
apply (SimTrial *trial, const EdCase *before)
{
  SimModel *model = trial->model;
  EdCommand *command = trial->command;
  g_autoptr (EdCase) case_ = before != NULL ? ed_case_copy (before) : NULL;
  EdCircumstances circumstances = { .account_id = trial->account->id,
                                    .account_name = trial->account->name,
                                    .roles = ed_account_roles (trial->account),
                                    .at = trial->at,
                                    .received_at = trial->now,
                                    .number = ED_ABSENT,
                                    .file = find_file (trial),
                                    .settings = model->settings,
                                    .zone = model->zone };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (command->type == ED_COMMAND_CASE_ASSIGN)
    circumstances.expert =
        sim_model_find (model, ED_TARGET_ACCOUNT, ((EdArgs *) command->args)->expert);
  if (command->type == ED_COMMAND_CASE_CREATE)
    circumstances.number = trial->must.number = trial->said->number;
  if (!ed_case_apply (&case_, command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  if (!ed_command_changes_case (command->type))
    {
      if (write_message (trial, case_, &circumstances))
        trial->must.rev = trial->said->rev;
      return;
    }
  settle_money (trial, before, case_);
  sim_mail_tell_of_case (trial, before, case_);
  trial->must.rev =
      sim_model_put (model, ED_TARGET_CASE, command->target_id, g_steal_pointer (&case_));
}

void
sim_judge_case (SimTrial *trial)
{
  const EdCase *case_ = sim_model_find (trial->model, ED_TARGET_CASE, trial->command->target_id);
  gint64 begin;
  gboolean moved;

  if (case_ != NULL && trial->command->type != ED_COMMAND_CASE_CREATE
      && !may_know (case_, trial->account))
    case_ = NULL;
  begin = ed_case_beginning (case_, trial->command);
  trial->at = ed_clamp_at (trial->command->done_at, trial->offset, begin, trial->now, &moved);
  if (is_kept (trial, case_))
    {
      keep (trial, case_);
      return;
    }
  if (trial->command->type != ED_COMMAND_CASE_CREATE)
    sim_settle_arg (trial->command, begin, trial->now);
  apply (trial, case_);
}
