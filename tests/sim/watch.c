/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "base/plant.h"
#include "domain/project.h"
#include "store/connection.h"
#include "wire/record-json.h"

#include <string.h>

#define CANARY "canary-"
#define KEPT_MS (14 * SIM_DAY)
#define ROUNDS 12

/* --- what is held -------------------------------------------------------------------------------
 */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Views as the server sent them, a line each: cases and messages, or all else. */
static char *
describe_replica (SimMachine *machine, gboolean rest)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   rest ? "SELECT document.body FROM document_key JOIN document ON document.row ="
                          " document_key.row WHERE document.type NOT IN ('case', 'message')"
                        : "SELECT document.body FROM document_key JOIN document ON document.row ="
                          " document_key.row WHERE document.type IN ('case', 'message')",
                   "");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  while (ed_statement_step (select, &error))
    g_ptr_array_add (lines, g_strdup (ed_statement_text (select, 0)));
  if (error != NULL)
    sim_violate (machine->history, "machine %u: %s", machine->index, error->message);
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* The first place where two texts differ, for the story. */
static void
tell_difference (SimMachine *machine, const char *is, const char *ought, const char *what)
{
  gsize i = 0;
  gsize from;

  while (is[i] != '\0' && is[i] == ought[i])
    i++;
  from = i > 60 ? i - 60 : 0;
  sim_violate (machine->history,
               "machine %u %s: …%.160s… instead of …%.160s…",
               machine->index,
               what,
               is + from,
               ought + from);
}

/* As soon as a catch-up is shown, it is what the server had when its last page left. */
static void
check_replica (SimMachine *machine)
{
  g_autofree char *cursor = NULL;
  g_autofree char *held = NULL;

  if (machine->cursor == NULL)
    return;
  cursor = ed_store_get (machine->window, "cursor", NULL);
  if (g_strcmp0 (cursor, machine->cursor) != 0)
    return;
  g_clear_pointer (&machine->cursor, g_free);
  held = describe_replica (machine, FALSE);
  if (strcmp (held, machine->expected) != 0)
    tell_difference (machine, held, machine->expected, "holds");
}

/* --- canaries -----------------------------------------------------------------------------------
 */

static void
search_file (SimMachine *machine, const char *name, GHashTable *held)
{
  g_autofree char *path = g_build_filename (machine->folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  gsize mark = strlen (CANARY);

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  for (gsize i = 0; i + mark + 36 <= length; i++)
    {
      g_autofree char *id = NULL;

      if (bytes[i] != CANARY[0] || memcmp (bytes + i, CANARY, mark) != 0)
        continue;
      id = g_strndup (bytes + i + mark, 36);
      if (sim_model_sees_case (machine->history->model, machine->account, id))
        continue; /* of news that a failure kept from being taken in */
      if (ed_json_is_id (id) && !g_hash_table_contains (held, id))
        {
          sim_violate (machine->history,
                       "machine %u still has bytes of case %.8s in %s",
                       machine->index,
                       id,
                       name);
          return;
        }
    }
}

/* Nothing of what was forgotten is left in any byte, once its wipe is done. */
static void
check_canaries (SimMachine *machine)
{
  g_autoptr (EdStatement) open = NULL;
  g_autoptr (EdStatement) select = NULL;
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!machine->is_plain || machine->is_coordinator)
    return;
  open = ed_db_query (machine->window->db, NULL, "SELECT 1 FROM wipe WHERE wiped <= 0", "");
  if (ed_statement_step (open, NULL))
    return;
  ed_statement_done (open);
  select = ed_db_query (machine->window->db,
                        NULL,
                        "SELECT id FROM document WHERE type = 'case'"
                        " UNION SELECT target FROM outbox",
                        "");
  while (ed_statement_step (select, NULL))
    g_hash_table_add (held, g_strdup (ed_statement_text (select, 0)));
  search_file (machine, "desk.db", held);
  search_file (machine, "desk.db-wal", held);
}

/* --- the screen ---------------------------------------------------------------------------------
 */

