/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do with requests: who sends them, who answers, who looks at the answers. */

#include "parts.h"

#include "domain/request-rules.h"
#include "store/drafts.h"
#include "wire/push.h"

static const EdCommandType sender_deeds[] = {
  ED_COMMAND_REQUEST_SHARE,     ED_COMMAND_REQUEST_SHARE,  ED_COMMAND_REQUEST_REVOKE,
  ED_COMMAND_REQUEST_REVOKE,    ED_COMMAND_REQUEST_REVOKE, ED_COMMAND_REQUEST_CANCEL,
  ED_COMMAND_REQUEST_ASK_AGAIN,
};

static const EdCommandType expert_deeds[] = {
  ED_COMMAND_RESPONSE_DRAFT,    ED_COMMAND_RESPONSE_DRAFT, ED_COMMAND_RESPONSE_SEND,
  ED_COMMAND_REQUEST_HAND_BACK, ED_COMMAND_INTERNAL_SEND,
};

static const EdCommandType coordinator_deeds[] = {
  ED_COMMAND_REQUEST_ASSIGN,  ED_COMMAND_REQUEST_APPROVE, ED_COMMAND_REQUEST_RETURN,
  ED_COMMAND_RESPONSE_ADJUST, ED_COMMAND_INTERNAL_SEND,
};

/* One that the machine shows, or NULL. */
static EdRequest *
pick_request (SimHistory *self, SimMachine *machine)
{
  EdRequest *shown = NULL;

  for (guint i = 0; shown == NULL && self->requests->len > 0 && i < 8; i++)
    shown = sim_load_shown (machine,
                            ED_TARGET_REQUEST,
                            self->requests->pdata[sim_pick (self, self->requests->len)]);
  return shown;
}

static gint64
pick_day (SimHistory *self)
{
  return sim_pick (self, 2) == 0 ? ED_ABSENT : SIM_TODAY + sim_pick (self, 40);
}

static void
create_request (SimHistory *self, SimMachine *machine)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = sim_command_new (machine, ED_COMMAND_REQUEST_CREATE, id, NULL);
  EdArgs *args = command->args;

  args->subject = sim_say (command->id);
  args->question = sim_say (command->id);
  args->expires = pick_day (self);
  if (args->expires != ED_ABSENT && args->expires % 2 == 0)
    args->due = args->expires;
  if (sim_pick (self, 2) == 0)
    args->recipient = g_strdup (sim_pick_expert (self));
  if (sim_pick (self, 4) == 0)
    args->urgent = 1;
  g_ptr_array_add (self->requests, g_strdup (id));
  if (sim_pick (self, 2) == 0)
    sim_enqueue_with_file (self, machine, command, ED_FILE_SHARED);
  else
    sim_enqueue (self, machine, command);
}

/* Of what an earlier draft or version has, some go on. */
static void
keep_documents (SimHistory *self, EdArgs *args, const GPtrArray *documents)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < documents->len; i++)
    if (sim_pick (self, 2) == 0 && ++n > 0)
      g_strv_builder_add (ids, ((EdRequestDocument *) documents->pdata[i])->id);
  if (n > 0)
    args->documents = g_strv_builder_end (ids);
}

static void
fill_of_sender (SimHistory *self, EdCommand *command, const EdRequest *shown)
{
  const EdRequestDocument *document = sim_pick_of (self, shown->documents);
  EdArgs *args = command->args;

  switch (command->type)
    {
    case ED_COMMAND_REQUEST_REVOKE:
      args->id = document != NULL ? g_strdup (document->id) : g_uuid_string_random ();
      break;
    case ED_COMMAND_REQUEST_ASK_AGAIN:
      args->question = sim_say (command->id);
      break;
    case ED_COMMAND_REQUEST_SHARE:
      args->expires = pick_day (self);
      break;
    default:
      break;
    }
}

static void
fill_of_team (SimHistory *self, EdCommand *command, const EdRequest *shown)
{
  const EdResponseVersion *latest = ed_request_latest_version (shown);
  EdArgs *args = command->args;

  switch (command->type)
    {
    case ED_COMMAND_RESPONSE_DRAFT:
    case ED_COMMAND_RESPONSE_SEND:
      args->text = sim_say (command->id);
      if (command->type == ED_COMMAND_RESPONSE_SEND)
        args->version = g_uuid_string_random ();
      if (shown->draft != NULL)
        keep_documents (self, args, shown->draft->documents);
      break;
    case ED_COMMAND_RESPONSE_ADJUST:
    case ED_COMMAND_REQUEST_APPROVE:
    case ED_COMMAND_REQUEST_RETURN:
      args->version = latest != NULL ? g_strdup (latest->id) : g_uuid_string_random ();
      if (command->type == ED_COMMAND_REQUEST_RETURN)
        args->note = sim_say (command->id);
      else if (command->type == ED_COMMAND_RESPONSE_ADJUST || sim_pick (self, 3) == 0)
        args->text = sim_say (command->id);
      if (args->text != NULL && latest != NULL)
        keep_documents (self, args, latest->documents);
      break;
    case ED_COMMAND_REQUEST_HAND_BACK:
      args->why = sim_say (command->id);
      break;
    case ED_COMMAND_REQUEST_ASSIGN:
      args->expert = g_strdup (sim_pick_expert (self));
      break;
    case ED_COMMAND_INTERNAL_SEND:
      args->id = g_uuid_string_random ();
      args->text = sim_say (args->id);
      break;
    default:
      break;
    }
}

