/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "store/connection.h"
#include "store/files.h"
#include "store/overlay.h"
#include "store/shown.h"
#include "wire/record-json.h"

#include <string.h>

#define TRIES 6 /* in a busy history */

/* What people do with cases, if the rules let them. Other work joins the two tables. */
static const EdCommandType expert_deeds[] = {
  ED_COMMAND_CASE_CONTACT,       ED_COMMAND_CASE_CONTACT,
  ED_COMMAND_CONTACT_CORRECT,    ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_ADD,        ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_EDIT,       ED_COMMAND_SESSION_DELETE,
  ED_COMMAND_ATTEMPT_ADD,        ED_COMMAND_ATTEMPT_EDIT,
  ED_COMMAND_ATTEMPT_DELETE,     ED_COMMAND_SATISFACTION_SCORE,
  ED_COMMAND_SATISFACTION_SCORE, ED_COMMAND_SATISFACTION_NOT_POSSIBLE,
  ED_COMMAND_CASE_DECLINE,       ED_COMMAND_CASE_UNREACHABLE,
  ED_COMMAND_CASE_CLOSE,         ED_COMMAND_CASE_CLOSE,
  ED_COMMAND_CASE_CLOSE,         ED_COMMAND_CASE_WITHDRAW,
  ED_COMMAND_MESSAGE_SEND,       ED_COMMAND_MESSAGE_SEND,
  ED_COMMAND_DOCUMENT_ATTACH,    ED_COMMAND_DOCUMENT_ATTACH,
  ED_COMMAND_DOCUMENT_DETACH,    ED_COMMAND_SESSIONS_ASK_MORE,
};

static const EdCommandType coordinator_deeds[] = {
  ED_COMMAND_CASE_EDIT,    ED_COMMAND_CASE_EDIT,       ED_COMMAND_CASE_ASSIGN,
  ED_COMMAND_CASE_ASSIGN,  ED_COMMAND_CASE_ASSIGN,     ED_COMMAND_CASE_APPROVE,
  ED_COMMAND_CASE_RETURN,  ED_COMMAND_CASE_REOPEN,     ED_COMMAND_SESSIONS_AUTHORISE,
  ED_COMMAND_MESSAGE_SEND, ED_COMMAND_SESSIONS_REFUSE,
};

gpointer
sim_load_shown (SimMachine *machine, EdTargetKind kind, const char *id)
{
  gpointer record = NULL;

  ed_overlay_load (machine->window, kind, id, &record, NULL, NULL);
  return record;
}

/* One of the cases that the machine shows, or NULL when a few tries find none. */
static EdCase *
pick_case (SimHistory *self, SimMachine *machine)
{
  EdCase *shown = NULL;

  for (guint i = 0; shown == NULL && self->cases->len > 0 && i < 8; i++)
    shown = sim_load_shown (machine,
                            ED_TARGET_CASE,
                            self->cases->pdata[sim_pick (self, self->cases->len)]);
  return shown;
}

gpointer
sim_pick_of (SimHistory *self, const GPtrArray *array)
{
  return array->len > 0 ? array->pdata[sim_pick (self, array->len)] : NULL;
}

/* --- arguments ----------------------------------------------------------------------------------
 */

const char *
sim_pick_expert (SimHistory *self)
{
  return self->machines[self->n_coordinators + sim_pick (self, self->n_experts)]->account;
}

char *
sim_say (const char *id)
{
  return g_strdup_printf ("canary-%s", id);
}

/* The day on which the case was recorded, or the next. */
static gint64
find_first_day (const EdCase *shown)
{
  return (shown->recorded_at + 120 * SIM_MINUTE) / SIM_DAY;
}

static void
edit_session (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  const EdSession *from = sim_pick_of (self, shown->sessions);
  EdArgs *args = command->args;
  EdSession *to;

  args->id = from != NULL ? g_strdup (from->id) : g_uuid_string_random ();
  if (from == NULL)
    return;
  to = ed_record_copy (&ed_session_type, from);
  to->date = find_first_day (shown) + sim_pick (self, 20);
  ed_command_edit (command, "date", from, to);
  if (sim_pick (self, 3) == 0)
    {
      to->minutes = 30 + sim_pick (self, 60);
      ed_command_edit (command, "minutes", from, to);
    }
  ed_record_free (&ed_session_type, to);
}

static void
edit_attempt (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  const EdAttempt *from = sim_pick_of (self, shown->attempts);
  EdAttempt *to;

  ((EdArgs *) command->args)->id = from != NULL ? g_strdup (from->id) : g_uuid_string_random ();
  if (from == NULL)
    return;
  to = ed_record_copy (&ed_attempt_type, from);
  to->kind = sim_pick (self, 2);
  to->result = sim_pick (self, ED_RESULT_REACHED);
  ed_command_edit (command, sim_pick (self, 2) == 0 ? "kind" : "result", from, to);
  ed_record_free (&ed_attempt_type, to);
}

