/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pushes (PROTOCOL 3): a list of commands, taken from the front. */

#include "server/push.h"

#include <string.h>

#include "base/plant.h"
#include "server/audience.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/case-store.h"
#include "server/command-table.h"
#include "server/device-table.h"
#include "server/judge.h"
#include "server/returning.h"
#include "server/settings-keeper.h"
#include "wire/push.h"

#define COMMANDS_MAX 100
/* A hundred years: a clock that lost its battery begins at 1970. */
#define OFFSET_MAX_MS (G_GINT64_CONSTANT (36525) * 86400000)
#define FAILURES_MAX 3
#define NOT_YET_S 60

typedef struct
{
  EdApiJob job;
  char *account;
  char *device;
  gint64 clock_offset;
  GPtrArray *envelopes;
} PushJob;

/* The push while it is being written. */
typedef struct
{
  EdBatch *batch;
  EdAccount *account; /* the sender's */
  EdSender sender;
  gint64 expected;
  GString *results;    /* their JSON, with commas */
  EdApiResponse *stop; /* the problem at which the push stopped; status 0: none yet */
} Run;

static gboolean
stop (Run *run, guint status, const char *code, const char *detail, const char *param)
{
  ed_answer_problem (run->stop, status, code, detail, param);
  return TRUE;
}

static gboolean
stop_at_number (Run *run, const char *code)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT, run->expected);
  g_autofree char *detail = g_strdup_printf ("The device's next sequence number is %s.", expected);

  return stop (run, 409, code, detail, expected);
}

static gboolean
stop_unreadable (Run *run, const EdEnvelope *envelope)
{
  if (envelope->fault == ED_ENVELOPE_TOO_LARGE)
    return stop (run, 413, "too_large", "The command is too large.", envelope->id);
  return stop (run, 400, "bad_request", "The command cannot be read.", envelope->id);
}

static void
add_result (Run *run, const char *json)
{
  if (run->results->len > 0)
    g_string_append_c (run->results, ',');
  g_string_append (run->results, json);
}

static const char *
status_word (EdResultStatus status)
{
  static const char *const words[] = {
    [ED_RESULT_APPLIED] = "applied",
    [ED_RESULT_REJECTED] = "rejected",
    [ED_RESULT_KEPT] = "kept",
  };

  return words[status];
}

/* What a command says of something that was erased is not kept. */
static gboolean
is_erased (const EdResult *result)
{
  return result->status == ED_RESULT_REJECTED && result->code == ED_REFUSAL_ERASED;
}

/* Of a command on something that was erased since nobody knows what it said: it counts as the same.
 */
static gboolean
is_same (const guint8 *stored, const guint8 *sent)
{
  static const guint8 zeros[ED_SECRET_BYTES];

  return ed_secrets_equal (stored, zeros, sizeof zeros)
         || ed_secrets_equal (stored, sent, sizeof zeros);
}

/* Stores the command with its answer, and uses up its number. */
static gboolean
store (Run *run, const EdEnvelope *envelope, const EdResult *result, gint64 at, GError **error)
{
  const EdCommand *command = envelope->command;
  const EdCommandForm *form = ed_command_form (command->type);
  g_autoptr (GString) json = g_string_sized_new (128);
  EdCommandRow row = {
    .account = run->sender.account->id,
    .id = command->id,
    .device = run->sender.device,
    .seq = envelope->seq,
    .type = form->word,
    .version = form->version,
    .target = command->target_id,
    .assignment = command->assignment_id,
    .done_at = command->done_at,
    .at = at,
    .received_at = run->batch->now,
    .moved = result->moved,
    .status = status_word (result->status),
    .code = result->status == ED_RESULT_REJECTED ? ed_refusal_word (result->code) : NULL,
    .rev = result->rev,
    .hmac = envelope->hmac,
    .body = is_erased (result) ? NULL : envelope->body,
  };

  ed_result_append_json (result, json);
  row.result = json->str;
  if (result->status == ED_RESULT_REJECTED && ED_PLANT (refusal_not_stored))
    {
      add_result (run, json->str);
      return TRUE;
    }
  if (!ed_commands_add (run->batch->db, &row, error))
    return FALSE;
  if (result->status == ED_RESULT_KEPT && ED_PLANT (kept_not_audited))
    {
      add_result (run, json->str);
      return TRUE;
    }
  if (!ed_audit_add (run->batch->db,
                     run->batch->now,
                     row.account,
                     row.device,
                     row.type,
                     row.target,
                     row.code != NULL ? row.code : row.status,
                     error))
    return FALSE;
  add_result (run, json->str);
  ed_metrics_note_command (run->batch->api->metrics, row.status);
  return TRUE;
}

