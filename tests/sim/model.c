/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-part.h"

#include "base/plant.h"
#include "domain/request-rules.h"
#include "wire/record-json.h"

#include <string.h>

/* A push that was answered, chores, or an older database in its place: what everything else here
 * follows from. */
typedef struct
{
  char *account; /* NULL: chores, or the server was put back, and knows it */
  gboolean is_restore;
  GPtrArray *accounts; /* EdAccount: how they may be used stays, though it does not know it */
  char **held;         /* what the server holds after it, of what has no counted revisions */
  char *file;          /* or nothing but: it has acknowledged BYTES of it */
  SimBytes bytes;
  gint64 now;
  GBytes *body;
  char *answer;
  gsize length;
} Happening;

static void
happening_free (gpointer data)
{
  Happening *happening = data;

  g_free (happening->account);
  g_clear_pointer (&happening->accounts, g_ptr_array_unref);
  g_strfreev (happening->held);
  g_free (happening->file);
  g_clear_pointer (&happening->body, g_bytes_unref);
  g_free (happening->answer);
  g_free (happening);
}

static void
thing_free (gpointer data)
{
  SimThing *thing = data;

  ed_record_free (thing->type, thing->record);
  g_free (thing);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
begin (SimModel *self)
{
  self->settings = ed_record_copy (&ed_settings_type, self->first_settings);
  for (EdTargetKind kind = 0; kind < ED_N_TARGETS; kind++)
    self->things[kind] = new_table (thing_free);
  self->messages = new_table ((GDestroyNotify) ed_message_free);
  self->internal_messages = new_table ((GDestroyNotify) ed_internal_message_free);
  self->kept = new_table ((GDestroyNotify) ed_command_free);
  self->results = new_table (g_free);
  self->devices = new_table (NULL);
  self->numbers = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->told = new_table (g_free);
  self->mails = new_table (NULL);
  self->looks = new_table (g_free);
  self->archived = new_table (NULL);
  self->archive_looks = new_table (g_free);
  self->bytes = sim_files_new_table ();
  self->held = sim_return_new_list ();
  self->restored_at = ED_ABSENT;
  for (guint i = 0; i < self->people->len; i++)
    {
      const EdAccount *account = self->people->pdata[i];

      sim_model_put (self,
                     ED_TARGET_ACCOUNT,
                     account->id,
                     ed_record_copy (&ed_account_type, account));
    }
}

static void
forget_all (SimModel *self)
{
  ed_settings_free (self->settings);
  for (EdTargetKind kind = 0; kind < ED_N_TARGETS; kind++)
    g_hash_table_unref (self->things[kind]);
  g_hash_table_unref (self->messages);
  g_hash_table_unref (self->internal_messages);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->mails);
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->archived);
  g_hash_table_unref (self->archive_looks);
  g_hash_table_unref (self->bytes);
  g_ptr_array_unref (self->held);
}

SimModel *
sim_model_new (const EdSettings *settings, const SimServerWord *server, gpointer data)
{
  SimModel *self = g_new0 (SimModel, 1);

  self->first_settings = ed_record_copy (&ed_settings_type, settings);
  self->zone = ed_settings_make_zone (settings);
  self->server = server;
  self->data = data;
  self->files = new_table ((GDestroyNotify) ed_file_free);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
  self->happenings = g_ptr_array_new_with_free_func (happening_free);
  begin (self);
  return self;
}

void
sim_model_free (SimModel *self)
{
  forget_all (self);
  ed_settings_free (self->first_settings);
  ed_zone_free (self->zone);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->happenings);
  g_free (self);
}

void
sim_model_add_account (SimModel *self, const EdAccount *account)
{
  g_ptr_array_add (self->people, ed_record_copy (&ed_account_type, account));
  sim_model_put (self, ED_TARGET_ACCOUNT, account->id, ed_record_copy (&ed_account_type, account));
}

void
sim_model_add_file (SimModel *self, const EdFile *file)
{
  g_hash_table_insert (self->files, g_strdup (file->id), ed_record_copy (&ed_file_type, file));
}

gpointer
sim_model_find (const SimModel *self, EdTargetKind kind, const char *id)
{
  SimThing *thing = id != NULL ? g_hash_table_lookup (self->things[kind], id) : NULL;

  return thing != NULL ? thing->record : NULL;
}

gint64
sim_model_next_rev (const SimModel *self, EdTargetKind kind, const char *id)
{
  const SimThing *present = g_hash_table_lookup (self->things[kind], id);

  return present != NULL ? present->rev + 1 : 1;
}

