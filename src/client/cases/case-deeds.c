/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-deeds.h"

EdCommand *
ed_case_command (EdCommandType type, const EdCase *case_, gint64 done_at)
{
  g_autofree char *id = g_uuid_string_random ();
  gboolean is_expert = ed_command_form (type)->needs_assignment;

  return ed_command_new (type, id, case_->id, is_expert ? case_->assignment_id : NULL, done_at);
}

EdCommand *
ed_case_contact_command (const EdCase *case_, gint64 done_at)
{
  return ed_case_command (ED_COMMAND_CASE_CONTACT, case_, done_at);
}

EdCommand *
ed_case_assign_command (const EdCase *case_, const char *expert_id, gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_CASE_ASSIGN, case_, done_at);

  if (case_->state == ED_CASE_ASSIGNED)
    command->assignment_id = g_strdup (case_->assignment_id);
  ((EdArgs *) command->args)->expert = g_strdup (expert_id);
  return command;
}

EdCommand *
ed_case_add_session_command (const EdCase *case_,
                             gint64 date,
                             gint64 time,
                             gint64 minutes,
                             gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_SESSION_ADD, case_, done_at);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->date = date;
  args->time = time;
  args->minutes = minutes;
  return command;
}

EdCommand *
ed_case_edit_session_command (const EdCase *case_,
                              const EdSession *session,
                              const EdSession *next,
                              gint64 done_at)
{
  static const char *const names[] = { "date", "time", "minutes" };
  g_autoptr (EdCommand) command = ed_case_command (ED_COMMAND_SESSION_EDIT, case_, done_at);

  ((EdArgs *) command->args)->id = g_strdup (session->id);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!ed_field_equal (ed_record_type_find (&ed_session_type, names[i]), session, next))
      ed_command_edit (command, names[i], session, next);
  return command->edited == 0 ? NULL : g_steal_pointer (&command);
}

EdCommand *
ed_case_delete_session_command (const EdCase *case_,
                                const char *session_id,
                                EdSessionReason reason,
                                gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_SESSION_DELETE, case_, done_at);
  EdArgs *args = command->args;

  args->id = g_strdup (session_id);
  args->reason = reason;
  return command;
}

/* A closing's id is that of the command that makes it. */
EdCommand *
ed_case_close_command (const EdCase *case_, EdOutcome outcome, gint64 done_at)
{
  gboolean unreachable = outcome == ED_OUTCOME_UNREACHABLE;
  EdCommand *command =
      ed_case_command (unreachable ? ED_COMMAND_CASE_UNREACHABLE : ED_COMMAND_CASE_CLOSE,
                       case_,
                       done_at);
  EdArgs *args = command->args;

  args->closing = g_strdup (command->id);
  if (!unreachable)
    args->outcome = outcome;
  return command;
}

EdCommand *
ed_case_decision_command (EdCommandType type, const EdCase *case_, gint64 done_at)
{
  EdCommand *command = ed_case_command (type, case_, done_at);

  if (case_->closing != NULL)
    ((EdArgs *) command->args)->closing = g_strdup (case_->closing->id);
  return command;
}

EdCommand *
ed_case_not_possible_command (const EdCase *case_, gboolean ticked, gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_SATISFACTION_NOT_POSSIBLE, case_, done_at);

  ((EdArgs *) command->args)->not_possible = ticked ? 1 : 0;
  return command;
}

EdCommand *
ed_case_add_attempt_command (const EdCase *case_,
                             EdAttemptKind kind,
                             gint64 at,
                             gint64 result,
                             gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_ATTEMPT_ADD, case_, done_at);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->kind = kind;
  args->at = at;
  args->result = result;
  return command;
}

EdCommand *
ed_case_edit_attempt_command (const EdCase *case_,
                              const EdAttempt *attempt,
                              gint64 at,
                              gint64 result,
                              gint64 done_at)
{
  g_autoptr (EdCommand) command = ed_case_command (ED_COMMAND_ATTEMPT_EDIT, case_, done_at);
  EdAttempt next = *attempt;

  next.at = at;
  next.result = result;
  ((EdArgs *) command->args)->id = g_strdup (attempt->id);
  if (next.at != attempt->at)
    ed_command_edit (command, "at", attempt, &next);
  if (next.result != attempt->result)
    ed_command_edit (command, "result", attempt, &next);
  return command->edited == 0 ? NULL : g_steal_pointer (&command);
}

EdCommand *
ed_case_delete_attempt_command (const EdCase *case_, const char *attempt_id, gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_ATTEMPT_DELETE, case_, done_at);

  ((EdArgs *) command->args)->id = g_strdup (attempt_id);
  return command;
}

EdCommand *
ed_case_attach_command (const EdCase *case_, EdDocumentKind kind, gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_DOCUMENT_ATTACH, case_, done_at);
  EdArgs *args = command->args;

  args->upload = g_uuid_string_random ();
  args->kind = kind;
  return command;
}

EdCommand *
ed_case_detach_command (const EdCase *case_, const char *document_id, gint64 done_at)
{
  EdCommand *command = ed_case_command (ED_COMMAND_DOCUMENT_DETACH, case_, done_at);

  ((EdArgs *) command->args)->id = g_strdup (document_id);
  return command;
}

/* A good file for COMMAND, an attach; NULL for any other. */
static EdFile *
imagine_file (const EdCommand *command)
{
  const EdArgs *args = command->args;
  EdFile *file;

  if (command->type != ED_COMMAND_DOCUMENT_ATTACH)
    return NULL;
  file = ed_record_new (&ed_file_type);
  file->id = g_strdup (args->upload);
  file->case_id = g_strdup (command->target_id);
  file->assignment_id = g_strdup (command->assignment_id);
  file->kind = args->kind;
  file->name = g_strdup ("-");
  file->type = ED_MEDIA_PDF;
  file->length = 1;
  return file;
}

/* Somebody who takes it, for COMMAND, an assignment; NULL for any other. */
static EdAccount *
imagine_expert (const EdCommand *command)
{
  const EdArgs *args = command->args;
  EdAccount *expert;

  if (command->type != ED_COMMAND_CASE_ASSIGN)
    return NULL;
  expert = ed_record_new (&ed_account_type);
  expert->id = g_strdup (args->expert);
  expert->name = g_strdup ("-");
  expert->roles = g_strsplit ("expert", ",", -1);
  expert->state = ED_ACCOUNT_ACTIVE;
  return expert;
}

gboolean
ed_case_foresee (const EdCase *case_,
                 const GPtrArray *commands,
                 const EdAccount *account,
                 const EdSettings *settings,
                 const EdZone *zone,
                 gint64 now,
                 EdRefusal *refusal)
{
  g_autoptr (EdCase) copy = ed_case_copy (case_);
  EdCircumstances circumstances = {
    .account_id = account->id,
    .account_name = account->name,
    .roles = ed_account_roles (account),
    .at = now,
    .received_at = now,
    .number = ED_ABSENT,
    .settings = settings,
    .zone = zone,
  };

  for (guint i = 0; i < commands->len; i++)
    {
      g_autoptr (EdFile) file = imagine_file (commands->pdata[i]);
      g_autoptr (EdAccount) expert = imagine_expert (commands->pdata[i]);

      circumstances.file = file;
      circumstances.expert = expert;
      if (!ed_case_apply (&copy, commands->pdata[i], &circumstances, refusal))
        return FALSE;
    }
  return TRUE;
}
