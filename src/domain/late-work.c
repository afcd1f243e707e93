/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/late-work.h"

#include "base/plant.h"
#include "domain/record-table.h"
#include "domain/ruling.h"

#define NOTE 4000
/* Characters of a command, which one of the wire is not longer than. */
#define COMMAND (256 * 1024)

const EdChoice ed_late_state_choices[] = {
  [ED_LATE_WAITING] = { "waiting", N_ ("Not settled yet") },
  [ED_LATE_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [ED_LATE_DISCARDED] = { "discarded", N_ ("Discarded") },
  { NULL, NULL },
};

static const EdField fields[] = {
  ED_ID (EdLateWork, id, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdLateWork, state, 0, NULL, ed_late_state_choices),
  ED_ID (EdLateWork, case_id, 0, NULL),
  ED_ID (EdLateWork, request_id, 0, NULL),
  ED_INTEGER (EdLateWork, number, 0, NULL, 1, G_MAXINT),
  ED_BOOLEAN (EdLateWork, cancelled, 0, NULL),
  ED_ID (EdLateWork, assignment_id, 0, NULL),
  ED_TEXT (EdLateWork, type, 0, NULL, 100),
  ED_ID (EdLateWork, by, 0, NULL),
  ED_TEXT (EdLateWork, by_name, 0, NULL, 200),
  ED_INSTANT (EdLateWork, ended_at, 0, NULL),
  ED_INSTANT (EdLateWork, at, ED_FIELD_STAFF, NULL),
  ED_INSTANT (EdLateWork, received_at, 0, NULL),
  ED_INSTANT (EdLateWork, settled_at, 0, NULL),
  ED_ID (EdLateWork, settled_by, ED_FIELD_STAFF, NULL),
  ED_TEXT (EdLateWork, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
  ED_TEXT (EdLateWork, command, ED_FIELD_STAFF | ED_FIELD_MULTILINE, NULL, COMMAND),
  ED_RECORDS (EdLateWork, files, ED_FIELD_STAFF, &ed_file_type),
};

const EdRecordType ed_late_work_type = ED_RECORD_TYPE ("late_work", EdLateWork, fields);

void
ed_late_work_free (EdLateWork *self)
{
  ed_record_free (&ed_late_work_type, self);
}

EdLateWork *
ed_late_work_project (const EdLateWork *self)
{
  EdLateWork *shown = ed_record_copy (&ed_late_work_type, self);

  if (ED_PLANT (late_work_shown_whole))
    return shown;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if ((fields[i].flags & ED_FIELD_STAFF) != 0)
      ed_field_clear (&fields[i], shown);
  return shown;
}

gboolean
ed_late_work_can_be_accepted (EdCommandType type)
{
  const EdCommandForm *form = ed_command_form (type);

  return form->is_fact && type != ED_COMMAND_SATISFACTION_SCORE
         && type != ED_COMMAND_SATISFACTION_NOT_POSSIBLE;
}

static gboolean
judge (EdLateWork *self, EdRuling *ruling, const EdLateCircumstances *circumstances)
{
  const char *invalid = ed_command_find_invalid (ruling->command);
  int type;

  if (invalid != NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, invalid);
  if ((circumstances->roles & ED_ROLE_COORDINATOR) == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (self == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  type = self->type == NULL ? -1 : ed_command_find (self->type);
  if (self->state != ED_LATE_WAITING && !ED_PLANT (late_work_settled_twice))
    return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (ruling->args->accepted == 1
      && (type < 0 || !ed_late_work_can_be_accepted ((EdCommandType) type)))
    return ed_ruling_refuse (ruling, ED_REFUSAL_TYPE_NOT_ALLOWED, "accepted");
  return TRUE;
}

gboolean
ed_late_work_apply (EdLateWork *self,
                    const EdCommand *command,
                    const EdLateCircumstances *circumstances,
                    EdRefusal *refusal)
{
  EdRefusal unwanted;
  EdRuling ruling = { .command = command,
                      .args = command->args,
                      .refusal = refusal != NULL ? refusal : &unwanted };

  *ruling.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!judge (self, &ruling, circumstances))
    return FALSE;
  self->state = ruling.args->accepted == 1 ? ED_LATE_ACCEPTED : ED_LATE_DISCARDED;
  self->settled_at = circumstances->at;
  g_free (self->settled_by);
  self->settled_by = g_strdup (circumstances->account_id);
  g_free (self->note);
  self->note = g_strdup (ruling.args->note);
  return TRUE;
}

/* --- the case ----------------------------------------------------------------------------------
 */

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

EdCase *
ed_case_at_assignment (const EdCase *case_, const char *assignment_id)
{
  const EdAssignment *ended = ed_case_find_ended (case_, assignment_id);
  EdCase *then;

  if (ended == NULL)
    return NULL;
  then = ed_case_copy (case_);
  then->state = ED_CASE_ASSIGNED;
  replace (&then->assignment_id, ended->id);
  replace (&then->expert_id, ended->expert_id);
  replace (&then->expert_name, ended->expert_name);
  then->assigned_at = ended->from;
  then->contacted_at = ended->contacted_at;
  then->contacted_received_at = ED_ABSENT;
  then->satisfaction_score = ED_ABSENT;
  then->satisfaction_not_possible = ED_ABSENT;
  return then;
}

/* What happened is the case's, whoever has it now. */
static void
take_facts (EdCase *case_, EdCase *then)
{
  EdAssignment *ended = ed_case_find_ended (case_, then->assignment_id);

  if (ended != NULL)
    ended->contacted_at = then->contacted_at;
  else
    {
      case_->contacted_at = then->contacted_at;
      case_->contacted_received_at = then->contacted_received_at;
    }
  g_ptr_array_unref (case_->sessions);
  case_->sessions = g_ptr_array_ref (then->sessions);
  g_ptr_array_unref (case_->attempts);
  case_->attempts = g_ptr_array_ref (then->attempts);
  g_ptr_array_unref (case_->documents);
  case_->documents = g_ptr_array_ref (then->documents);
  g_ptr_array_unref (case_->events);
  case_->events = g_ptr_array_ref (then->events);
}

gboolean
ed_case_accept_late (EdCase *case_,
                     const EdCommand *kept,
                     const EdCircumstances *circumstances,
                     EdRefusal *refusal)
{
  gboolean is_open = g_strcmp0 (case_->assignment_id, kept->assignment_id) == 0;
  EdCase *then =
      is_open ? ed_case_copy (case_) : ed_case_at_assignment (case_, kept->assignment_id);
  gboolean accepted;

  *refusal = (EdRefusal){ then == NULL ? ED_REFUSAL_NOT_ASSIGNED : ED_REFUSAL_CASE_CLOSED, NULL };
  if (then == NULL || case_->state == ED_CASE_CLOSED)
    {
      g_clear_pointer (&then, ed_case_free);
      return FALSE;
    }
  accepted = ed_case_apply (&then, kept, circumstances, refusal);
  if (accepted)
    take_facts (case_, then);
  ed_case_free (then);
  return accepted;
}
