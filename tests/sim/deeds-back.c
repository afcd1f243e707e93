/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people take back, or have seen to. */

#include "parts.h"

#include "store/connection.h"

static void
note_words (SimMachine *machine, const SimDeed *deed)
{
  g_autoptr (EdStatement) select = ed_db_query (machine->window->db,
                                                NULL,
                                                "SELECT command FROM outbox WHERE id = $1",
                                                "t",
                                                deed->id);

  if (ed_statement_step (select, NULL))
    sim_note_taken_back (machine,
                         ed_command_form (deed->type)->target_kind,
                         deed->target,
                         ed_statement_text (select, 0));
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
  g_assert_nonnull (machine);
  note_words (machine, deed);
  undone = ed_store_undo (machine->window, deed->id, &error);
  deed->undone = deed->undone || undone;
  deed->doubtful = deed->doubtful || error != NULL || (undone && machine->is_twin);
  sim_tell (self,
            "machine %u: undo of %.8s: %s",
            machine->index,
            deed->id,
            error != NULL ? error->message
            : undone      ? "done"
                          : "too late");
}

/* Something that was refused is seen to, and goes from the outbox. */
void
sim_discard_something (SimHistory *self, SimMachine *machine)
{
  for (guint i = 0; i < self->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);
      g_autoptr (GError) error = NULL;

      if (deed->machine != machine->index || deed->lost
          || sim_find_state (machine, deed->id) != ED_OUTBOX_REFUSED)
        continue;
      note_words (machine, deed);
      deed->lost = TRUE;
      sim_papers_let_go (self, i);
      ed_store_discard (machine->window, deed->id, &error);
      sim_tell (self,
                "machine %u: %.8s is seen to: %s",
                machine->index,
                deed->id,
                error != NULL ? error->message : "done");
    }
}