/* Judges the command and stores what became of it. */
static gboolean
judge_and_store (Run *run, EdEnvelope *envelope, EdResult *result, GError **error)
{
  const EdCommand *command = envelope->command;
  gint64 at;
  gboolean judged =
      ed_returning_is (run->batch, &run->sender, envelope)
          ? ed_returning_judge (run->batch, &run->sender, envelope, result, &at, error)
          : ed_judge (run->batch, &run->sender, envelope, result, &at, error);

  if (!judged || !store (run, envelope, result, at, error))
    return FALSE;
  return result->status != ED_RESULT_APPLIED
         || ed_returning_take_up (run->batch,
                                  ed_command_form (command->type)->target_kind,
                                  command->target_id,
                                  error);
}

static gboolean
judge_in_savepoint (Run *run, EdEnvelope *envelope, GError **error)
{
  EdResult *result = g_new0 (EdResult, 1);
  gboolean done;

  result->id = g_strdup (envelope->id);
  result->number = ED_ABSENT;
  done = ed_db_savepoint (run->batch->db, error);
  if (done)
    {
      done =
          judge_and_store (run, envelope, result, error) && ed_db_release (run->batch->db, error);
      if (!done)
        {
          ed_db_rollback_savepoint (run->batch->db);
          /* They may have been changed by it; what fails here fails at the next batch too. */
          ed_settings_refresh (run->batch->api, NULL);
        }
    }
  ed_result_free (result);
  return done;
}

static gboolean
give_up (Run *run, const EdEnvelope *envelope, GError **error)
{
  EdResult *result = g_new0 (EdResult, 1);
  gboolean stored;

  result->id = g_strdup (envelope->id);
  result->status = ED_RESULT_REJECTED;
  result->number = ED_ABSENT;
  result->code = ED_REFUSAL_INTERNAL_ERROR;
  stored = store (run, envelope, result, run->batch->now, error);
  ed_result_free (result);
  return stored;
}

/* A command on which the server failed: the third time it is refused, so that it blocks no queue.
 */
static gboolean
meet_failure (Run *run, const EdEnvelope *envelope, const GError *failure, GError **error)
{
  gint64 times =
      ed_commands_note_failure (run->batch->db, run->sender.account->id, envelope->id, error);

  if (times < 0)
    return FALSE;
  g_warning ("command %s failed: %s", envelope->id, failure->message);
  if (times >= FAILURES_MAX && !ED_PLANT (poison_blocks_the_queue))
    return give_up (run, envelope, error);
  return stop (run, 500, "internal_error", "The server failed on this command.", envelope->id);
}

