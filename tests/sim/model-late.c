/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-part.h"

#include <string.h>

void
sim_settle_arg (EdCommand *command, gint64 begin, gint64 received_at)
{
  const EdField *field = ed_record_type_find (ed_command_form (command->type)->args, "at");
  gboolean moved;

  if (field != NULL && !ed_field_is_absent (field, command->args))
    ed_field_set_number (
        field,
        command->args,
        ed_clamp_at (ed_field_get_number (field, command->args), 0, begin, received_at, &moved));
}

void
sim_late_keep (SimTrial *trial,
               gint64 number,
               gint64 ended_at,
               gboolean cancelled,
               const GPtrArray *files)
{
  const EdCommand *command = trial->command;
  const EdCommandForm *form = ed_command_form (command->type);
  EdLateWork *late = ed_record_new (&ed_late_work_type);

  late->id = g_strdup (command->id);
  late->state = ED_LATE_WAITING;
  *(form->target_kind == ED_TARGET_REQUEST ? &late->request_id : &late->case_id) =
      g_strdup (command->target_id);
  late->number = number;
  late->cancelled = cancelled ? 1 : ED_ABSENT;
  late->assignment_id = g_strdup (command->assignment_id);
  late->type = g_strdup (form->word);
  late->by = g_strdup (trial->account->id);
  late->by_name = g_strdup (trial->account->name);
  late->ended_at = ended_at;
  late->at = trial->at;
  late->received_at = trial->now;
  late->command = g_strdup (SIM_LATE_COMMAND);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (late->files, ed_record_copy (&ed_file_type, files->pdata[i]));
  g_hash_table_insert (trial->model->kept, g_strdup (command->id), ed_command_copy (command));
  sim_model_put (trial->model, ED_TARGET_LATE_WORK, late->id, late);
  trial->must.status = ED_RESULT_KEPT;
}

/* --- settling -----------------------------------------------------------------------------------
 */

static gint64
find_begin (const EdCase *case_, const char *assignment)
{
  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (g_strcmp0 (ended->id, assignment) == 0)
        return ended->from;
    }
  return case_->assigned_at;
}

static gboolean
accept_message (SimTrial *trial,
                const EdCase *case_,
                const EdCommand *kept,
                const EdCircumstances *circumstances)
{
  g_autoptr (EdCase) then = ed_case_at_assignment (case_, kept->assignment_id);
  g_autoptr (EdMessage) message = NULL;
  const EdMessage *there;

  if (then == NULL)
    return sim_trial_reject (trial, ED_REFUSAL_NOT_ASSIGNED);
  message = ed_message_new (then, kept, circumstances);
  there = g_hash_table_lookup (trial->model->messages, message->id);
  if (there != NULL)
    return ed_message_says_the_same (there, message)
           || sim_trial_reject (trial, ED_REFUSAL_INVALID);
  return sim_model_add_message (trial->model, g_steal_pointer (&message));
}

/* It becomes a fact of the assignment that it names. */
static gboolean
accept_on_case (SimTrial *trial, const EdLateWork *late, EdCommand *kept)
{
  SimModel *model = trial->model;
  const EdCase *before = sim_model_find (model, ED_TARGET_CASE, late->case_id);
  g_autoptr (EdCase) case_ = before != NULL ? ed_case_copy (before) : NULL;
  const EdCircumstances circumstances = {
    .account_id = late->by,
    .account_name = late->by_name,
    .roles = ED_ROLE_EXPERT,
    .at = late->at,
    .received_at = late->received_at,
    .number = ED_ABSENT,
    .file = late->files->len > 0 ? late->files->pdata[0] : NULL,
    .settings = model->settings,
    .zone = model->zone,
  };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (case_ == NULL)
    return sim_trial_reject (trial, ED_REFUSAL_ERASED);
  sim_settle_arg (kept, find_begin (case_, kept->assignment_id), late->received_at);
  if (!ed_command_changes_case (kept->type))
    return accept_message (trial, case_, kept, &circumstances);
  if (!ed_case_accept_late (case_, kept, &circumstances, &refusal))
    return sim_trial_reject (trial, refusal.code);
  sim_model_put (model, ED_TARGET_CASE, late->case_id, g_steal_pointer (&case_));
  return TRUE;
}

static gboolean
accept_on_request (SimTrial *trial, const EdLateWork *late, const EdCommand *kept)
{
  SimModel *model = trial->model;
  const EdRequest *before = sim_model_find (model, ED_TARGET_REQUEST, late->request_id);
  g_autoptr (EdRequest) request = before != NULL ? ed_request_copy (before) : NULL;
  const EdRequestCircumstances circumstances = {
    .account_id = late->by,
    .account_name = late->by_name,
    .roles = ED_ROLE_EXPERT,
    .at = late->at,
    .received_at = late->received_at,
    .number = ED_ABSENT,
    .files = late->files,
    .zone = model->zone,
  };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (request == NULL)
    return sim_trial_reject (trial, ED_REFUSAL_ERASED);
  if (!ed_request_accept_late (request, kept, &circumstances, &refusal))
    return sim_trial_reject (trial, refusal.code);
  sim_model_put (model, ED_TARGET_REQUEST, late->request_id, g_steal_pointer (&request));
  return TRUE;
}

static gboolean
accept (SimTrial *trial, const EdLateWork *late)
{
  g_autoptr (EdCommand) kept = ed_command_copy (g_hash_table_lookup (trial->model->kept, late->id));

  return late->request_id != NULL ? accept_on_request (trial, late, kept)
                                  : accept_on_case (trial, late, kept);
}

void
sim_judge_late_work (SimTrial *trial)
{
  const char *id = trial->command->target_id;
  const EdLateWork *before = sim_model_find (trial->model, ED_TARGET_LATE_WORK, id);
  g_autoptr (EdLateWork) late = before != NULL ? ed_record_copy (&ed_late_work_type, before) : NULL;
  const EdLateCircumstances circumstances = { .account_id = trial->account->id,
                                              .roles = ed_account_roles (trial->account),
                                              .at = trial->at };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (!ed_late_work_apply (late, trial->command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  g_assert (late != NULL);
  if (late->state == ED_LATE_ACCEPTED && !accept (trial, late))
    return;
  g_clear_pointer (&late->command, g_free);
  g_ptr_array_set_size (late->files, 0);
  trial->must.rev = sim_model_put (trial->model, ED_TARGET_LATE_WORK, id, g_steal_pointer (&late));
}
