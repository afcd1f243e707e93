/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases of the archive, which no machine holds: they are asked for, and opened again. */

#include "parts.h"

#include "wire/archive.h"
#include "wire/record-json.h"

#include <string.h>

/* The case ID as the server shows it to who asks for it, or NULL. */
static EdCase *
ask_for (SimMachine *machine, const char *id)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  EdCall search = { .method = "POST", .path = "/v1/cases/search", .body = body };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (EdArchiveAnswer) found = NULL;
  gsize length = 0;
  const char *json;

  if (!sim_call (machine, &search, &answer) || answer.status != 200)
    return NULL;
  json = g_bytes_get_data (answer.body, &length);
  found =
      ed_record_from_json (&ed_archive_answer_type, json, (gssize) length, ED_WIRE_LENIENT, NULL);
  g_assert_nonnull (found);
  return found->cases->len > 0 ? ed_case_copy (found->cases->pdata[0]) : NULL;
}

void
sim_do_archive (SimHistory *self, SimMachine *machine)
{
  g_autoptr (GPtrArray) ids = sim_model_list_archived (self->model);
  const char *id = sim_pick_of (self, ids);
  g_autoptr (EdCase) shown = sim_load_shown (machine, ED_TARGET_CASE, id);
  g_autoptr (EdCase) archived = NULL;
  g_autoptr (EdCommand) command = NULL;

  if (shown != NULL || machine->thread != NULL)
    return;
  archived = ask_for (machine, id);
  sim_tell (self,
            "machine %u asks for %.8s of the archive: %s",
            machine->index,
            id,
            archived != NULL ? "there it is" : "nothing");
  if (archived == NULL)
    return;
  command = sim_command_new (machine, ED_COMMAND_CASE_REOPEN, id, NULL);
  ((EdArgs *) command->args)->why = sim_say (id);
  sim_enqueue_archived (self, machine, archived, command);
}
