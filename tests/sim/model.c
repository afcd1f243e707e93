/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "model.h"

#include "base/plant.h"
#include "domain/account-rules.h"
#include "domain/message.h"
#include "domain/project.h"
#include "wire/record-json.h"

#include <string.h>

#define LATE_MS (G_GINT64_CONSTANT (30) * 86400000)

/* A push that was answered: what everything else here follows from. */
typedef struct
{
  char *account;
  gint64 now;
  GBytes *body;
  char *answer;
  gsize length;
} Push;

typedef struct
{
  EdCase *case_;
  gint64 rev;
} Dossier;

struct _SimModel
{
  EdSettings *settings;
  EdZone *zone;
  GHashTable *files;    /* id: EdFile; known for ever */
  GPtrArray *people;    /* EdAccount, as they were at first */
  GPtrArray *pushes;    /* Push */
  GHashTable *accounts; /* id: EdAccount */
  GHashTable *cases;    /* id: Dossier */
  GHashTable *messages; /* id: EdMessage */
  GHashTable *results;  /* "account command": char *, the answer's element */
  GHashTable *devices;  /* id: the number that comes next */
  GHashTable *numbers;  /* of a case: its id */
  GHashTable *told;     /* account: what sim_model_describe() told since the last push */
};

/* One command on its way through. */
typedef struct
{
  SimModel *model;
  const EdAccount *account;
  gint64 now, offset;
  EdCommand *command;
  const EdResult *said; /* by the server */
  EdResult must;
} Trial;

static void
push_free (gpointer data)
{
  Push *push = data;

  g_free (push->account);
  g_bytes_unref (push->body);
  g_free (push->answer);
  g_free (push);
}

static void
dossier_free (gpointer data)
{
  Dossier *dossier = data;

  ed_case_free (dossier->case_);
  g_free (dossier);
}

static void
forget_all (SimModel *self)
{
  g_hash_table_remove_all (self->told);
  g_hash_table_remove_all (self->accounts);
  g_hash_table_remove_all (self->cases);
  g_hash_table_remove_all (self->messages);
  g_hash_table_remove_all (self->results);
  g_hash_table_remove_all (self->devices);
  g_hash_table_remove_all (self->numbers);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

SimModel *
sim_model_new (const EdSettings *settings)
{
  SimModel *self = g_new0 (SimModel, 1);

  self->settings = ed_record_copy (&ed_settings_type, settings);
  self->zone = ed_settings_make_zone (settings);
  self->files = new_table ((GDestroyNotify) ed_file_free);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
  self->pushes = g_ptr_array_new_with_free_func (push_free);
  self->accounts = new_table ((GDestroyNotify) ed_account_free);
  self->cases = new_table (dossier_free);
  self->messages = new_table ((GDestroyNotify) ed_message_free);
  self->results = new_table (g_free);
  self->devices = new_table (NULL);
  self->told = new_table (g_free);
  self->numbers = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  return self;
}

void
sim_model_free (SimModel *self)
{
  ed_settings_free (self->settings);
  ed_zone_free (self->zone);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->pushes);
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->messages);
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->told);
  g_free (self);
}

static void
insert_account (SimModel *self, const EdAccount *account)
{
  g_hash_table_insert (self->accounts,
                       g_strdup (account->id),
                       ed_record_copy (&ed_account_type, account));
}

void
sim_model_add_account (SimModel *self, const EdAccount *account)
{
  g_ptr_array_add (self->people, ed_record_copy (&ed_account_type, account));
  insert_account (self, account);
}

void
sim_model_add_file (SimModel *self, const EdFile *file)
{
  g_hash_table_insert (self->files, g_strdup (file->id), ed_record_copy (&ed_file_type, file));
}

static const EdAssignment *
find_ended (const EdCase *case_, const char *id)
{
  for (guint i = 0; case_ != NULL && id != NULL && i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (strcmp (ended->id, id) == 0)
        return ended;
    }
  return NULL;
}

