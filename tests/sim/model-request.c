/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-part.h"

#include "domain/beginning.h"
#include "domain/request-view.h"

#include <string.h>

static const EdArgs *
get_args (const SimTrial *trial)
{
  return trial->command->args;
}

static gboolean
is_left_behind (const EdRequest *request, const char *id)
{
  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *ended = request->assignments->pdata[i];

      if (ended->draft != NULL && ed_request_document_find (ended->draft->documents, id) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The files that the command names and the request has not; for LATE work those too that it has by
 * a draft that was left behind. */
static GPtrArray *
list_files (const SimTrial *trial, const EdRequest *request, gboolean late)
{
  GPtrArray *files = g_ptr_array_new ();
  g_autoptr (GPtrArray) documents =
      request != NULL ? ed_request_list_documents (request) : g_ptr_array_new ();

  for (char **id = get_args (trial)->documents; id != NULL && *id != NULL; id++)
    {
      const EdFile *file = sim_files_find (trial->model, *id);

      if (file != NULL
          && (ed_request_document_find (documents, *id) == NULL
              || (late && is_left_behind (request, *id))))
        g_ptr_array_add (files, (gpointer) file);
    }
  return files;
}

static const EdAccount *
find_expert (const SimTrial *trial, const EdRequest *request)
{
  const EdArgs *args = get_args (trial);
  const char *id = args->expert != NULL ? args->expert : args->recipient;

  if (trial->command->type == ED_COMMAND_REQUEST_ASK_AGAIN && request != NULL)
    id = request->expert_id;
  return id != NULL ? sim_model_find (trial->model, ED_TARGET_ACCOUNT, id) : NULL;
}

/* PROTOCOL 3.7. */
static gboolean
is_kept (const SimTrial *trial, const EdRequest *request, gint64 *ended)
{
  return request != NULL && (ed_account_roles (trial->account) & ED_ROLE_EXPERT) != 0
         && ed_request_is_late (request, trial->command, trial->account->id, ended)
         && (*ended == ED_ABSENT || trial->now <= *ended + SIM_LATE_MS);
}

static void
keep (SimTrial *trial, const EdRequest *request, gint64 ended)
{
  g_autoptr (GPtrArray) files = list_files (trial, request, TRUE);

  for (guint i = files->len; i > 0; i--)
    {
      const EdFile *file = files->pdata[i - 1];

      if (file->kind != ED_FILE_RESPONSE
          || g_strcmp0 (file->request_id, trial->command->target_id) != 0)
        g_ptr_array_remove_index (files, i - 1);
    }
  sim_late_keep (trial, request->number, ended, request->state == ED_REQUEST_CANCELLED, files);
}

/* FALSE: one has the id. */
static gboolean
write_message (SimTrial *trial,
               const EdRequest *request,
               const EdRequestCircumstances *circumstances)
{
  GHashTable *messages = trial->model->internal_messages;
  EdInternalMessage *message;

  if (trial->command->type != ED_COMMAND_INTERNAL_SEND
      && trial->command->type != ED_COMMAND_REQUEST_RETURN)
    return TRUE;
  message = ed_internal_message_new (request, trial->command, circumstances);
  if (!g_hash_table_contains (messages, message->id))
    {
      sim_mail_tell_of_internal (trial, request, message);
      return g_hash_table_insert (messages, g_strdup (message->id), message);
    }
  ed_internal_message_free (message);
  return sim_trial_reject (trial, ED_REFUSAL_INVALID);
}

static void
apply (SimTrial *trial, const EdRequest *before)
{
  SimModel *model = trial->model;
  EdCommand *command = trial->command;
  g_autoptr (EdRequest) request = before != NULL ? ed_request_copy (before) : NULL;
  g_autoptr (GPtrArray) files = list_files (trial, before, FALSE);
  EdRequestCircumstances circumstances = { .account_id = trial->account->id,
                                           .account_name = trial->account->name,
                                           .roles = ed_account_roles (trial->account),
                                           .at = trial->at,
                                           .received_at = trial->now,
                                           .number = ED_ABSENT,
                                           .expert = find_expert (trial, before),
                                           .files = files,
                                           .zone = model->zone };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (command->type == ED_COMMAND_REQUEST_CREATE)
    circumstances.number = trial->must.number = trial->said->number;
  if (!ed_request_apply (&request, command, &circumstances, &refusal))
    sim_trial_reject (trial, refusal.code);
  else if (!write_message (trial, request, &circumstances))
    return;
  else if (ed_command_changes_case (command->type))
    {
      sim_mail_tell_of_request (trial, before, request);
      trial->must.rev =
          sim_model_put (model, ED_TARGET_REQUEST, command->target_id, g_steal_pointer (&request));
    }
  else
    trial->must.rev = trial->said->rev;
}

void
sim_judge_request (SimTrial *trial)
{
  const EdCommand *command = trial->command;
  const EdRequest *request = sim_model_find (trial->model, ED_TARGET_REQUEST, command->target_id);
  gint64 begin, ended = ED_ABSENT;
  gboolean moved;

  if (request != NULL && command->type != ED_COMMAND_REQUEST_CREATE
      && !ed_request_is_known (request, trial->account->id, ed_account_roles (trial->account)))
    request = NULL;
  begin = ed_request_beginning (request, command);
  trial->at = ed_clamp_at (command->done_at, trial->offset, begin, trial->now, &moved);
  if (is_kept (trial, request, &ended))
    keep (trial, request, ended);
  else
    apply (trial, request);
}