/* What matters of a case, without the times that were told on the way. */
static char *
name_essence (const EdCase *case_)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s state %d expert %s city %s contacted %d score %d tick %d closing %s",
                          case_->id,
                          (int) case_->state,
                          case_->expert_id,
                          case_->city,
                          case_->contacted_at != ED_ABSENT,
                          (int) case_->satisfaction_score,
                          case_->satisfaction_not_possible == 1,
                          case_->closing != NULL ? case_->closing->id : "none");
  for (guint i = 0; i < case_->sessions->len; i++)
    {
      const EdSession *session = case_->sessions->pdata[i];

      g_string_append_printf (text,
                              " session %s %d %d",
                              session->id,
                              (int) session->date,
                              session->deleted == 1);
    }
  for (guint i = 0; i < case_->attempts->len; i++)
    {
      const EdAttempt *attempt = case_->attempts->pdata[i];

      g_string_append_printf (text, " attempt %s %d", attempt->id, attempt->deleted == 1);
    }
  for (guint i = 0; i < case_->documents->len; i++)
    g_string_append_printf (text, " document %s", ((EdDocument *) case_->documents->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static gpointer
load_replica (SimMachine *machine, const EdRecordType *type, const char *name, const char *id)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT document.body FROM document_key JOIN document ON document.row ="
                   " document_key.row WHERE document_key.type = $1 AND document_key.id = $2",
                   "tt",
                   name,
                   id);

  if (!ed_statement_step (select, NULL))
    return NULL;
  return ed_record_from_json (type, ed_statement_text (select, 0), -1, ED_WIRE_LENIENT, NULL);
}

static gint64
read_number (SimMachine *machine, const char *fact)
{
  g_autofree char *text = ed_store_get (machine->window, fact, NULL);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* The replica of the case with the commands on it that it does not have. */
static EdCase *
replay (SimMachine *machine, const char *id)
{
  const char *plant = ed_plant_set (NULL);
  EdCase *case_ = load_replica (machine, &ed_case_type, "case", id);
  g_autoptr (EdStatement) select = NULL;
  gint64 covered = read_number (machine, "covered");
  gint64 offset = read_number (machine, "clock_offset_ms");
  g_autoptr (EdAccount) account = ed_store_load_own_account (machine->window, NULL);
  g_autoptr (EdSettings) settings = ed_store_load_settings (machine->window, NULL);
  g_autoptr (EdZone) zone = ed_settings_make_zone (settings);

  select = ed_db_query (machine->window->db,
                        NULL,
                        "SELECT command, number FROM outbox WHERE target = $1 AND state <= 2"
                        " AND (seq IS NULL OR seq > $2) ORDER BY position",
                        "ti",
                        id,
                        covered);
  while (ed_statement_step (select, NULL))
    {
      g_autoptr (EdCommand) command = ed_command_from_json (ed_statement_text (select, 0), NULL);
      gint64 at = offset + MIN (command->done_at, ed_clock_now (&machine->clock.parent));
      EdRefusal refusal;
      EdCircumstances circumstances = { .account_id = account->id,
                                        .account_name = account->name,
                                        .roles = ed_account_roles (account),
                                        .at = at,
                                        .received_at = at,
                                        .number = ED_ABSENT,
                                        .settings = settings,
                                        .zone = zone };
      g_autoptr (EdAccount) expert = NULL;

      if (command->type == ED_COMMAND_CASE_ASSIGN)
        expert =
            load_replica (machine, &ed_account_type, "account", ((EdArgs *) command->args)->expert);
      circumstances.expert = expert;
      circumstances.file = sim_model_file (machine->history->model, command);
      ed_case_apply (&case_, command, &circumstances, &refusal);
    }
  ed_plant_set (plant);
  return case_;
}

/* The screen's view is the replica with the commands on it, of every case. Where clocks jump, what
 * is in the future may be another than when the view was made. */
static void
check_screen (SimMachine *machine)
{
  if (machine->history->has[SIM_TROUBLE_CLOCKS])
    return;
  for (guint i = 0; i < machine->history->cases->len; i++)
    {
      const char *id = machine->history->cases->pdata[i];
      g_autoptr (EdCase) ought = replay (machine, id);
      g_autoptr (EdCaseRow) row = ed_store_load_case (machine->window, id, NULL);
      g_autofree char *wanted = ought != NULL ? name_essence (ought) : g_strdup ("nothing");
      g_autofree char *shown = row != NULL ? name_essence (row->case_) : g_strdup ("nothing");

      if (strcmp (shown, wanted) != 0)
        tell_difference (machine, shown, wanted, "shows");
    }
}

/* --- deeds --------------------------------------------------------------------------------------
 */

/* The state of the command in the machine's outbox, or -1. */
static int
find_state (SimMachine *machine, const char *id)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db, NULL, "SELECT state FROM outbox WHERE id = $1", "t", id);

  return ed_statement_step (select, NULL) ? (int) ed_statement_int (select, 0) : -1;
}