/* What was recorded is put right: where the client is, or what their trouble is. */
static void
edit_case (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  static const char *const cities[] = { "Szeged", "Budapest", "Pécs" };
  g_autoptr (EdCase) to = ed_case_copy (shown);
  gboolean of_trouble = sim_pick (self, 4) == 0;

  g_free (to->city);
  to->city = g_strdup (cities[sim_pick (self, G_N_ELEMENTS (cities))]);
  g_free (to->problem_details);
  to->problem_details = g_strdup_printf ("canary-%s of %s", shown->id, to->city);
  if (of_trouble)
    ed_command_edit (command, "problem_details", shown, to);
  if (!of_trouble || sim_pick (self, 2) == 0)
    ed_command_edit (command, "city", shown, to);
}

static void
fill_expert_arguments (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  EdArgs *args = command->args;
  const EdAttempt *attempt;
  const EdDocument *document;

  switch (command->type)
    {
    case ED_COMMAND_CONTACT_CORRECT:
      args->at = ed_clock_now (&self->clock.parent) - (gint64) sim_pick (self, 600) * SIM_MINUTE;
      break;
    case ED_COMMAND_SESSION_ADD:
      args->id = g_uuid_string_random ();
      args->date =
          find_first_day (shown) + (sim_leans (self, self->theme.steady) ? 0 : sim_pick (self, 6));
      break;
    case ED_COMMAND_ATTEMPT_ADD:
      args->id = g_uuid_string_random ();
      args->at = ed_clock_now (&self->clock.parent);
      args->kind = sim_pick (self, 2);
      args->result = ED_RESULT_NO_ANSWER;
      break;
    case ED_COMMAND_ATTEMPT_EDIT:
      edit_attempt (self, command, shown);
      break;
    case ED_COMMAND_ATTEMPT_DELETE:
      attempt = sim_pick_of (self, shown->attempts);
      args->id = attempt != NULL ? g_strdup (attempt->id) : g_uuid_string_random ();
      break;
    case ED_COMMAND_CASE_DECLINE:
      if (sim_pick (self, 2) == 0)
        args->reason = sim_pick (self, 5);
      break;
    case ED_COMMAND_SATISFACTION_SCORE:
      args->score = 1 + sim_pick (self, 11);
      break;
    case ED_COMMAND_SATISFACTION_NOT_POSSIBLE:
      args->not_possible = sim_pick (self, 2);
      break;
    case ED_COMMAND_CASE_UNREACHABLE:
      args->closing = g_strdup (command->id);
      break;
    case ED_COMMAND_CASE_CLOSE:
      args->closing = g_strdup (command->id);
      args->outcome =
          shown->satisfaction_not_possible == 1 ? ED_OUTCOME_DROPPED_OUT : ED_OUTCOME_COMPLETED;
      break;
    case ED_COMMAND_DOCUMENT_DETACH:
      document = sim_pick_of (self, shown->documents);
      args->id = document != NULL ? g_strdup (document->id) : g_uuid_string_random ();
      break;
    case ED_COMMAND_SESSIONS_ASK_MORE:
      args->number = 6 + sim_pick (self, 5);
      args->why = sim_say (shown->id);
      break;
    default:
      break;
    }
}

/* To another one than it has, where cases go from hand to hand. */
static const char *
pick_other_expert (SimHistory *self, const EdCase *shown)
{
  const char *expert = sim_pick_expert (self);

  for (guint i = 0; i < 6 && self->theme.assigns > 0 && g_strcmp0 (expert, shown->expert_id) == 0;
       i++)
    expert = sim_pick_expert (self);
  return expert;
}

