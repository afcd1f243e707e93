/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown is the replica with the commands on it, made here another way than the store does.
 */

#include "parts.h"

#include "base/plant.h"
#include "domain/project.h"
#include "domain/request-view.h"
#include "domain/statement-rules.h"
#include "store/connection.h"
#include "store/overlay.h"
#include "wire/record-json.h"

#include <string.h>

/* --- what matters of a thing --------------------------------------------------------------------
 */

/* Of a case, without the times that were told on the way. */
static char *
name_case (const EdCase *case_)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      "%s state %d expert %s city %s details %s contacted %d score %d tick %d closing %s",
      case_->id,
      (int) case_->state,
      case_->expert_id,
      case_->city,
      case_->problem_details,
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

      g_string_append_printf (text,
                              " attempt %s %d %d %d",
                              attempt->id,
                              (int) attempt->kind,
                              (int) attempt->result,
                              attempt->deleted == 1);
    }
  for (guint i = 0; i < case_->documents->len; i++)
    g_string_append_printf (text, " document %s", ((EdDocument *) case_->documents->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static void
name_documents (GString *text, const char *what, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const EdRequestDocument *document = documents->pdata[i];

      g_string_append_printf (text,
                              " %s %s%s",
                              what,
                              document->id,
                              document->ended != ED_ABSENT ? " ended" : "");
    }
}

static char *
name_request (const EdRequest *request)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s state %d expert %s draft %s returned %s rounds %u",
                          request->id,
                          (int) request->state,
                          request->expert_id,
                          request->draft != NULL ? request->draft->text : "none",
                          request->returned != NULL ? request->returned->note : "no",
                          request->rounds->len);
  if (request->draft != NULL)
    name_documents (text, "drafted", request->draft->documents);
  name_documents (text, "shared", request->documents);
  for (guint i = 0; i < request->versions->len; i++)
    {
      const EdResponseVersion *version = request->versions->pdata[i];

      g_string_append_printf (text,
                              " version %s %s %d",
                              version->id,
                              version->text,
                              version->approved_at != ED_ABSENT);
      name_documents (text, "of it", version->documents);
    }
  return g_string_free (text, FALSE);
}

static char *
name_statement (const EdFeeStatement *statement)
{
  return g_strdup_printf ("%s state %d rev %d lines %u total %d",
                          statement->id,
                          (int) statement->state,
                          (int) statement->statement_rev,
                          statement->lines->len,
                          (int) ed_fee_statement_total (statement));
}

static char *
name_record (EdTargetKind kind, gconstpointer record)
{
  if (record == NULL)
    return g_strdup ("nothing");
  if (kind == ED_TARGET_CASE)
    return name_case (record);
  return kind == ED_TARGET_REQUEST ? name_request (record) : name_statement (record);
}

/* --- the replica with the commands --------------------------------------------------------------
 */

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

/* Who commands on the machine, and when. */
typedef struct
{
  SimMachine *machine;
  EdAccount *account;
  EdSettings *settings;
  EdZone *zone;
  gint64 offset; /* of the machine's clock */
  gint64 at;
} Player;

static gpointer
load_account (const Player *player, const char *id)
{
  return id != NULL ? load_replica (player->machine, &ed_account_type, "account", id) : NULL;
}

static void
apply_to_case (const Player *player, EdCase **case_, const EdCommand *command)
{
  const EdArgs *args = command->args;
  const SimModel *model = player->machine->history->model;
  g_autoptr (EdAccount) expert = NULL;
  EdCircumstances circumstances = { .account_id = player->account->id,
                                    .account_name = player->account->name,
                                    .roles = ed_account_roles (player->account),
                                    .at = player->at,
                                    .received_at = player->at,
                                    .number = ED_ABSENT,
                                    .settings = player->settings,
                                    .zone = player->zone };

  if (command->type == ED_COMMAND_CASE_ASSIGN)
    circumstances.expert = expert = load_account (player, args->expert);
  if (command->type == ED_COMMAND_DOCUMENT_ATTACH)
    circumstances.file = sim_model_file (model, args->upload);
  ed_case_apply (case_, command, &circumstances, NULL);
}

static gboolean
finds (SimMachine *machine, const char *sql, const char *id)
{
  g_autoptr (EdStatement) select = ed_db_query (machine->window->db, NULL, sql, "t", id);

  return ed_statement_step (select, NULL);
}

/* Whether the bytes of a document that COMMAND shared here have left the machine, and rightly: it
 * was revoked, or its last day has passed. What shared it is handed back in vain to a server that
 * has lost it. */
static gboolean
has_left (const Player *player, const EdCommand *command, const char *document)
{
  gint64 expires = ((const EdArgs *) command->args)->expires;
  gint64 now = ed_clock_now (&player->machine->clock.parent) + player->offset;

  return !finds (player->machine, "SELECT 1 FROM file WHERE id = $1", document)
         && ((expires != ED_ABSENT && expires < ed_zone_date (player->zone, now)
              && finds (player->machine,
                        "SELECT 1 FROM outbox WHERE id = $1 AND was IS NOT NULL",
                        command->id))
             || finds (player->machine,
                       "SELECT 1 FROM outbox WHERE command ->> '$.type' = 'request.revoke'"
                       " AND was IS NOT NULL AND command ->> '$.args.id' = $1",
                       document));
}

