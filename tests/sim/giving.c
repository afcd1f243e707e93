/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands are given on a machine, with the files that they bring, and noted as what was done. */

#include "parts.h"

#include "store/connection.h"
#include "store/files.h"
#include "wire/push.h"

#include <string.h>

void
sim_note_taken_back (SimMachine *machine, EdTargetKind kind, const char *target, const char *text)
{
  SimTakenBack taken_back = { kind, g_strdup (target), g_strdup (text) };

  g_array_append_val (machine->taken_back, taken_back);
}

static void
take_back (SimMachine *machine, const EdCommand *command)
{
  g_autofree char *text = ed_command_to_json (command, 0);

  sim_note_taken_back (machine,
                       ed_command_form (command->type)->target_kind,
                       command->target_id,
                       text);
}

void
sim_replace_drafts (SimMachine *machine, const char *assignment)
{
  SimHistory *self = machine->history;

  for (guint i = 0; i < self->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

      if (deed->machine == machine->index && deed->type == ED_COMMAND_RESPONSE_DRAFT
          && g_strcmp0 (deed->assignment, assignment) == 0)
        {
          g_autofree char *words = sim_say (deed->id);

          sim_note_taken_back (machine, ED_TARGET_REQUEST, deed->target, words);
          deed->lost = TRUE;
        }
    }
}

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
  if (!done)
    take_back (machine, command);
  if (!done && error == NULL)
    return;
  g_strlcpy (deed.id, command->id, sizeof deed.id);
  g_strlcpy (deed.target, command->target_id, sizeof deed.target);
  if (command->assignment_id != NULL)
    g_strlcpy (deed.assignment, command->assignment_id, sizeof deed.assignment);
  if (command->type == ED_COMMAND_RESPONSE_DRAFT)
    sim_replace_drafts (machine, command->assignment_id);
  deed.doubtful = error != NULL;
  g_array_append_val (self->deeds, deed);
  sim_papers_note (self, self->deeds->len - 1, command);
}

EdCommand *
sim_command_new (SimMachine *machine,
                 EdCommandType type,
                 const char *target,
                 const char *assignment)
{
  SimHistory *self = machine->history;
  g_autofree char *id = g_uuid_string_random ();

  if (self->has[SIM_TROUBLE_POISON] && sim_pick (self, 12) == 0)
    memcpy (id, SIM_POISON, strlen (SIM_POISON));
  return ed_command_new (type, id, target, assignment, ed_clock_now (&machine->clock.parent));
}

void
sim_enqueue (SimHistory *self, SimMachine *machine, const EdCommand *command)
{
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = ed_store_enqueue (machine->window, command, &refusal, &error);

  note_deed (self, machine, command, done, &refusal, error);
}

void
sim_enqueue_archived (SimHistory *self,
                      SimMachine *machine,
                      const EdCase *archived,
                      const EdCommand *command)
{
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = ed_store_enqueue_archived (machine->window, archived, command, &refusal, &error);

  note_deed (self, machine, command, done, &refusal, error);
}

static GBytes *
make_paper (SimHistory *self, const char *id)
{
  gsize length = sim_pick (self, 6) == 0 ? 700000 : 60 + sim_pick (self, 2000);
  char *bytes = g_malloc (length);

  memset (bytes, (int) ('a' + sim_pick (self, 26)), length);
  memcpy (bytes, "%PDF-1.7\n", 9);
  memcpy (bytes + 10, "paper-", 6);
  memcpy (bytes + 16, id, 36);
  return g_bytes_new_take (bytes, length);
}

/* The model hears of it before anybody else: what fails may be there all the same. */
static void
announce (SimHistory *self, const EdCommand *command, const char *id, gint64 kind, GBytes *paper)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, paper);
  gboolean of_request = kind == ED_FILE_SHARED || kind == ED_FILE_RESPONSE;
  const EdFile file = { .id = (char *) id,
                        .case_id = of_request ? NULL : command->target_id,
                        .request_id = of_request ? command->target_id : NULL,
                        .assignment_id = command->assignment_id,
                        .kind = kind,
                        .name = (char *) "paper.pdf",
                        .type = ED_MEDIA_PDF,
                        .length = (gint64) g_bytes_get_size (paper),
                        .sha256 = hash };

  sim_model_add_file (self->model, &file);
}

void
sim_attach (SimHistory *self, SimMachine *machine, EdCommand *command, const EdCase *shown)
{
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = NULL;
  gint64 needed = ed_case_needed_document (shown);
  EdArgs *args = command->args;
  gboolean done;

  args->upload = g_uuid_string_random ();
  args->kind = needed != ED_ABSENT && sim_pick (self, 3) > 0 ? needed
               : sim_pick (self, 2) == 0                     ? ED_DOCUMENT_OTHER
                                                             : ED_DOCUMENT_SATISFACTION_FORM;
  paper = make_paper (self, args->upload);
  announce (self, command, args->upload, args->kind, paper);
  done = ed_store_attach (machine->window, command, "paper.pdf", paper, NULL, &refusal, &error);
  note_deed (self, machine, command, done, &refusal, error);
}

void
sim_enqueue_with_file (SimHistory *self, SimMachine *machine, EdCommand *command, gint64 kind)
{
  EdArgs *args = command->args;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GBytes) paper = make_paper (self, id);
  g_autoptr (GStrvBuilder) documents = g_strv_builder_new ();
  const EdNewFile file = { .id = id, .kind = kind, .name = "paper.pdf", .content = paper };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (args->documents != NULL)
    g_strv_builder_addv (documents, (const char **) args->documents);
  g_strv_builder_add (documents, id);
  g_strfreev (args->documents);
  args->documents = g_strv_builder_end (documents);
  announce (self, command, id, kind, paper);
  done = ed_store_enqueue_files (machine->window, command, &file, 1, NULL, &refusal, &error);
  note_deed (self, machine, command, done, &refusal, error);
}