/* Whether what is no longer in the outbox may be gone from it. */
static gboolean
may_be_gone (SimMachine *machine, const SimDeed *deed)
{
  SimHistory *self = machine->history;

  return deed->undone || deed->doubtful || deed->lost
         || sim_model_result (self->model, machine->account, deed->id) != NULL
         || (self->restores > 0 && deed->answered)
         || (ed_clock_now (&self->clock.parent) - deed->at > KEPT_MS && deed->away);
}

static void
check_deed (SimMachine *machine, const SimDeed *deed)
{
  SimHistory *self = machine->history;
  const char *result = sim_model_result (self->model, machine->account, deed->id);
  const char *command = ed_command_form (deed->type)->word;
  int state = find_state (machine, deed->id);

  if (state < 0 && !may_be_gone (machine, deed))
    sim_violate (self, "machine %u lost %s %.8s", machine->index, command, deed->id);
  if (state >= 0 && deed->undone && !deed->doubtful)
    sim_violate (self, "machine %u: %s %.8s was undone", machine->index, command, deed->id);
  if (deed->undone && !deed->doubtful && result != NULL)
    sim_violate (self, "%s %.8s was undone, and the server has it", command, deed->id);
  if (state == ED_OUTBOX_ACCEPTED && self->restores == 0
      && (result == NULL || strstr (result, "\"applied\"") == NULL))
    sim_violate (self, "%s %.8s is told to be accepted, and is not", command, deed->id);
  if (state == ED_OUTBOX_KEPT && self->restores == 0
      && (result == NULL || strstr (result, "\"kept\"") == NULL))
    sim_violate (self, "%s %.8s is told to be kept, and is not", command, deed->id);
  if (state == ED_OUTBOX_REFUSED && result != NULL && self->restores == 0
      && strstr (result, "\"rejected\"") == NULL)
    sim_violate (self, "%s %.8s is told to be refused, and is not", command, deed->id);
}

static void
note_fates (SimMachine *machine)
{
  const SimModel *model = machine->history->model;

  for (guint i = 0; i < machine->history->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (machine->history->deeds, SimDeed, i);

      if (deed->machine != machine->index)
        continue;
      deed->answered =
          deed->answered || sim_model_result (model, machine->account, deed->id) != NULL;
      deed->away = deed->away || !sim_model_sees_case (model, machine->account, deed->target);
    }
}

static void
check_deeds (SimMachine *machine)
{
  for (guint i = 0; i < machine->history->deeds->len; i++)
    {
      const SimDeed *deed = &g_array_index (machine->history->deeds, SimDeed, i);

      if (deed->machine == machine->index)
        check_deed (machine, deed);
    }
}

void
sim_watch_machine (SimMachine *machine)
{
  if (machine->history->model == NULL || machine->history->violation != NULL)
    return;
  check_replica (machine);
  note_fates (machine);
  if (machine->thread != NULL)
    return;
  check_deeds (machine);
  check_screen (machine);
  check_canaries (machine);
}

/* --- the end ------------------------------------------------------------------------------------
 */

