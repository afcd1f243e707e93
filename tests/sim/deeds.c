/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "store/files.h"
#include "wire/record-json.h"

#include <string.h>

/* What people do. Whatever the rules here refuse is not done. Other kinds of work join the two
 * tables of types. */

static const EdCommandType expert_deeds[] = {
  ED_COMMAND_CASE_CONTACT,
  ED_COMMAND_CASE_CONTACT,
  ED_COMMAND_CONTACT_CORRECT,
  ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_EDIT,
  ED_COMMAND_SESSION_DELETE,
  ED_COMMAND_ATTEMPT_ADD,
  ED_COMMAND_ATTEMPT_DELETE,
  ED_COMMAND_SATISFACTION_SCORE,
  ED_COMMAND_SATISFACTION_SCORE,
  ED_COMMAND_SATISFACTION_NOT_POSSIBLE,
  ED_COMMAND_CASE_DECLINE,
  ED_COMMAND_CASE_UNREACHABLE,
  ED_COMMAND_CASE_CLOSE,
  ED_COMMAND_CASE_CLOSE,
  ED_COMMAND_CASE_CLOSE,
  ED_COMMAND_CASE_WITHDRAW,
  ED_COMMAND_MESSAGE_SEND,
  ED_COMMAND_MESSAGE_SEND,
  ED_COMMAND_DOCUMENT_ATTACH,
  ED_COMMAND_DOCUMENT_ATTACH,
  ED_COMMAND_DOCUMENT_DETACH,
  ED_COMMAND_SESSIONS_ASK_MORE,
};

static const EdCommandType coordinator_deeds[] = {
  ED_COMMAND_CASE_EDIT,    ED_COMMAND_CASE_EDIT,       ED_COMMAND_CASE_ASSIGN,
  ED_COMMAND_CASE_ASSIGN,  ED_COMMAND_CASE_ASSIGN,     ED_COMMAND_CASE_APPROVE,
  ED_COMMAND_CASE_RETURN,  ED_COMMAND_CASE_REOPEN,     ED_COMMAND_SESSIONS_AUTHORISE,
  ED_COMMAND_MESSAGE_SEND, ED_COMMAND_SESSIONS_REFUSE,
};

static EdCase *
load_case (SimMachine *machine, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_store_load_case (machine->window, id, &error);

  return row != NULL ? ed_case_copy (row->case_) : NULL;
}

/* One of the cases that the machine shows, or NULL when a few tries find none. */
static EdCase *
pick_case (SimHistory *self, SimMachine *machine)
{
  EdCase *shown = NULL;

  for (guint i = 0; shown == NULL && self->cases->len > 0 && i < 8; i++)
    shown = load_case (machine, self->cases->pdata[sim_pick (self, self->cases->len)]);
  return shown;
}

static gpointer
pick_of (SimHistory *self, const GPtrArray *array)
{
  return array->len > 0 ? array->pdata[sim_pick (self, array->len)] : NULL;
}

/* --- arguments ----------------------------------------------------------------------------------
 */

static const char *
pick_expert (SimHistory *self)
{
  guint n = self->n_coordinators;

  return self->machines[n + sim_pick (self, self->n_machines - n)]->account;
}

static void
edit_session (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  const EdSession *from = pick_of (self, shown->sessions);
  EdArgs *args = command->args;
  EdSession *to;

  args->id = from != NULL ? g_strdup (from->id) : g_uuid_string_random ();
  if (from == NULL)
    return;
  to = ed_record_copy (&ed_session_type, from);
  to->date = SIM_TODAY + sim_pick (self, 20);
  ed_command_edit (command, "date", from, to);
  ed_record_free (&ed_session_type, to);
}