static gboolean
judge (Run *run, EdEnvelope *envelope, GError **error)
{
  GError *local = NULL;
  gboolean met;

  if (judge_in_savepoint (run, envelope, &local))
    return TRUE;
  ed_error_complete (&local);
  if (g_error_matches (local, ED_JUDGE_ERROR, ED_JUDGE_ERROR_UPLOAD_NEEDED))
    {
      stop (run, 409, "upload_needed", "The command needs bytes first.", local->message);
      g_error_free (local);
      return TRUE;
    }
  if (g_error_matches (local, ED_JUDGE_ERROR, ED_JUDGE_ERROR_NOT_YET))
    {
      ed_answer_unavailable (run->stop);
      run->stop->retry_after_s = NOT_YET_S;
      g_error_free (local);
      return TRUE;
    }
  if (ed_error_is_lasting (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  met = meet_failure (run, envelope, local, error);
  g_error_free (local);
  return met;
}

/* What the sender did to their own account holds for what comes behind it. */
static gboolean
look_at_sender (Run *run, const EdCommand *command, GError **error)
{
  EdAccount *account;

  if (ed_command_form (command->type)->target_kind != ED_TARGET_ACCOUNT
      || strcmp (command->target_id, run->account->id) != 0)
    return TRUE;
  account = ed_case_store_load_account (run->batch, run->account->id, NULL, error);
  if (account == NULL)
    return FALSE;
  ed_account_free (run->account);
  run->sender.account = run->account = account;
  return TRUE;
}

/* One command by PROTOCOL 3.5. FALSE on failure; the push stops when run->stop is filled. */
static gboolean
take (Run *run, EdEnvelope *envelope, GError **error)
{
  g_autofree char *known = NULL;
  guint8 hmac[ED_SECRET_BYTES];
  GError *local = NULL;

  if (envelope->fault == ED_ENVELOPE_UNREADABLE || envelope->fault == ED_ENVELOPE_TOO_LARGE)
    return stop_unreadable (run, envelope);
  known = ed_commands_find (run->batch->db, run->sender.account->id, envelope->id, hmac, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (known != NULL && ED_PLANT (repeat_judged_again))
    g_clear_pointer (&known, g_free);
  if (known != NULL && !is_same (hmac, envelope->hmac))
    return stop (run, 422, "id_reused", "The id is known with another body.", envelope->id);
  if (envelope->seq > run->expected && !ED_PLANT (gap_taken))
    return stop_at_number (run, "sequence_gap");
  if (known != NULL)
    add_result (run, known);
  else if (envelope->seq < run->expected && !ED_PLANT (fork_taken))
    return stop_at_number (run, "sequence_forked");
  else if (envelope->fault == ED_ENVELOPE_UNKNOWN)
    return stop (run,
                 409,
                 "server_too_old",
                 "The command is unknown to this server.",
                 envelope->id);
  else if (!judge (run, envelope, error) || !look_at_sender (run, envelope->command, error))
    return FALSE;
  if (run->stop->status == 0 && envelope->seq == run->expected)
    run->expected++;
  return TRUE;
}

static gboolean
answer (const Run *run, EdApiResponse *response, GError **error)
{
  GString *json;
  gint64 durable =
      ed_commands_find_durable (run->batch->db, run->sender.device, run->batch->now, error);

  if (durable < 0)
    return FALSE;
  json = g_string_sized_new (128 + run->results->len);
  g_string_append_printf (json,
                          "{\"epoch\":\"%s\",\"results\":[",
                          run->batch->api->organisation->epoch);
  g_string_append_len (json, run->results->str, (gssize) run->results->len);
  g_string_append_printf (json,
                          "],\"next_seq\":%" G_GINT64_FORMAT ",\"durable\":%" G_GINT64_FORMAT "}",
                          run->expected,
                          durable);
  ed_answer_json (response, 200, g_string_free (json, FALSE));
  return TRUE;
}

static gboolean
take_all (PushJob *self, Run *run, EdApiResponse *response, GError **error)
{
  gint64 before = run->expected;
  g_autofree char *audience = ed_audience_of_account (self->account);

  for (guint i = 0; i < self->envelopes->len && run->stop->status == 0; i++)
    {
      if (!take (run, self->envelopes->pdata[i], error))
        return FALSE;
    }
  if (run->expected != before && !ED_PLANT (number_not_counted))
    {
      ed_batch_wake (run->batch, audience);
      if (!ed_devices_set_seq (run->batch->db,
                               self->device,
                               run->expected - 1,
                               run->batch->xid,
                               run->batch->head,
                               error))
        return FALSE;
    }
  return run->results->len == 0 || answer (run, response, error);
}

static gboolean
run_push (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  PushJob *self = (PushJob *) job;
  g_autoptr (EdDevice) device = NULL;
  g_autoptr (GString) results = g_string_new (NULL);
  Run run = { .batch = batch, .results = results, .stop = response };
  gboolean done;

  device = ed_devices_load (batch->db, self->device, error);
  if (device == NULL)
    return FALSE;
  run.account = ed_case_store_load_account (batch, self->account, NULL, error);
  if (run.account == NULL)
    return FALSE;
  run.expected = device->last_seq + 1;
  run.sender = (EdSender){ .account = run.account,
                           .device = self->device,
                           .clock_offset = self->clock_offset };
  done = take_all (self, &run, response, error);
  ed_account_free (run.account);
  return done;
}

static void
list_push_locks (EdApiJob *job, GArray *locks)
{
  PushJob *self = (PushJob *) job;
  EdLockKey key = { NULL, self->device };

  g_array_append_val (locks, key);
  for (guint i = 0; i < self->envelopes->len; i++)
    {
      const EdEnvelope *envelope = self->envelopes->pdata[i];

      if (envelope->command == NULL || envelope->command->target_id == NULL)
        continue;
      key.type = ed_target (ed_command_form (envelope->command->type)->target_kind)->word;
      key.id = envelope->command->target_id;
      g_array_append_val (locks, key);
    }
}

static void
free_push (EdApiJob *job)
{
  PushJob *self = (PushJob *) job;

  g_ptr_array_unref (self->envelopes);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

EdApiJob *
ed_push_job_new (const char *account, const char *device, gint64 clock_offset, GPtrArray *envelopes)
{
  PushJob *self = g_new0 (PushJob, 1);

  self->job.list_locks = list_push_locks;
  self->job.run = run_push;
  self->job.free = free_push;
  self->job.own_savepoints = TRUE;
  self->job.weight = envelopes->len;
  self->account = g_strdup (account);
  self->device = g_strdup (device);
  self->clock_offset = clock_offset;
  self->envelopes = envelopes;
  return &self->job;
}

static void
refuse_body (EdApiCall *call, const char *field)
{
  ed_answer_problem (call->response, 400, "bad_request", "The push is malformed.", field);
}

/* The list of commands, or NULL when the answer is filled. */
static JsonArray *
read_commands (EdApiCall *call, JsonObject *object)
{
  JsonArray *commands = ed_json_get_array (object, "commands");

  if (commands == NULL || json_array_get_length (commands) == 0)
    refuse_body (call, "commands");
  else if (json_array_get_length (commands) > COMMANDS_MAX)
    ed_answer_problem (call->response, 413, "too_large", "There are too many commands.", "100");
  else
    return commands;
  return NULL;
}

static gboolean
read_device (EdApiCall *call, JsonObject *object)
{
  const char *device = ed_json_get_text (object, "device");

  if (device == NULL || !ed_json_is_id (device))
    refuse_body (call, "device");
  else if (strcmp (device, call->bearer->device) != 0)
    ed_answer_problem (call->response,
                       403,
                       "device_foreign",
                       "The device is not the token's.",
                       NULL);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_offset (EdApiCall *call, JsonObject *object, gint64 *offset)
{
  *offset = 0;
  if (!json_object_has_member (object, "clock_offset_ms"))
    return TRUE;
  if (ed_json_get_number (object, "clock_offset_ms", offset) && *offset <= OFFSET_MAX_MS
      && *offset >= -OFFSET_MAX_MS)
    return TRUE;
  refuse_body (call, "clock_offset_ms");
  return FALSE;
}

void
ed_api_push (EdApiCall *call)
{
  g_autoptr (JsonNode) node = ed_api_call_parse_body (call);
  JsonObject *object;
  JsonArray *commands;
  GPtrArray *envelopes;
  gint64 offset;

  if (node == NULL)
    return;
  object = json_node_get_object (node);
  if (!read_device (call, object) || !read_offset (call, object, &offset))
    return;
  commands = read_commands (call, object);
  if (commands == NULL)
    return;
  envelopes = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_envelope_free);
  for (guint i = 0; i < json_array_get_length (commands); i++)
    g_ptr_array_add (envelopes,
                     ed_envelope_read (json_array_get_element (commands, i),
                                       call->api->organisation->content_key));
  call->job = ed_push_job_new (call->bearer->account, call->bearer->device, offset, envelopes);
}