/* What brings the request on, so that some come to their end. */
static EdCommandType
choose_next (SimHistory *self, guint role, const EdRequest *shown)
{
  if (role == ED_ROLE_CASE_MANAGER)
    return shown->state == ED_REQUEST_ANSWERED ? ED_COMMAND_REQUEST_ASK_AGAIN
                                               : ED_COMMAND_REQUEST_SHARE;
  if (role == ED_ROLE_EXPERT)
    return sim_pick (self, 3) > 0 ? ED_COMMAND_RESPONSE_SEND : ED_COMMAND_RESPONSE_DRAFT;
  if (shown->state == ED_REQUEST_UNASSIGNED)
    return ED_COMMAND_REQUEST_ASSIGN;
  return sim_pick (self, 3) > 0 ? ED_COMMAND_REQUEST_APPROVE : ED_COMMAND_REQUEST_RETURN;
}

static EdCommandType
choose_type (SimHistory *self, guint role, const EdRequest *shown)
{
  if (role == ED_ROLE_COORDINATOR && sim_leans (self, self->theme.assigns))
    return ED_COMMAND_REQUEST_ASSIGN;
  if (sim_leans (self, self->theme.steady) || sim_pick (self, 2) == 0)
    return choose_next (self, role, shown);
  switch (role)
    {
    case ED_ROLE_CASE_MANAGER:
      return sender_deeds[sim_pick (self, G_N_ELEMENTS (sender_deeds))];
    case ED_ROLE_EXPERT:
      return expert_deeds[sim_pick (self, G_N_ELEMENTS (expert_deeds))];
    default:
      return coordinator_deeds[sim_pick (self, G_N_ELEMENTS (coordinator_deeds))];
    }
}

/* A response is being written, and is not yet to be saved at the server. */
static void
write_on (SimHistory *self, SimMachine *machine, const EdRequest *shown)
{
  g_autoptr (EdCommand) command =
      sim_command_new (machine, ED_COMMAND_RESPONSE_DRAFT, shown->id, shown->assignment_id);
  g_autofree char *body = NULL;

  ((EdArgs *) command->args)->text = sim_say (command->id);
  body = ed_command_to_json (command, 0);
  sim_replace_drafts (machine, shown->assignment_id);
  g_hash_table_insert (machine->begun, g_strdup (command->id), g_strdup (shown->id));
  ed_store_save_draft (machine->window, ED_DRAFT_RESPONSE, shown->id, body, NULL);
  sim_tell (self,
            "machine %u: a response to %.8s, %.8s, is begun",
            machine->index,
            shown->id,
            command->id);
}

/* Whether the command may bring a new file, and as what. */
static gboolean
may_bring_file (const EdCommand *command, guint role, gint64 *kind)
{
  *kind = role == ED_ROLE_CASE_MANAGER ? ED_FILE_SHARED : ED_FILE_RESPONSE;
  switch (command->type)
    {
    case ED_COMMAND_REQUEST_SHARE:
    case ED_COMMAND_REQUEST_ASK_AGAIN:
    case ED_COMMAND_RESPONSE_DRAFT:
    case ED_COMMAND_RESPONSE_SEND:
    case ED_COMMAND_RESPONSE_ADJUST:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What was being written is a command now. */
static void
end_draft (SimHistory *self, SimMachine *machine, const char *request, guint before)
{
  g_autofree char *body = NULL;

  if (self->deeds->len == before)
    return;
  body = ed_store_load_draft (machine->window, ED_DRAFT_RESPONSE, request, NULL, NULL);
  if (body == NULL)
    return;
  sim_note_taken_back (machine, ED_TARGET_REQUEST, request, body);
  ed_store_discard_draft (machine->window, ED_DRAFT_RESPONSE, request, NULL);
}

void
sim_do_request (SimHistory *self, SimMachine *machine, guint role)
{
  g_autoptr (EdRequest) shown = pick_request (self, machine);
  g_autoptr (EdCommand) command = NULL;
  guint before = self->deeds->len;
  EdCommandType type;
  gint64 kind;

  if (role == ED_ROLE_CASE_MANAGER && !sim_is_enough (self, self->requests)
      && (shown == NULL || sim_pick (self, 1 + 2 * self->requests->len) == 0))
    {
      create_request (self, machine);
      return;
    }
  if (shown == NULL)
    return;
  type = choose_type (self, role, shown);
  if (ed_command_form (type)->needs_assignment && shown->assignment_id == NULL)
    return;
  if (type == ED_COMMAND_RESPONSE_DRAFT && sim_pick (self, 3) == 0)
    {
      write_on (self, machine, shown);
      return;
    }
  command = sim_command_new (machine,
                             type,
                             shown->id,
                             role == ED_ROLE_CASE_MANAGER ? NULL : shown->assignment_id);
  if (role == ED_ROLE_CASE_MANAGER)
    fill_of_sender (self, command, shown);
  else
    fill_of_team (self, command, shown);
  if (may_bring_file (command, role, &kind)
      && (type == ED_COMMAND_REQUEST_SHARE || sim_pick (self, 3) == 0))
    sim_enqueue_with_file (self, machine, command, kind);
  else
    sim_enqueue (self, machine, command);
  if (type == ED_COMMAND_RESPONSE_DRAFT || type == ED_COMMAND_RESPONSE_SEND)
    end_draft (self, machine, shown->id, before);
}