static void
edit_case (SimHistory *self, EdCommand *command, const EdCase *shown)
{
  static const char *const cities[] = { "Szeged", "Budapest", "Pécs" };
  g_autoptr (EdCase) to = ed_case_copy (shown);

  g_free (to->city);
  to->city = g_strdup (cities[sim_pick (self, G_N_ELEMENTS (cities))]);
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
      args->date = SIM_TODAY + sim_pick (self, 6);
      break;
    case ED_COMMAND_ATTEMPT_ADD:
      args->id = g_uuid_string_random ();
      args->at = ed_clock_now (&self->clock.parent);
      args->kind = sim_pick (self, 2);
      args->result = ED_RESULT_NO_ANSWER;
      break;
    case ED_COMMAND_ATTEMPT_DELETE:
      attempt = pick_of (self, shown->attempts);
      args->id = attempt != NULL ? g_strdup (attempt->id) : g_uuid_string_random ();
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
      args->outcome = ED_OUTCOME_COMPLETED;
      break;
    case ED_COMMAND_DOCUMENT_DETACH:
      document = pick_of (self, shown->documents);
      args->id = document != NULL ? g_strdup (document->id) : g_uuid_string_random ();
      break;
    case ED_COMMAND_SESSIONS_ASK_MORE:
      args->number = 6 + sim_pick (self, 5);
      args->why = g_strdup ("It takes longer.");
      break;
    default:
      break;
    }
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
      session = pick_of (self, shown->sessions);
      args->id = session != NULL ? g_strdup (session->id) : g_uuid_string_random ();
      args->reason = ED_REASON_MISTAKE;
      break;
    case ED_COMMAND_CASE_ASSIGN:
      args->expert = g_strdup (pick_expert (self));
      break;
    case ED_COMMAND_CASE_APPROVE:
    case ED_COMMAND_CASE_RETURN:
    case ED_COMMAND_CASE_WITHDRAW:
      args->closing = g_strdup (shown->closing != NULL ? shown->closing->id : shown->id);
      if (command->type == ED_COMMAND_CASE_RETURN)
        args->note = g_strdup ("Please look at it again.");
      break;
    case ED_COMMAND_CASE_REOPEN:
      args->why = g_strdup ("It goes on.");
      break;
    case ED_COMMAND_SESSIONS_AUTHORISE:
      args->number = 5 + sim_pick (self, 8);
      break;
    case ED_COMMAND_SESSIONS_REFUSE:
      args->note = g_strdup ("Not now.");
      break;
    case ED_COMMAND_MESSAGE_SEND:
      args->id = g_uuid_string_random ();
      args->text = g_strdup_printf ("About %s", shown->id);
      break;
    default:
      fill_expert_arguments (self, command, shown);
    }
}

/* --- doing --------------------------------------------------------------------------------------
 */

/* The deed is done, or refused, or the machine fails over it. */
static void
note_deed (SimHistory *self,
           SimMachine *machine,
           const EdCommand *command,
           gboolean done,
           const EdRefusal *refusal,
           const GError *error)
{
  SimDeed deed = { .machine = machine->index,
                   .type = command->type,
                   .at = ed_clock_now (&self->clock.parent) };

  sim_tell (self,
            "machine %u: %s of %.8s, %.8s: %s",
            machine->index,
            ed_command_form (command->type)->word,
            command->target_id,
            command->id,
            error != NULL ? error->message
            : done        ? "done"
                          : ed_refusal_word (refusal->code));
  if (error != NULL && !sim_disk_has_failed (machine->disk))
    sim_violate (self, "machine %u cannot take a command: %s", machine->index, error->message);
  if (!done && error == NULL)
    return;
  g_strlcpy (deed.id, command->id, sizeof deed.id);
  g_strlcpy (deed.target, command->target_id, sizeof deed.target);
  deed.doubtful = error != NULL;
  g_array_append_val (self->deeds, deed);
}

static void
enqueue (SimHistory *self, SimMachine *machine, const EdCommand *command)
{
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = ed_store_enqueue (machine->window, command, &refusal, &error);

  note_deed (self, machine, command, done, &refusal, error);
}

static GBytes *
make_paper (SimHistory *self, const char *case_id)
{
  gsize length = sim_pick (self, 6) == 0 ? 700000 : 60 + sim_pick (self, 2000);
  char *bytes = g_malloc (length);

  memset (bytes, (int) ('a' + sim_pick (self, 26)), length);
  memcpy (bytes, "%PDF-1.7\n", 9);
  memcpy (bytes + 10, "canary-", 7);
  memcpy (bytes + 17, case_id, 36);
  return g_bytes_new_take (bytes, length);
}

static void
attach (SimHistory *self, SimMachine *machine, EdCommand *command, const EdCase *shown)
{
  g_autoptr (GBytes) paper = make_paper (self, shown->id);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, paper);
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  gint64 needed = ed_case_needed_document (shown);
  EdArgs *args = command->args;
  EdFile file = { 0 };
  gboolean done;

  args->upload = g_uuid_string_random ();
  args->kind = needed != ED_ABSENT && sim_pick (self, 3) > 0 ? needed : ED_DOCUMENT_OTHER;
  done = ed_store_attach (machine->window, command, "paper.pdf", paper, &refusal, &error);
  file = (EdFile){ .id = args->upload,
                   .case_id = command->target_id,
                   .assignment_id = command->assignment_id,
                   .kind = args->kind,
                   .name = (char *) "paper.pdf",
                   .type = ED_MEDIA_PDF,
                   .length = (gint64) g_bytes_get_size (paper),
                   .sha256 = hash };
  if (done || error != NULL)
    sim_model_add_file (self->model, &file);
  note_deed (self, machine, command, done, &refusal, error);
}

static void
create_case (SimHistory *self, SimMachine *machine)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *command_id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_CASE_CREATE,
                                                  command_id,
                                                  id,
                                                  NULL,
                                                  ed_clock_now (&machine->clock.parent));
  EdCase *intake = command->args;

  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup_printf ("canary-%s", id);
  intake->problem_details = g_strdup_printf ("canary-%s", id);
  intake->type = sim_pick (self, 2) == 0 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  g_ptr_array_add (self->cases, g_strdup (id));
  enqueue (self, machine, command);
}