static void
fill_arguments (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  EdArgs *args = command->args;
  const EdSession *session;

  switch (command->type)
    {
    case ED_COMMAND_CASE_EDIT:
      edit_case (self, command, shown);
      break;
    case ED_COMMAND_SESSION_EDIT:
      edit_session (self, command, shown);
      break;
    case ED_COMMAND_SESSION_DELETE:
      session = sim_pick_of (self, shown->sessions);
      args->id = session != NULL ? g_strdup (session->id) : g_uuid_string_random ();
      args->reason = sim_pick (self, ED_REASON_MISTAKE + 1);
      break;
    case ED_COMMAND_CASE_ASSIGN:
      args->expert = g_strdup (pick_other_expert (self, shown));
      break;
    case ED_COMMAND_CASE_APPROVE:
    case ED_COMMAND_CASE_RETURN:
    case ED_COMMAND_CASE_WITHDRAW:
      args->closing = g_strdup (shown->closing != NULL ? shown->closing->id : shown->id);
      if (command->type == ED_COMMAND_CASE_RETURN)
        args->note = sim_say (shown->id);
      break;
    case ED_COMMAND_CASE_REOPEN:
      args->why = sim_say (shown->id);
      break;
    case ED_COMMAND_SESSIONS_AUTHORISE:
      args->number = 5 + sim_pick (self, 8);
      break;
    case ED_COMMAND_SESSIONS_REFUSE:
      args->note = g_strdup ("Not now.");
      break;
    case ED_COMMAND_MESSAGE_SEND:
      args->id = g_uuid_string_random ();
      args->text = sim_say (args->id);
      break;
    default:
      fill_expert_arguments (self, command, shown);
    }
}

/* --- doing ------------------------------------------------------------------------------------ */

static void
create_case (SimHistory *self, SimMachine *machine)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = sim_command_new (machine, ED_COMMAND_CASE_CREATE, id, NULL);
  EdCase *intake = command->args;

  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = sim_say (id);
  intake->problem_details = sim_say (id);
  intake->type = sim_pick (self, 2) == 0 && !sim_leans (self, self->theme.steady)
                     ? ED_CASE_LEGAL
                     : ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  if (sim_pick (self, 5) == 0)
    intake->crisis_call = 1;
  g_ptr_array_add (self->cases, g_strdup (id));
  sim_enqueue (self, machine, command);
}

static SimMachine *
pick_machine (SimHistory *self)
{
  return self->machines[sim_pick (self, self->n_machines)];
}