/* PROTOCOL 3.10, step 3. */
static gboolean
may_know (const EdCase *case_, const EdAccount *account)
{
  if ((ed_account_roles (account) & ED_ROLE_COORDINATOR) != 0
      || g_strcmp0 (case_->expert_id, account->id) == 0)
    return TRUE;
  for (guint i = 0; i < case_->assignments->len; i++)
    if (strcmp (((EdAssignment *) case_->assignments->pdata[i])->expert_id, account->id) == 0)
      return TRUE;
  return FALSE;
}

/* PROTOCOL 3.8: begin, then the times of the command within their bounds. */
static gint64
settle_times (Trial *trial, const EdCase *case_)
{
  EdCommand *command = trial->command;
  const EdAssignment *ended = find_ended (case_, command->assignment_id);
  const EdField *field = NULL;
  gint64 begin = ED_ABSENT;
  gboolean moved;

  if (ended != NULL)
    begin = ended->from;
  else if (case_ != NULL && command->assignment_id != NULL
           && g_strcmp0 (case_->assignment_id, command->assignment_id) == 0)
    begin = case_->assigned_at;
  if (command->type != ED_COMMAND_CASE_CREATE)
    field = ed_record_type_find (ed_command_form (command->type)->args, "at");
  if (field != NULL && !ed_field_is_absent (field, command->args))
    ed_field_set_number (
        field,
        command->args,
        ed_clamp_at (ed_field_get_number (field, command->args), 0, begin, trial->now, &moved));
  return ed_clamp_at (command->done_at, trial->offset, begin, trial->now, &moved);
}

static gboolean
is_kept (const Trial *trial, const EdCase *case_)
{
  const EdAssignment *ended;

  if (case_ == NULL || (ed_account_roles (trial->account) & ED_ROLE_EXPERT) == 0
      || !ed_case_is_late (case_, trial->command))
    return FALSE;
  ended = find_ended (case_, trial->command->assignment_id);
  return ended != NULL && strcmp (ended->expert_id, trial->account->id) == 0
         && (ended->to == ED_ABSENT || trial->now <= ended->to + LATE_MS);
}

/* Files come and go by other calls, which no push tells of: the server's word is taken. */
static gboolean
is_about_bytes (const Trial *trial)
{
  return trial->command->type == ED_COMMAND_DOCUMENT_ATTACH
         && trial->said->status == ED_RESULT_REJECTED
         && trial->said->code == ED_REFUSAL_UPLOAD_UNKNOWN;
}

static void
write_message (Trial *trial, const EdCase *case_, const EdCircumstances *circumstances)
{
  EdMessage *message = ed_message_new (case_, trial->command, circumstances);

  if (g_hash_table_contains (trial->model->messages, message->id))
    {
      trial->must.status = ED_RESULT_REJECTED;
      trial->must.code = ED_REFUSAL_INVALID;
      ed_message_free (message);
    }
  else
    g_hash_table_insert (trial->model->messages, g_strdup (message->id), message);
}

static void
judge_case (Trial *trial)
{
  SimModel *model = trial->model;
  EdCommand *command = trial->command;
  Dossier *dossier = g_hash_table_lookup (model->cases, command->target_id);
  gboolean creates = command->type == ED_COMMAND_CASE_CREATE;
  gboolean known = dossier != NULL && (creates || may_know (dossier->case_, trial->account));
  EdCase *case_ = known ? dossier->case_ : NULL;
  EdCircumstances circumstances = { .account_id = trial->account->id,
                                    .account_name = trial->account->name,
                                    .roles = ed_account_roles (trial->account),
                                    .received_at = trial->now,
                                    .number = ED_ABSENT,
                                    .settings = model->settings,
                                    .zone = model->zone };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  circumstances.at = settle_times (trial, case_);
  if (is_kept (trial, case_))
    {
      trial->must.status = ED_RESULT_KEPT;
      return;
    }
  if (command->type == ED_COMMAND_CASE_ASSIGN)
    circumstances.expert =
        g_hash_table_lookup (model->accounts, ((EdArgs *) command->args)->expert);
  if (command->type == ED_COMMAND_DOCUMENT_ATTACH)
    circumstances.file = g_hash_table_lookup (model->files, ((EdArgs *) command->args)->upload);
  if (creates)
    circumstances.number = trial->must.number = trial->said->number;
  if (!ed_case_apply (&case_, command, &circumstances, &refusal))
    {
      trial->must.status = ED_RESULT_REJECTED;
      trial->must.code = refusal.code;
      return;
    }
  if (creates)
    {
      dossier = g_new0 (Dossier, 1);
      g_hash_table_insert (model->cases, g_strdup (command->target_id), dossier);
      g_hash_table_insert (model->numbers,
                           GINT_TO_POINTER ((gint) circumstances.number),
                           g_strdup (command->target_id));
    }
  dossier->case_ = case_;
  if (ed_command_changes_case (command->type))
    dossier->rev++;
  else
    write_message (trial, case_, &circumstances);
  trial->must.rev = trial->must.status == ED_RESULT_APPLIED ? dossier->rev : 0;
}