static SimMachine *
pick_machine (SimHistory *self)
{
  return self->machines[sim_pick (self, self->n_machines)];
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
  if (needed != ED_ABSENT && shown->documents->len == 0)
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
      return sim_pick (self, 2) == 0 ? ED_COMMAND_CASE_RETURN : ED_COMMAND_CASE_APPROVE;
    case ED_CASE_CLOSED:
      return ED_COMMAND_CASE_REOPEN;
    default:
      return coordinator_deeds[sim_pick (self, G_N_ELEMENTS (coordinator_deeds))];
    }
}

static EdCommandType
choose_type (SimHistory *self, const SimMachine *machine, const EdCase *shown)
{
  gboolean any = sim_pick (self, 3) == 0;

  if (machine->is_coordinator)
    return any ? coordinator_deeds[sim_pick (self, G_N_ELEMENTS (coordinator_deeds))]
               : choose_decision (self, shown);
  return any ? expert_deeds[sim_pick (self, G_N_ELEMENTS (expert_deeds))]
             : choose_next (self, shown);
}

void
sim_do_something (SimHistory *self)
{
  SimMachine *machine = pick_machine (self);
  g_autoptr (EdCase) shown = pick_case (self, machine);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = NULL;
  EdCommandType type;

  if (machine->is_coordinator && (shown == NULL || sim_pick (self, 2 + 3 * self->cases->len) == 0))
    {
      create_case (self, machine);
      return;
    }
  if (shown == NULL)
    return;
  type = choose_type (self, machine, shown);
  if (ed_command_form (type)->needs_assignment && shown->assignment_id == NULL)
    return;
  command = ed_command_new (type,
                            id,
                            shown->id,
                            shown->assignment_id,
                            ed_clock_now (&machine->clock.parent));
  if (type == ED_COMMAND_DOCUMENT_ATTACH)
    {
      attach (self, machine, command, shown);
      return;
    }
  fill_arguments (self, command, shown);
  enqueue (self, machine, command);
}

void
sim_undo_something (SimHistory *self)
{
  SimDeed *deed;
  SimMachine *machine = NULL;
  g_autoptr (GError) error = NULL;
  gboolean undone;

  if (self->deeds->len == 0)
    return;
  deed = &g_array_index (self->deeds,
                         SimDeed,
                         self->deeds->len - 1 - sim_pick (self, MIN (self->deeds->len, 8)));
  for (guint i = 0; i < self->n_machines; i++)
    if (self->machines[i]->index == deed->machine)
      machine = self->machines[i];
  undone = ed_store_undo (machine->window, deed->id, &error);
  deed->undone = deed->undone || undone;
  deed->doubtful = deed->doubtful || error != NULL;
  sim_tell (self,
            "machine %u: undo of %.8s: %s",
            machine->index,
            deed->id,
            error != NULL ? error->message
            : undone      ? "done"
                          : "too late");
}

/* --- rights -------------------------------------------------------------------------------------
 */

static void
command_account (SimHistory *self, EdCommandType type, const char *account)
{
  SimMachine *machine = self->machines[0];
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command =
      ed_command_new (type, id, account, NULL, ed_clock_now (&machine->clock.parent));
  g_autoptr (EdAccount) from = NULL;
  g_autoptr (EdAccount) to = NULL;
  static const char *const expert[] = { "expert", NULL };
  static const char *const both[] = { "expert", "coordinator", NULL };

  if (type == ED_COMMAND_ACCOUNT_EDIT)
    {
      gboolean wide = (sim_model_roles (self->model, account) & ED_ROLE_COORDINATOR) != 0;

      from = ed_record_new (&ed_account_type);
      to = ed_record_new (&ed_account_type);
      from->roles = g_strdupv ((char **) (wide ? both : expert));
      to->roles = g_strdupv ((char **) (wide ? expert : both));
      ed_command_edit (command, "roles", from, to);
    }
  enqueue (self, machine, command);
}

void
sim_change_rights (SimHistory *self)
{
  const char *account = pick_expert (self);

  switch (sim_pick (self, 5))
    {
    case 0:
      command_account (self, ED_COMMAND_ACCOUNT_SUSPEND, account);
      break;
    case 1:
      command_account (self, ED_COMMAND_ACCOUNT_EDIT, account);
      break;
    default:
      command_account (self, ED_COMMAND_ACCOUNT_RESUME, account);
    }
}

gboolean
sim_restore_rights (SimHistory *self)
{
  gboolean any = FALSE;

  for (guint i = SIM_COORDINATORS; i < SIM_PEOPLE; i++)
    {
      if (!sim_model_is_suspended (self->model, sim_people[i].id))
        continue;
      command_account (self, ED_COMMAND_ACCOUNT_RESUME, sim_people[i].id);
      any = TRUE;
    }
  return any;
}