static gint64
count_waiting (SimMachine *machine)
{
  EdCounts counts = { 0 };

  ed_store_count (machine->window, &counts, NULL);
  return counts.waiting;
}

/* Passes that nothing disturbs, until nobody has anything to send. */
static void
calm_down (SimHistory *self)
{
  gint64 waiting = 1;

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
      if (sim_restore_rights (self))
        continue;
      if (round >= 3 && waiting == 0)
        return;
    }
  if (self->violation == NULL)
    sim_violate (self, "%d commands are never sent", (int) waiting);
}

/* The bytes of every document of a case that is shown are the ones that were attached. */
static void
check_documents (SimMachine *machine, const EdCase *case_)
{
  g_autofree char *token = ed_store_get (machine->window, "token", NULL);
  g_autofree char *device = ed_store_get (machine->window, "device", NULL);

  for (guint i = 0; i < case_->documents->len && machine->history->violation == NULL; i++)
    {
      const EdDocument *document = case_->documents->pdata[i];
      g_autofree char *path = g_strdup_printf ("/v1/documents/%s/content", document->id);
      const EdCall call = { .method = "GET", .path = path, .token = token, .device = device };
      g_auto (EdAnswer) answer = { 0 };
      g_autofree char *hash = NULL;

      if (ed_transport_send (machine->transport, &call, &answer, NULL, NULL))
        hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer.body);
      if (answer.status != 200 || g_strcmp0 (hash, document->sha256) != 0)
        sim_violate (machine->history,
                     "machine %u cannot read document %.8s as it was attached (%u)",
                     machine->index,
                     document->id,
                     answer.status);
    }
}

/* With nothing left to be sent the screen shows what the server has. */
static void
check_last_screen (SimMachine *machine)
{
  for (guint i = 0; i < machine->history->cases->len; i++)
    {
      const char *id = machine->history->cases->pdata[i];
      g_autoptr (EdCase) ought = load_replica (machine, &ed_case_type, "case", id);
      g_autoptr (EdCaseRow) row = ed_store_load_case (machine->window, id, NULL);
      g_autofree char *wanted = ought != NULL ? name_essence (ought) : g_strdup ("nothing");
      g_autofree char *shown = row != NULL ? name_essence (row->case_) : g_strdup ("nothing");

      if (strcmp (shown, wanted) != 0)
        tell_difference (machine, shown, wanted, "shows at the end");
      if (ought != NULL)
        check_documents (machine, ought);
    }
}

static void
check_end (SimMachine *machine)
{
  SimHistory *self = machine->history;
  g_autofree char *held = describe_replica (machine, FALSE);
  const char *ought =
      sim_model_describe (self->model, machine->account, ed_clock_now (&self->clock.parent));

  if (strcmp (held, ought) != 0)
    tell_difference (machine, held, ought, "holds at the end");
  for (guint i = 0; i < self->deeds->len; i++)
    {
      const SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

      if (deed->machine == machine->index && find_state (machine, deed->id) == ED_OUTBOX_ACCEPTED
          && sim_model_result (self->model, machine->account, deed->id) == NULL)
        sim_violate (self, "%.8s was accepted, and the server has lost it", deed->id);
    }
  if (self->violation == NULL)
    check_last_screen (machine);
}

/* What is no case: as a machine that begins anew would have it. */
static void
check_rest (SimHistory *self)
{
  for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
    {
      SimMachine *machine = self->machines[i];
      g_autofree char *before = describe_replica (machine, TRUE);
      g_autofree char *after = NULL;

      ed_store_forget_cursor (machine->window, NULL);
      sim_machine_begin (machine);
      sim_machine_finish (machine);
      after = describe_replica (machine, TRUE);
      if (strcmp (before, after) != 0)
        tell_difference (machine, before, after, "holds of other things");
    }
}

void
sim_watch_end (SimHistory *self)
{
  sim_tell (self, "nothing fails any more");
  calm_down (self);
  for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
    check_end (self->machines[i]);
  if (self->violation == NULL)
    check_rest (self);
}