static void
judge_account (Trial *trial)
{
  SimModel *model = trial->model;
  EdAccount *account = g_hash_table_lookup (model->accounts, trial->command->target_id);
  EdAccountCircumstances circumstances = { .account_id = trial->account->id,
                                           .roles = ed_account_roles (trial->account),
                                           .other_administrators = 1 };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  circumstances.at = MIN (trial->command->done_at + trial->offset, trial->now);
  if (account != NULL && ed_account_apply (&account, trial->command, &circumstances, &refusal))
    return;
  trial->must.status = ED_RESULT_REJECTED;
  trial->must.code = account != NULL ? refusal.code : ED_REFUSAL_NOT_FOUND;
}

static char *
describe (const EdResult *result)
{
  static const char *const words[] = { "applied", "rejected", "kept" };

  if (result->status == ED_RESULT_REJECTED)
    return g_strdup_printf ("rejected %s", ed_refusal_word (result->code));
  return g_strdup (words[result->status]);
}

static char *
compare (const Trial *trial)
{
  const EdResult *said = trial->said, *must = &trial->must;
  const EdCommandForm *form = ed_command_form (trial->command->type);
  const char *id = trial->command->id;
  g_autofree char *is = describe (said), *ought = describe (must);

  if (strcmp (is, ought) != 0)
    return g_strdup_printf ("%s %s was answered %s instead of %s", form->word, id, is, ought);
  if (form->target_kind == ED_TARGET_CASE && said->status == ED_RESULT_APPLIED
      && said->rev != must->rev)
    return g_strdup_printf ("%s %s made revision %d instead of %d",
                            form->word,
                            id,
                            (int) said->rev,
                            (int) must->rev);
  return NULL;
}

/* A number is one case's. */
static char *
check_number (const Trial *trial)
{
  const char *other;

  if (trial->command->type != ED_COMMAND_CASE_CREATE || trial->said->status != ED_RESULT_APPLIED)
    return NULL;
  if (trial->said->number == ED_ABSENT)
    return g_strdup_printf ("case %s got no number", trial->command->target_id);
  other = g_hash_table_lookup (trial->model->numbers, GINT_TO_POINTER ((gint) trial->said->number));
  if (other == NULL || strcmp (other, trial->command->target_id) == 0)
    return NULL;
  return g_strdup_printf ("number %d is of two cases", (int) trial->said->number);
}

static char *
take_new (SimModel *self, Push *push, gint64 offset, JsonObject *envelope, const EdResult *said)
{
  const char *invalid = NULL;
  gint64 seq;
  g_autoptr (EdCommand) command = ed_command_from_object (envelope, &seq, &invalid, NULL);
  Trial trial = { .model = self,
                  .account = g_hash_table_lookup (self->accounts, push->account),
                  .now = push->now,
                  .offset = offset,
                  .command = command,
                  .said = said,
                  .must = { .number = ED_ABSENT } };
  EdTargetKind kind;
  char *wrong;

  g_assert_nonnull (command);
  wrong = check_number (&trial);
  if (wrong != NULL)
    return wrong;
  kind = ed_command_form (command->type)->target_kind;
  if (invalid != NULL)
    trial.must = (EdResult){ .status = ED_RESULT_REJECTED, .code = ED_REFUSAL_INVALID };
  else if (is_about_bytes (&trial) || kind == ED_TARGET_STATEMENT)
    return NULL;
  else if (kind == ED_TARGET_CASE)
    judge_case (&trial);
  else
    judge_account (&trial);
  return compare (&trial);
}

