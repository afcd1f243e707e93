/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which command needs which file, and whether the machine that it was brought on must have its
 * bytes still: until nothing that was done there needs them, whatever becomes of the server. */

#include "parts.h"

#include <string.h>

#define KEPT_MS (14 * SIM_DAY)

/* A command names a file. */
typedef struct
{
  guint deed;
  char file[37];
  gint64 expires;   /* the last day that it is shared, or absent */
  gboolean brought; /* by this command */
  gboolean free;    /* as far as it goes, the bytes may have left the machine */
} Paper;

GArray *
sim_papers_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Paper));
}

static void
note (SimHistory *self, guint deed, const char *file, gint64 expires)
{
  Paper paper = { .deed = deed, .expires = expires, .brought = TRUE };

  g_strlcpy (paper.file, file, sizeof paper.file);
  for (guint i = 0; i < self->papers->len; i++)
    paper.brought =
        paper.brought && strcmp (g_array_index (self->papers, Paper, i).file, file) != 0;
  g_array_append_val (self->papers, paper);
}

/* What its user takes from everybody leaves their own machine at once. */
static void
let_go (SimHistory *self, const char *file)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      Paper *paper = &g_array_index (self->papers, Paper, i);

      paper->free = paper->free || strcmp (paper->file, file) == 0;
    }
}

void
sim_papers_note (SimHistory *self, guint deed, const EdCommand *command)
{
  const EdArgs *args = command->args;

  if (command->type == ED_COMMAND_DOCUMENT_ATTACH)
    note (self, deed, args->upload, ED_ABSENT);
  if (command->type == ED_COMMAND_REQUEST_REVOKE || command->type == ED_COMMAND_DOCUMENT_DETACH)
    let_go (self, args->id);
  if (ed_command_form (command->type)->target_kind != ED_TARGET_REQUEST)
    return;
  for (char **id = args->documents; id != NULL && *id != NULL; id++)
    note (self, deed, *id, args->expires);
}

static const SimDeed *
get_deed (const SimHistory *self, const Paper *paper)
{
  return &g_array_index (self->deeds, SimDeed, paper->deed);
}

static const char *
get_account (const SimDeed *deed)
{
  return sim_people[sim_owners[deed->machine]].id;
}

/* Whether it waits, or is to be handed back to a server that goes back. */
static gboolean
is_in_force (const SimDeed *deed)
{
  return !deed->undone && !deed->doubtful && !deed->lost;
}

void
sim_papers_let_go (SimHistory *self, guint deed)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      const Paper *given = &g_array_index (self->papers, Paper, i);

      if (given->deed == deed)
        let_go (self, given->file);
    }
}

/* Of what was accepted the file is a document like others: it leaves with what shows it, on the
 * server or here. Late work keeps its own. */
static gboolean
needs_it (SimHistory *self, const Paper *paper)
{
  const SimDeed *deed = get_deed (self, paper);
  const char *account = get_account (deed);
  gint64 now = ed_clock_now (&self->clock.parent);
  const char *result = sim_model_result (self->model, account, deed->id);

  if (now - deed->at > KEPT_MS || !is_in_force (deed)
      || (paper->expires != ED_ABSENT && now >= paper->expires * SIM_DAY))
    return FALSE;
  if (result == NULL || strstr (result, "\"kept\"") != NULL)
    return TRUE;
  return sim_model_lists (self->model,
                          ed_command_form (deed->type)->target_kind,
                          deed->target,
                          paper->file)
         && strstr (sim_model_describe (self->model, account, now), paper->file) != NULL;
}

/* Whether anything done on the machine of PAPER needs its file. */
static gboolean
is_needed (SimHistory *self, const Paper *paper)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      const Paper *other = &g_array_index (self->papers, Paper, i);

      if (get_deed (self, other)->machine == get_deed (self, paper)->machine
          && strcmp (other->file, paper->file) == 0 && needs_it (self, other))
        return TRUE;
    }
  return FALSE;
}

void
sim_papers_watch (SimHistory *self)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      Paper *paper = &g_array_index (self->papers, Paper, i);

      paper->free = paper->free || !is_needed (self, paper);
    }
}

/* Whether MACHINE shows the file to its user, or has an answer to wait for. */
static gboolean
is_in_use (SimMachine *machine, const Paper *paper)
{
  const SimDeed *deed = get_deed (machine->history, paper);
  EdTargetKind kind = ed_command_form (deed->type)->target_kind;
  int state = sim_find_state (machine, deed->id);
  gpointer shown;
  gboolean is_shown;

  if (!deed->answered || state == ED_OUTBOX_WAITING || state == ED_OUTBOX_SENT
      || state == ED_OUTBOX_KEPT)
    return TRUE;
  shown = sim_load_shown (machine, kind, deed->target);
  is_shown = shown != NULL && sim_model_is_file_of (kind, shown, paper->file);
  if (shown != NULL)
    ed_record_free (ed_target (kind)->record, shown);
  return is_shown;
}

void
sim_papers_watch_screen (SimMachine *machine)
{
  SimHistory *self = machine->history;

  for (guint i = 0; i < self->papers->len; i++)
    {
      Paper *paper = &g_array_index (self->papers, Paper, i);

      if (!paper->free && get_deed (self, paper)->machine == machine->index
          && is_in_force (get_deed (self, paper)))
        paper->free = !is_in_use (machine, paper);
    }
}

/* Whether it was brought on MACHINE, and not taken back. */
static gboolean
was_brought (const SimMachine *machine, const char *file)
{
  const SimHistory *self = machine->history;

  for (guint i = 0; i < self->papers->len; i++)
    {
      const Paper *paper = &g_array_index (self->papers, Paper, i);
      const SimDeed *deed = get_deed (self, paper);

      if (paper->brought && deed->machine == machine->index && strcmp (paper->file, file) == 0)
        return !deed->undone && !deed->doubtful;
    }
  return FALSE;
}

void
sim_papers_check_given_up (SimMachine *machine, const char *file)
{
  SimHistory *self = machine->history;

  if (!was_brought (machine, file))
    return;
  for (guint i = 0; i < self->papers->len; i++)
    {
      const Paper *paper = &g_array_index (self->papers, Paper, i);
      const SimDeed *deed = get_deed (self, paper);

      if (deed->machine != machine->index || strcmp (paper->file, file) != 0 || paper->free
          || !is_in_force (deed))
        continue;
      sim_violate (self,
                   "machine %u gives up the bytes of %.8s, which %s %.8s needs",
                   machine->index,
                   file,
                   ed_command_form (deed->type)->word,
                   deed->id);
      return;
    }
}