static gboolean
has_document (const EdCase *shown, gint64 kind)
{
  for (guint i = 0; i < shown->documents->len; i++)
    if (((EdDocument *) shown->documents->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

/* What brings the case on, so that some come to their end. */
static EdCommandType
choose_next (SimHistory *self, const EdCase *shown)
{
  gint64 needed = ed_case_needed_document (shown);
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (shown);

  if (shown->state == ED_CASE_CLOSING)
    return sim_pick (self, 4) == 0 ? ED_COMMAND_CASE_WITHDRAW : ED_COMMAND_MESSAGE_SEND;
  if (shown->contacted_at == ED_ABSENT)
    return sim_pick (self, 6) == 0 ? ED_COMMAND_CASE_DECLINE : ED_COMMAND_CASE_CONTACT;
  if (sessions->len == 0)
    return ED_COMMAND_SESSION_ADD;
  if (needed != ED_ABSENT && !has_document (shown, needed)
      && (shown->documents->len == 0 || sim_leans (self, self->theme.steady)))
    return ED_COMMAND_DOCUMENT_ATTACH;
  return shown->satisfaction_score == ED_ABSENT ? ED_COMMAND_SATISFACTION_SCORE
                                                : ED_COMMAND_CASE_CLOSE;
}

static EdCommandType
choose_decision (SimHistory *self, const EdCase *shown)
{
  switch (shown->state)
    {
    case ED_CASE_RECORDED:
    case ED_CASE_DECLINED:
      return ED_COMMAND_CASE_ASSIGN;
    case ED_CASE_CLOSING:
      if (sim_leans (self, self->theme.steady))
        return ED_COMMAND_CASE_APPROVE;
      return sim_pick (self, 2) == 0 ? ED_COMMAND_CASE_RETURN : ED_COMMAND_CASE_APPROVE;
    case ED_CASE_CLOSED:
      return ED_COMMAND_CASE_REOPEN;
    default:
      return coordinator_deeds[sim_pick (self, G_N_ELEMENTS (coordinator_deeds))];
    }
}

static EdCommandType
choose_type (SimHistory *self, guint role, const EdCase *shown)
{
  gboolean any = sim_pick (self, 3) == 0;

  if (role == ED_ROLE_COORDINATOR && sim_leans (self, self->theme.assigns))
    return ED_COMMAND_CASE_ASSIGN;
  if (role == ED_ROLE_EXPERT && sim_leans (self, self->theme.papers))
    return ED_COMMAND_DOCUMENT_ATTACH;
  if (sim_leans (self, self->theme.steady))
    any = FALSE;
  if (role == ED_ROLE_COORDINATOR)
    return any ? coordinator_deeds[sim_pick (self, G_N_ELEMENTS (coordinator_deeds))]
               : choose_decision (self, shown);
  return any ? expert_deeds[sim_pick (self, G_N_ELEMENTS (expert_deeds))]
             : choose_next (self, shown);
}

/* Whether the case waits for somebody of ROLE. */
static gboolean
is_next (guint role, const EdCase *shown)
{
  if (role == ED_ROLE_EXPERT)
    return shown->state == ED_CASE_ASSIGNED;
  return shown->state != ED_CASE_ASSIGNED && shown->state != ED_CASE_CLOSED;
}

static void
do_case (SimHistory *self, SimMachine *machine, guint role)
{
  g_autoptr (EdCase) shown = pick_case (self, machine);
  g_autoptr (EdCommand) command = NULL;
  EdCommandType type;

  if (role == ED_ROLE_COORDINATOR && sim_model_has_archive (self->model) && sim_pick (self, 3) == 0)
    {
      sim_do_archive (self, machine);
      return;
    }
  if (role == ED_ROLE_COORDINATOR && !sim_is_enough (self, self->cases)
      && (shown == NULL || sim_pick (self, 2 + 3 * self->cases->len) == 0))
    {
      create_case (self, machine);
      return;
    }
  if (shown == NULL || (!is_next (role, shown) && sim_leans (self, self->theme.steady)))
    return;
  type = choose_type (self, role, shown);
  if (ed_command_form (type)->needs_assignment && shown->assignment_id == NULL)
    return;
  command = sim_command_new (machine, type, shown->id, shown->assignment_id);
  if (type == ED_COMMAND_DOCUMENT_ATTACH)
    {
      sim_attach (self, machine, command, shown);
      return;
    }
  fill_arguments (self, command, shown);
  sim_enqueue (self, machine, command);
}

/* A document of a case or request is looked at: its bytes come with a pass. */
static void
open_document (SimHistory *self, SimMachine *machine)
{
  const GPtrArray *ids = sim_pick (self, 2) == 0 ? self->cases : self->requests;
  const char *id = sim_pick_of (self, ids);
  g_autoptr (GPtrArray) files = id != NULL ? ed_shown_list (machine->window, id, NULL, NULL) : NULL;
  const EdFile *file = files != NULL ? sim_pick_of (self, files) : NULL;

  if (file == NULL)
    return;
  sim_tell (self, "machine %u: %.8s is opened", machine->index, file->id);
  ed_fetch_queue_add (machine->pass.fetches, file, g_task_new (NULL, NULL, NULL, NULL));
}

/* As what the person at the machine does something: one of the roles that it knows of. */
static guint
pick_role (SimHistory *self, SimMachine *machine)
{
  static const guint choices[] = { ED_ROLE_EXPERT, ED_ROLE_COORDINATOR, ED_ROLE_CASE_MANAGER };
  g_autoptr (EdAccount) account = ed_store_load_own_account (machine->window, NULL);
  guint roles = account != NULL ? ed_account_roles (account) : 0;
  guint from = sim_pick (self, G_N_ELEMENTS (choices));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      guint role = choices[(from + i) % G_N_ELEMENTS (choices)];

      if ((roles & role) != 0)
        return role;
    }
  return 0;
}

static void
try_something (SimHistory *self)
{
  static const struct
  {
    guint requests, office; /* of a hundred deeds; the rest is about cases */
  } shares[SIM_N_FOCUSES] = {
    [SIM_FOCUS_ALL] = { 30, 10 },
    [SIM_FOCUS_CASES] = { 0, 6 },
    [SIM_FOCUS_REQUESTS] = { 85, 8 },
    [SIM_FOCUS_MONEY] = { 0, 25 },
  };
  SimMachine *machine = pick_machine (self);
  guint role = pick_role (self, machine);
  guint luck = sim_pick (self, 100);
  gboolean is_themed = self->plan->mode == SIM_MODE_THEMED;
  guint requests = is_themed ? self->theme.requests : shares[self->focus].requests;
  guint office = is_themed ? self->theme.office : shares[self->focus].office;

  if (role == 0)
    return;
  if (sim_leans (self, self->theme.discards))
    {
      sim_discard_something (self, machine);
      return;
    }
  if (sim_leans (self, self->theme.opens) || sim_pick (self, 12) == 0)
    {
      open_document (self, machine);
      return;
    }
  if (role == ED_ROLE_CASE_MANAGER || luck < requests)
    sim_do_request (self, machine, role);
  else if (luck < requests + office)
    sim_do_office (self, machine, role);
  else
    do_case (self, machine, role);
}

/* Most of what chance chooses is not in place; who is busy tries something else then. */
void
sim_do_something (SimHistory *self)
{
  guint before = self->deeds->len;
  guint tries = self->plan->mode >= SIM_MODE_BUSY ? TRIES : 1;

  for (guint i = 0; i < tries && self->deeds->len == before && self->violation == NULL; i++)
    try_something (self);
}