gint64
sim_model_put (SimModel *self, EdTargetKind kind, const char *id, gpointer record)
{
  SimThing *thing = g_new0 (SimThing, 1);

  thing->type = ed_target (kind)->record;
  thing->record = record;
  thing->rev = sim_model_next_rev (self, kind, id);
  g_hash_table_insert (self->things[kind], g_strdup (id), thing);
  sim_mail_note (self, kind, record);
  if (kind == ED_TARGET_CASE)
    sim_archive_note (self, record);
  return thing->rev;
}

gboolean
sim_model_add_message (SimModel *self, EdMessage *message)
{
  if (!g_hash_table_contains (self->messages, message->id))
    return g_hash_table_insert (self->messages, g_strdup (message->id), message);
  ed_message_free (message);
  return FALSE;
}

/* --- one command --------------------------------------------------------------------------------
 */

gboolean
sim_trial_reject (SimTrial *trial, EdRefusalCode code)
{
  trial->must.status = ED_RESULT_REJECTED;
  trial->must.code = code;
  return FALSE;
}

static char *
describe (const EdResult *result)
{
  static const char *const words[] = { "applied", "rejected", "kept" };

  if (result->status == ED_RESULT_REJECTED)
    return g_strdup_printf ("rejected %s", ed_refusal_word (result->code));
  return g_strdup (words[result->status]);
}

/* Of others the server counts more than commands: that people sign in, a zone's new table. */
gboolean
sim_has_counted_revisions (EdTargetKind kind)
{
  return kind != ED_TARGET_ACCOUNT && kind != ED_TARGET_SETTINGS;
}

static char *
compare (const SimTrial *trial)
{
  const EdResult *said = trial->said, *must = &trial->must;
  const EdCommandForm *form = ed_command_form (trial->command->type);
  const char *id = trial->command->id;
  g_autofree char *is = describe (said), *ought = describe (must);

  if (strcmp (is, ought) != 0)
    return g_strdup_printf ("%s %s was answered %s instead of %s", form->word, id, is, ought);
  if (sim_has_counted_revisions (form->target_kind) && said->status == ED_RESULT_APPLIED
      && said->rev != must->rev)
    return g_strdup_printf ("%s %s made revision %d instead of %d",
                            form->word,
                            id,
                            (int) said->rev,
                            (int) must->rev);
  return NULL;
}

/* A number is one case's, or one request's. */
static char *
check_number (const SimTrial *trial)
{
  gboolean of_case = trial->command->type == ED_COMMAND_CASE_CREATE;
  const EdResult *said = trial->said;
  const char *target = trial->command->target_id;
  gpointer number;
  const char *other;

  if ((!of_case && trial->command->type != ED_COMMAND_REQUEST_CREATE)
      || said->status != ED_RESULT_APPLIED)
    return NULL;
  if (said->number == ED_ABSENT)
    return g_strdup_printf ("%s got no number", target);
  number = GINT_TO_POINTER ((gint) (of_case ? said->number : -said->number));
  other = g_hash_table_lookup (trial->model->numbers, number);
  if (other != NULL && strcmp (other, target) != 0)
    return g_strdup_printf ("number %d is of two", (int) said->number);
  g_hash_table_insert (trial->model->numbers, number, g_strdup (target));
  return NULL;
}

void
sim_judge (SimTrial *trial)
{
  static void (*const judges[ED_N_TARGETS]) (SimTrial * trial) = {
    [ED_TARGET_CASE] = sim_judge_case,           [ED_TARGET_ACCOUNT] = sim_judge_account,
    [ED_TARGET_STATEMENT] = sim_judge_statement, [ED_TARGET_SETTINGS] = sim_judge_settings,
    [ED_TARGET_REQUEST] = sim_judge_request,     [ED_TARGET_COMPANY] = sim_judge_company,
    [ED_TARGET_LATE_WORK] = sim_judge_late_work,
  };

  judges[ed_command_form (trial->command->type)->target_kind](trial);
}

static char *
judge (SimTrial *trial)
{
  char *wrong = check_number (trial);

  if (wrong != NULL)
    return wrong;
  if (sim_return_is (trial))
    wrong = sim_return_judge (trial);
  else
    sim_judge (trial);
  if (wrong == NULL)
    wrong = compare (trial);
  if (wrong == NULL && trial->must.status == ED_RESULT_APPLIED)
    sim_return_take_up (trial->model,
                        ed_command_form (trial->command->type)->target_kind,
                        trial->command->target_id);
  return wrong;
}