/* One command of a push, in turn. */
static char *
take (SimModel *self,
      Push *push,
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
judge_push (SimModel *self, Push *push)
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

/* The rules as they are meant to be, whatever is planted in them. */
static char *
judge_soundly (SimModel *self, Push *push)
{
  const char *plant = ed_plant_set (NULL);
  char *wrong = judge_push (self, push);

  ed_plant_set (plant);
  return wrong;
}

char *
sim_model_take_push (SimModel *self,
                     const char *account,
                     gint64 now,
                     GBytes *body,
                     const char *answer,
                     gsize length)
{
  Push *push = g_new0 (Push, 1);

  push->account = g_strdup (account);
  push->now = now;
  push->body = g_bytes_ref (body);
  push->answer = g_strndup (answer, length);
  push->length = length;
  g_ptr_array_add (self->pushes, push);
  g_hash_table_remove_all (self->told);
  return judge_soundly (self, push);
}

guint
sim_model_position (const SimModel *self)
{
  return self->pushes->len;
}

void
sim_model_go_back (SimModel *self, guint position)
{
  g_ptr_array_set_size (self->pushes, (gint) position);
  forget_all (self);
  for (guint i = 0; i < self->people->len; i++)
    insert_account (self, self->people->pdata[i]);
  for (guint i = 0; i < self->pushes->len; i++)
    g_free (judge_soundly (self, self->pushes->pdata[i]));
}

const char *
sim_model_result (const SimModel *self, const char *account, const char *command_id)
{
  g_autofree char *key = g_strdup_printf ("%s %s", account, command_id);

  return g_hash_table_lookup (self->results, key);
}

const EdFile *
sim_model_file (const SimModel *self, const EdCommand *command)
{
  const EdArgs *args = command->args;

  return command->type == ED_COMMAND_DOCUMENT_ATTACH
             ? g_hash_table_lookup (self->files, args->upload)
             : NULL;
}

guint
sim_model_roles (const SimModel *self, const char *account)
{
  return ed_account_roles (g_hash_table_lookup (self->accounts, account));
}

gboolean
sim_model_is_suspended (const SimModel *self, const char *account)
{
  const EdAccount *found = g_hash_table_lookup (self->accounts, account);

  return found->state == ED_ACCOUNT_SUSPENDED;
}

gboolean
sim_model_sees_case (const SimModel *self, const char *account, const char *case_id)
{
  const Dossier *dossier = g_hash_table_lookup (self->cases, case_id);

  return dossier != NULL
         && ((sim_model_roles (self, account) & ED_ROLE_COORDINATOR) != 0
             || g_strcmp0 (ed_case_audience_expert (dossier->case_), account) == 0);
}

static gboolean
sees_message (const SimModel *self, const char *account, const EdMessage *message)
{
  const Dossier *dossier = g_hash_table_lookup (self->cases, message->case_id);

  return sim_model_sees_case (self, account, message->case_id)
         && ((sim_model_roles (self, account) & ED_ROLE_COORDINATOR) != 0
             || g_strcmp0 (dossier->case_->assignment_id, message->assignment_id) == 0);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe_all (const SimModel *self, const char *account, gint64 now)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  EdAudience audience = (sim_model_roles (self, account) & ED_ROLE_COORDINATOR) != 0
                            ? ED_AUDIENCE_STAFF
                            : ED_AUDIENCE_EXPERT;
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (sim_model_sees_case (self, account, id))
      {
        g_autoptr (EdCase) view =
            ed_case_project (((Dossier *) value)->case_, audience, now, self->settings);

        g_ptr_array_add (lines, ed_record_to_json (&ed_case_type, view, NULL));
      }
  g_hash_table_iter_init (&iter, self->messages);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (sees_message (self, account, value))
      g_ptr_array_add (lines, ed_record_to_json (&ed_message_type, value, NULL));
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

const char *
sim_model_describe (SimModel *self, const char *account, gint64 now)
{
  const char *plant = ed_plant_set (NULL);

  if (!g_hash_table_contains (self->told, account))
    g_hash_table_insert (self->told, g_strdup (account), describe_all (self, account, now));
  ed_plant_set (plant);
  return g_hash_table_lookup (self->told, account);
}
