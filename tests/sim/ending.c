/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a history: nothing fails any more. */

#include "parts.h"

#include "domain/request.h"
#include "store/connection.h"
#include "wire/record-json.h"

#include <string.h>

#define ROUNDS 60
#define WAIT_MS (73 * 60 * SIM_MINUTE)

static gint64
count_waiting (SimMachine *machine)
{
  EdCounts counts = { 0 };

  ed_store_count (machine->window, &counts, NULL);
  return counts.waiting;
}

/* What waits for what is not back since the server was put back waits no longer. */
static void
end_waiting (SimHistory *self)
{
  ed_manual_clock_advance (&self->clock, WAIT_MS);
  for (guint i = 0; i < self->n_machines; i++)
    ed_manual_clock_advance (&self->machines[i]->clock, WAIT_MS);
  sim_server_do_chores (self);
}

/* Passes that nothing disturbs, until nobody has anything to send. */
static void
calm_down (SimHistory *self)
{
  gint64 waiting = 1;
  guint calm = 0; /* rounds in a row */

  for (guint round = 0; round < ROUNDS && self->violation == NULL; round++)
    {
      waiting = 0;
      for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
        {
          SimMachine *machine = self->machines[i];

          machine->pass.push_after = machine->pass.upload_after = 0;
          sim_machine_begin (machine);
          sim_machine_finish (machine);
          waiting += count_waiting (machine);
        }
      calm = sim_restore_rights (self) || waiting > 0 ? 0 : calm + 1;
      if (round == 10 && self->restores > 0)
        end_waiting (self);
      if (round >= (self->restores > 0 ? 14 : 3) && calm >= 2)
        return;
    }
  if (self->violation == NULL)
    sim_violate (self, "%d commands are never sent", (int) waiting);
}

/* The bytes of every document that is shown are the ones that were attached. */
static void
check_document (SimMachine *machine, const char *id, const char *sha256)
{
  g_autofree char *token = ed_store_get (machine->window, "token", NULL);
  g_autofree char *device = ed_store_get (machine->window, "device", NULL);
  g_autofree char *path = g_strdup_printf ("/v1/documents/%s/content", id);
  const EdCall call = { .method = "GET", .path = path, .token = token, .device = device };
  g_auto (EdAnswer) answer = { 0 };
  g_autofree char *hash = NULL;

  if (ed_transport_send (machine->transport, &call, &answer, NULL, NULL))
    hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer.body);
  if (answer.status != 200 || g_strcmp0 (hash, sha256) != 0)
    sim_violate (machine->history,
                 "machine %u cannot read document %.8s as it was attached (%u)",
                 machine->index,
                 id,
                 answer.status);
}

static void
check_documents (SimMachine *machine)
{
  const SimHistory *self = machine->history;

  for (guint i = 0; i < self->cases->len && self->violation == NULL; i++)
    {
      g_autoptr (EdCase) shown = sim_load_shown (machine, ED_TARGET_CASE, self->cases->pdata[i]);

      for (guint j = 0; shown != NULL && j < shown->documents->len; j++)
        {
          const EdDocument *document = shown->documents->pdata[j];

          check_document (machine, document->id, document->sha256);
        }
    }
  for (guint i = 0; i < self->requests->len && self->violation == NULL; i++)
    {
      g_autoptr (EdRequest) shown =
          sim_load_shown (machine, ED_TARGET_REQUEST, self->requests->pdata[i]);
      g_autoptr (GPtrArray) documents =
          shown != NULL ? ed_request_list_documents (shown) : g_ptr_array_new ();

      for (guint j = 0; j < documents->len; j++)
        {
          const EdRequestDocument *document = documents->pdata[j];

          check_document (machine, document->id, document->sha256);
        }
    }
}

/* With nothing left to be sent nothing is laid over what the server said. */
static void
check_overlay (SimMachine *machine)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db, NULL, "SELECT id FROM overlay", "");

  if (ed_statement_step (select, NULL))
    sim_violate (machine->history,
                 "machine %u shows %.8s at the end as it was commanded",
                 machine->index,
                 ed_statement_text (select, 0));
}

static void
check_end (SimMachine *machine)
{
  SimHistory *self = machine->history;
  g_autofree char *held = sim_describe_replica (machine);
  const char *ought =
      sim_model_describe (self->model, machine->account, ed_clock_now (&self->clock.parent));

  if (strcmp (held, ought) != 0)
    sim_tell_difference (machine, held, ought, "holds at the end");
  for (guint i = 0; i < self->deeds->len; i++)
    {
      const SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

      if (deed->machine == machine->index
          && sim_find_state (machine, deed->id) == ED_OUTBOX_ACCEPTED
          && sim_model_result (self->model, machine->account, deed->id) == NULL)
        sim_violate (self, "%.8s was accepted, and the server has lost it", deed->id);
    }
  if (self->violation == NULL)
    check_overlay (machine);
  if (self->violation == NULL)
    check_documents (machine);
}

/* A machine that begins anew has the same. */
static void
check_full_pull (SimMachine *machine)
{
  g_autofree char *before = sim_describe_replica (machine);
  g_autofree char *after = NULL;

  ed_store_forget_cursor (machine->window, NULL);
  sim_machine_begin (machine);
  sim_machine_finish (machine);
  after = sim_describe_replica (machine);
  if (strcmp (before, after) != 0)
    sim_tell_difference (machine, before, after, "held before a full pull");
}

static void
check_server (SimHistory *self)
{
  g_autofree char *books = sim_server_check_books (self);
  g_autofree char *money = sim_model_check_money (self->model);

  if (books != NULL)
    sim_violate (self, "%s", books);
  if (money != NULL)
    sim_violate (self, "%s", money);
}

void
sim_watch_end (SimHistory *self)
{
  sim_tell (self, "nothing fails any more");
  calm_down (self);
  for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
    check_end (self->machines[i]);
  if (self->violation == NULL)
    check_server (self);
  for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
    check_full_pull (self->machines[i]);
}