/* What is refused as it is does not come as far as where the server fails. */
static gboolean
is_poisoned (const SimTrial *trial)
{
  return g_str_has_prefix (trial->command->id, SIM_POISON)
         && (trial->said->status != ED_RESULT_REJECTED
             || trial->said->code == ED_REFUSAL_INTERNAL_ERROR);
}

static void
read_was (SimTrial *trial, JsonObject *envelope)
{
  JsonObject *was = ed_json_get_object (envelope, "was");

  trial->returns = was != NULL && g_strcmp0 (ed_json_get_text (was, "status"), "applied") == 0;
  trial->was_rev = ED_ABSENT;
  if (trial->returns)
    ed_json_get_number (was, "rev", &trial->was_rev);
}

static char *
take_new (SimModel *self,
          const Happening *push,
          gint64 offset,
          JsonObject *envelope,
          const EdResult *said)
{
  const char *invalid = NULL;
  gint64 seq;
  g_autoptr (EdCommand) command = ed_command_from_object (envelope, &seq, &invalid, NULL);
  SimTrial trial = { .model = self,
                     .account = sim_model_find (self, ED_TARGET_ACCOUNT, push->account),
                     .now = push->now,
                     .offset = offset,
                     .command = command,
                     .said = said,
                     .must = { .number = ED_ABSENT } };

  g_assert_nonnull (command);
  read_was (&trial, envelope);
  trial.at = MIN (command->done_at + offset, push->now);
  if (is_poisoned (&trial))
    sim_trial_reject (&trial, ED_REFUSAL_INTERNAL_ERROR);
  else if (invalid != NULL)
    sim_trial_reject (&trial, ED_REFUSAL_INVALID);
  else
    return judge (&trial);
  return compare (&trial);
}

/* One command of a push, in turn. */
static char *
take (SimModel *self,
      const Happening *push,
      const char *device,
      gint64 offset,
      JsonObject *envelope,
      const EdResult *said)
{
  const char *id = ed_json_get_text (envelope, "id");
  gint64 expected = GPOINTER_TO_INT (g_hash_table_lookup (self->devices, device)) + 1;
  g_autofree char *key = g_strdup_printf ("%s %s", push->account, id);
  const char *known = g_hash_table_lookup (self->results, key);
  g_autoptr (GString) element = g_string_new (NULL);
  gint64 seq = 0;
  char *wrong = NULL;

  ed_json_get_number (envelope, "seq", &seq);
  if (strcmp (said->id, id) != 0)
    return g_strdup_printf ("the answer to %s is for another command", id);
  if (known == NULL && seq != expected)
    return g_strdup_printf ("number %d was taken instead of %d", (int) seq, (int) expected);
  if (seq == expected)
    g_hash_table_insert (self->devices, g_strdup (device), GINT_TO_POINTER ((gint) seq));
  ed_result_append_json (said, element);
  if (known != NULL)
    return strcmp (known, element->str) == 0
               ? NULL
               : g_strdup_printf ("%s was answered %s, and before %s", id, element->str, known);
  wrong = take_new (self, push, offset, envelope, said);
  g_hash_table_insert (self->results,
                       g_steal_pointer (&key),
                       g_string_free (g_steal_pointer (&element), FALSE));
  return wrong;
}

static char *
judge_push (SimModel *self, const Happening *push)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (push->body, &length);
  g_autoptr (JsonNode) node = ed_json_parse_object (text, (gssize) length, NULL);
  g_autoptr (EdPushAnswer) answer =
      ed_push_answer_from_json (push->answer, (gssize) push->length, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *commands = ed_json_get_array (object, "commands");
  const char *device = ed_json_get_text (object, "device");
  gint64 offset = 0;
  char *wrong = NULL;

  if (answer == NULL || answer->results->len == 0
      || answer->results->len > json_array_get_length (commands))
    return g_strdup ("a push has an answer that makes no sense");
  ed_json_get_number (object, "clock_offset_ms", &offset);
  for (guint i = 0; wrong == NULL && i < answer->results->len; i++)
    wrong = take (self,
                  push,
                  device,
                  offset,
                  json_array_get_object_element (commands, i),
                  answer->results->pdata[i]);
  return wrong;
}

/* Documents that were shared until now. */
static void
end_sharings (SimModel *self, gint64 now)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->things[ED_TARGET_REQUEST]);

  for (GList *id = ids; id != NULL; id = id->next)
    {
      g_autofree char *key = g_strdup (id->data);
      EdRequest *request = ed_request_copy (sim_model_find (self, ED_TARGET_REQUEST, key));

      if (ed_request_expire (request, now, self->zone))
        sim_model_put (self, ED_TARGET_REQUEST, key, request);
      else
        ed_request_free (request);
    }
}