static void
apply_to_request (const Player *player, EdRequest **request, const EdCommand *command)
{
  const EdArgs *args = command->args;
  const SimModel *model = player->machine->history->model;
  const char *named = args->expert != NULL ? args->expert : args->recipient;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (EdAccount) expert = NULL;
  EdRequestCircumstances circumstances = { .account_id = player->account->id,
                                           .account_name = player->account->name,
                                           .roles = ed_account_roles (player->account),
                                           .at = player->at,
                                           .received_at = player->at,
                                           .number = ED_ABSENT,
                                           .files = files,
                                           .zone = player->zone };
  EdRequestAudience audience;

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN && *request != NULL)
    named = (*request)->expert_id;
  circumstances.expert = expert = load_account (player, named);
  for (char **id = args->documents; id != NULL && *id != NULL; id++)
    if (sim_model_file (model, *id) != NULL && !has_left (player, command, *id))
      g_ptr_array_add (files, (gpointer) sim_model_file (model, *id));
  if (ed_request_apply (request, command, &circumstances, NULL)
      && ed_request_find_audience (*request, player->account->id, circumstances.roles, &audience))
    {
      EdRequest *view = ed_request_project (*request, audience);

      ed_request_free (*request);
      *request = view;
    }
}

static void
apply_to_statement (const Player *player, EdFeeStatement *statement, const EdCommand *command)
{
  const EdStatementCircumstances circumstances = { .account_id = player->account->id,
                                                   .account_name = player->account->name,
                                                   .roles = ed_account_roles (player->account),
                                                   .at = player->at };

  ed_fee_statement_apply (statement, command, &circumstances, NULL);
}

static void
apply (const Player *player, EdTargetKind kind, gpointer *record, const EdCommand *command)
{
  if (kind == ED_TARGET_CASE)
    apply_to_case (player, (EdCase **) record, command);
  else if (kind == ED_TARGET_REQUEST)
    apply_to_request (player, (EdRequest **) record, command);
  else
    apply_to_statement (player, *record, command);
}

/* The replica of the thing with the commands on it that it does not have. */
static gpointer
replay (SimMachine *machine, EdTargetKind kind, const char *id)
{
  gpointer record = load_replica (machine, ed_target (kind)->record, ed_target (kind)->word, id);
  gint64 covered = read_number (machine, "covered");
  gint64 offset = read_number (machine, "clock_offset_ms");
  g_autoptr (EdAccount) account = ed_store_load_own_account (machine->window, NULL);
  g_autoptr (EdSettings) settings = ed_store_load_settings (machine->window, NULL);
  g_autoptr (EdZone) zone = ed_settings_make_zone (settings);
  Player player = { machine, account, settings, zone, offset, 0 };
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT command FROM outbox WHERE target = $1 AND state <= 2"
                   " AND (seq IS NULL OR seq > $2) ORDER BY position",
                   "ti",
                   id,
                   covered);

  while (ed_statement_step (select, NULL))
    {
      g_autoptr (EdCommand) command = ed_command_from_json (ed_statement_text (select, 0), NULL);

      player.at = offset + MIN (command->done_at, ed_clock_now (&machine->clock.parent));
      apply (&player, kind, &record, command);
    }
  return record;
}

static void
check_thing (SimMachine *machine, EdTargetKind kind, const char *id)
{
  const char *plant = ed_plant_set (NULL);
  gpointer ought = replay (machine, kind, id);
  g_autofree char *wanted = name_record (kind, ought);
  g_autofree char *shown = NULL;
  gpointer is;

  ed_plant_set (plant);
  is = sim_load_shown (machine, kind, id);
  shown = name_record (kind, is);
  if (strcmp (shown, wanted) != 0)
    sim_tell_difference (machine, shown, wanted, "shows");
  ed_record_free (ed_target (kind)->record, ought);
  ed_record_free (ed_target (kind)->record, is);
}

static void
check_statements (SimMachine *machine)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT id FROM document_key WHERE type = 'statement'",
                   "");

  while (ed_statement_step (select, NULL))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  ed_statement_done (select);
  for (guint i = 0; i < ids->len; i++)
    check_thing (machine, ED_TARGET_STATEMENT, ids->pdata[i]);
}

/* Where clocks jump, what is in the future may be another than when the view was made. */
void
sim_check_screen (SimMachine *machine)
{
  const SimHistory *self = machine->history;

  if (self->has[SIM_TROUBLE_CLOCKS])
    return;
  for (guint i = 0; i < self->cases->len; i++)
    check_thing (machine, ED_TARGET_CASE, self->cases->pdata[i]);
  for (guint i = 0; i < self->requests->len; i++)
    check_thing (machine, ED_TARGET_REQUEST, self->requests->pdata[i]);
  check_statements (machine);
}