/* Suspends the account, and gives it the roles, as THEN. */
static void
settle_account (SimModel *self, const EdAccount *then, gint64 now)
{
  const EdField *roles = ed_record_type_find (&ed_account_type, "roles");
  EdAccount *account =
      ed_record_copy (&ed_account_type, sim_model_find (self, ED_TARGET_ACCOUNT, then->id));
  gboolean suspends = then->state == ED_ACCOUNT_SUSPENDED && account->state != ED_ACCOUNT_SUSPENDED;

  if (!suspends && ed_field_equal (roles, account, then))
    {
      ed_account_free (account);
      return;
    }
  if (suspends && account->state == ED_ACCOUNT_ACTIVE && account->confirmed_at == ED_ABSENT)
    account->confirmed_at = now;
  if (suspends)
    account->state = ED_ACCOUNT_SUSPENDED;
  ed_field_copy (roles, account, then);
  sim_model_put (self, ED_TARGET_ACCOUNT, then->id, account);
}

static void
restore (SimModel *self, const Happening *happening)
{
  self->restored_at = happening->now;
  for (guint i = 0; i < happening->accounts->len; i++)
    settle_account (self, happening->accounts->pdata[i], happening->now);
}

/* The rules as they are meant to be, whatever is planted in them. */
static char *
judge_soundly (SimModel *self, const Happening *happening)
{
  const char *plant = ed_plant_set (NULL);
  char *wrong = NULL;

  self->now = happening->now;
  if (happening->file != NULL)
    {
      sim_files_take (self, happening->file, happening->bytes);
      ed_plant_set (plant);
      return NULL;
    }
  self->said_held = happening->held;
  if (happening->is_restore)
    restore (self, happening);
  else if (happening->account != NULL)
    wrong = judge_push (self, happening);
  else
    {
      end_sharings (self, happening->now);
      sim_mail_remind (self);
      sim_return_take_up_old (self);
      sim_archive_work (self);
      sim_files_expire (self);
    }
  sim_return_take_up_as_said (self);
  ed_plant_set (plant);
  return wrong;
}

static char *
take_happening (SimModel *self, Happening *happening)
{
  g_ptr_array_add (self->happenings, happening);
  happening->held = self->server->list_held (self->data);
  g_hash_table_remove_all (self->told);
  return judge_soundly (self, happening);
}

char *
sim_model_take_push (SimModel *self,
                     const char *account,
                     gint64 now,
                     GBytes *body,
                     const char *answer,
                     gsize length)
{
  Happening *push = g_new0 (Happening, 1);

  push->account = g_strdup (account);
  push->now = now;
  push->body = g_bytes_ref (body);
  push->answer = g_strndup (answer, length);
  push->length = length;
  return take_happening (self, push);
}

void
sim_model_take_chores (SimModel *self, gint64 now)
{
  Happening *chores = g_new0 (Happening, 1);

  chores->now = now;
  take_happening (self, chores);
}

void
sim_model_take_bytes (SimModel *self, gint64 now, const char *id, SimBytes bytes)
{
  Happening *heard = g_new0 (Happening, 1);

  heard->now = now;
  heard->file = g_strdup (id);
  heard->bytes = bytes;
  g_ptr_array_add (self->happenings, heard);
  judge_soundly (self, heard);
}

guint
sim_model_position (const SimModel *self)
{
  return self->happenings->len;
}

static GPtrArray *
copy_accounts (const SimModel *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);

  for (guint i = 0; i < self->people->len; i++)
    {
      const char *id = ((EdAccount *) self->people->pdata[i])->id;

      g_ptr_array_add (list, ed_record_copy (&ed_account_type, sim_model_account (self, id)));
    }
  return list;
}

static void
go_back (SimModel *self, guint position)
{
  g_ptr_array_set_size (self->happenings, (gint) position);
  forget_all (self);
  begin (self);
  for (guint i = 0; i < self->happenings->len; i++)
    g_free (judge_soundly (self, self->happenings->pdata[i]));
}

void
sim_model_go_back (SimModel *self, guint position, gint64 noticed_at)
{
  g_autoptr (GPtrArray) accounts = copy_accounts (self);
  Happening *restored;

  go_back (self, position);
  if (noticed_at == ED_ABSENT)
    return;
  restored = g_new0 (Happening, 1);
  restored->is_restore = TRUE;
  restored->now = noticed_at;
  restored->accounts = g_steal_pointer (&accounts);
  take_happening (self, restored);
}
