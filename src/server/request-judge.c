/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on a request. */

#include "server/judge.h"

#include <string.h>

#include "domain/beginning.h"
#include "domain/case-rules.h"
#include "domain/request-rules.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/late-work.h"
#include "server/request-mail.h"
#include "server/request-projection.h"
#include "server/request-table.h"
#include "server/returning.h"
#include "server/upload-table.h"
#include "server/uploads.h"

#define MOVED_MS 1000 /* what counts as a moved time */
#define LATE_MS (G_GINT64_CONSTANT (30) * 86400000)

/* One command on its way through. */
typedef struct
{
  EdBatch *batch;
  const EdSender *sender;
  EdEnvelope *envelope;
  const EdCommand *command;
  EdResult *result;
  gint64 at;
  EdRequest *request; /* NULL: none, or none that the sender may know of */
  gint64 rev;
  EdAccount *expert; /* that the command is about, or NULL */
  GPtrArray *files;  /* EdFile: those that it names */
  char *missing;     /* id of one whose bytes have not arrived, or NULL */
} Trial;

static const EdArgs *
get_args (const Trial *trial)
{
  return trial->command->args;
}

/* Loads the target as far as the sender may know of it; for a new one whatever is there. */
static gboolean
load_target (Trial *trial, GError **error)
{
  const EdAccount *account = trial->sender->account;
  GError *local = NULL;

  trial->request =
      ed_requests_load (trial->batch->db, trial->command->target_id, &trial->rev, &local);
  if (trial->request != NULL && trial->command->type != ED_COMMAND_REQUEST_CREATE
      && !ed_request_is_known (trial->request, account->id, ed_account_roles (account)))
    g_clear_pointer (&trial->request, ed_request_free);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
load_expert (Trial *trial, GError **error)
{
  const EdArgs *args = get_args (trial);
  const char *id = args->expert != NULL ? args->expert : args->recipient;
  GError *local = NULL;

  if (trial->command->type == ED_COMMAND_REQUEST_ASK_AGAIN && trial->request != NULL)
    id = trial->request->expert_id;
  if (id != NULL)
    trial->expert = ed_case_store_load_account (trial->batch, id, NULL, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What files that the command names are for. */
static EdFileKind
get_file_kind (EdCommandType type)
{
  return type == ED_COMMAND_REQUEST_CREATE || type == ED_COMMAND_REQUEST_SHARE
                 || type == ED_COMMAND_REQUEST_ASK_AGAIN
             ? ED_FILE_SHARED
             : ED_FILE_RESPONSE;
}

/* Stands for a file that has not arrived, so that only what else is wrong is a refusal. */
static EdFile *
imagine_file (const Trial *trial, const char *id)
{
  EdFile *file = ed_record_new (&ed_file_type);

  file->id = g_strdup (id);
  file->request_id = g_strdup (trial->command->target_id);
  file->kind = get_file_kind (trial->command->type);
  file->type = ED_MEDIA_PDF;
  file->length = 1;
  return file;
}

/* Whether the request has the document already, so that no file has to be looked for. */
static gboolean
has_document (const Trial *trial, const char *id)
{
  g_autoptr (GPtrArray) documents =
      trial->request != NULL ? ed_request_list_documents (trial->request) : NULL;

  return documents != NULL && ed_request_document_find (documents, id) != NULL;
}

/* Whether a draft that an expert left behind has it, which other late work may replace. */
static gboolean
is_left_behind (const Trial *trial, const char *id)
{
  const GPtrArray *assignments = trial->request->assignments;

  for (guint i = 0; i < assignments->len; i++)
    {
      const EdRequestAssignment *ended = assignments->pdata[i];

      if (ended->draft != NULL && ed_request_document_find (ended->draft->documents, id) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether it is late work (PROTOCOL 3.7). */
static gboolean
is_kept (const Trial *trial)
{
  const EdAccount *account = trial->sender->account;
  gint64 ended;

  return trial->request != NULL && (ed_account_roles (account) & ED_ROLE_EXPERT) != 0
         && ed_request_is_late (trial->request, trial->command, account->id, &ended)
         && (ended == ED_ABSENT || trial->batch->now <= ended + LATE_MS);
}

static gboolean
load_file (Trial *trial, const char *id, GError **error)
{
  g_autoptr (EdFile) file = NULL;
  gboolean is_missing;

  if (has_document (trial, id) && !(is_kept (trial) && is_left_behind (trial, id)))
    return TRUE;
  if (!ed_upload_find (trial->batch, trial->sender->account->id, id, &file, &is_missing, error))
    return FALSE;
  if (file == NULL && is_missing)
    file = imagine_file (trial, id);
  if (is_missing && trial->missing == NULL)
    trial->missing = g_strdup (id);
  if (file != NULL)
    g_ptr_array_add (trial->files, g_steal_pointer (&file));
  return TRUE;
}

static gboolean
load_files (Trial *trial, GError **error)
{
  for (char **id = get_args (trial)->documents; id != NULL && *id != NULL; id++)
    {
      if (ed_json_is_id (*id) && !load_file (trial, *id, error))
        return FALSE;
    }
  return TRUE;
}

/* Brings the time of the command into its bounds (PROTOCOL 3.8). */
static void
settle_time (Trial *trial)
{
  const EdCommand *command = trial->command;
  gint64 claimed = command->done_at + trial->sender->clock_offset;
  gint64 begin = ed_request_beginning (trial->request, command);
  gboolean moved;

  trial->at =
      ed_clamp_at (command->done_at, trial->sender->clock_offset, begin, trial->batch->now, &moved);
  trial->result->moved = ABS (trial->at - claimed) > MOVED_MS;
}

static gboolean
fail_upload_needed (const Trial *trial, GError **error)
{
  g_set_error_literal (error, ED_JUDGE_ERROR, ED_JUDGE_ERROR_UPLOAD_NEEDED, trial->missing);
  return FALSE;
}

/* --- late work ------------------------------------------------------------------------------- */

static gboolean
bind_files (const Trial *trial, GError **error)
{
  for (guint i = 0; i < trial->files->len; i++)
    if (!ed_uploads_bind (trial->batch->db, ((EdFile *) trial->files->pdata[i])->id, error))
      return FALSE;
  return TRUE;
}

/* The files of late work are what was uploaded for it, or for a draft that was left behind, and
 * stay; what a version has is there anyway. */
static gboolean
keep (Trial *trial, GError **error)
{
  EdLatePlace place = { trial->request->number,
                        ED_ABSENT,
                        trial->request->state == ED_REQUEST_CANCELLED };

  ed_request_is_late (trial->request, trial->command, trial->sender->account->id, &place.ended_at);
  if (trial->missing != NULL)
    return fail_upload_needed (trial, error);
  for (guint i = trial->files->len; i > 0; i--)
    {
      const EdFile *file = trial->files->pdata[i - 1];

      if (file->kind != ED_FILE_RESPONSE
          || g_strcmp0 (file->request_id, trial->command->target_id) != 0)
        g_ptr_array_remove_index (trial->files, i - 1);
    }
  return ed_late_work_keep (trial->batch,
                            trial->sender,
                            trial->envelope,
                            &place,
                            trial->files,
                            trial->at,
                            trial->result,
                            error)
         && (trial->result->status != ED_RESULT_KEPT || bind_files (trial, error));
}

/* --- applied --------------------------------------------------------------------------------- */

/* Handed back after a restore: who had to be told of it was told. */
static gboolean
is_back (const Trial *trial)
{
  return ed_returning_is (trial->batch, trial->sender, trial->envelope);
}

/* Writes the internal message that the command makes, if it makes one. *IS_NEW: none had its id. */
static gboolean
write_message (Trial *trial,
               const EdRequestCircumstances *circumstances,
               gboolean *is_new,
               GError **error)
{
  g_autoptr (EdInternalMessage) message = NULL;

  *is_new = TRUE;
  if (trial->command->type != ED_COMMAND_INTERNAL_SEND
      && trial->command->type != ED_COMMAND_REQUEST_RETURN)
    return TRUE;
  message = ed_internal_message_new (trial->request, trial->command, circumstances);
  if (!ed_projection_write_internal_message (trial->batch, trial->request, message, is_new, error))
    return FALSE;
  return !*is_new || is_back (trial) || trial->command->type == ED_COMMAND_REQUEST_RETURN
         || ed_request_mail_tell_of_message (trial->batch, trial->request, message, error);
}

static gboolean
write_changes (Trial *trial, const EdRequest *before, GError **error)
{
  if (!ed_command_changes_case (trial->command->type))
    return TRUE;
  return ed_projection_write_request (trial->batch, before, trial->request, trial->rev + 1, error)
         && ed_request_settle_files (trial->batch, before, trial->request, error)
         && (is_back (trial)
             || ed_request_mail_tell (trial->batch,
                                      before,
                                      trial->request,
                                      trial->rev + 1,
                                      trial->sender->account->id,
                                      error));
}

static gboolean
apply (Trial *trial, gint64 number, GError **error)
{
  const EdRequestCircumstances circumstances = {
    .account_id = trial->sender->account->id,
    .account_name = trial->sender->account->name,
    .roles = ed_account_roles (trial->sender->account),
    .at = trial->at,
    .received_at = trial->batch->now,
    .number = number,
    .expert = trial->expert,
    .files = trial->files,
    .zone = trial->batch->api->zone,
  };
  g_autoptr (EdRequest) before = trial->request != NULL ? ed_request_copy (trial->request) : NULL;
  gboolean is_new;
  EdRefusal refusal;

  if (!ed_request_apply (&trial->request, trial->command, &circumstances, &refusal))
    return ed_judge_reject (trial->result, &refusal);
  if (trial->missing != NULL)
    return fail_upload_needed (trial, error);
  if (!write_message (trial, &circumstances, &is_new, error))
    return FALSE;
  if (!is_new)
    return ed_judge_reject (trial->result, &(EdRefusal){ ED_REFUSAL_INVALID, "id" });
  trial->result->status = ED_RESULT_APPLIED;
  trial->result->rev = trial->rev + (ed_command_changes_case (trial->command->type) ? 1 : 0);
  trial->result->number = number;
  return write_changes (trial, before, error);
}

/* Creates the request; a number taken for one that is refused is given back. */
static gboolean
try_create (Trial *trial, GError **error)
{
  EdDb *db = trial->batch->db;
  gint64 number;

  if (!ed_db_savepoint (db, error))
    return FALSE;
  number =
      ed_requests_take_number (db, trial->command->target_id, trial->envelope->was_number, error);
  if (number < 0 || !apply (trial, number, error))
    {
      ed_db_rollback_savepoint (db);
      return FALSE;
    }
  if (trial->result->status == ED_RESULT_APPLIED)
    return ed_db_release (db, error);
  ed_db_rollback_savepoint (db);
  return TRUE;
}

static gboolean
try_command (Trial *trial, GError **error)
{
  if (!load_target (trial, error) || !load_expert (trial, error) || !load_files (trial, error))
    return FALSE;
  settle_time (trial);
  if (is_kept (trial))
    return keep (trial, error);
  if (trial->command->type == ED_COMMAND_REQUEST_CREATE)
    return try_create (trial, error);
  return apply (trial, ED_ABSENT, error);
}

gboolean
ed_judge_request (EdBatch *batch,
                  const EdSender *sender,
                  EdEnvelope *envelope,
                  EdResult *result,
                  gint64 *at,
                  GError **error)
{
  Trial trial = {
    .batch = batch,
    .sender = sender,
    .envelope = envelope,
    .command = envelope->command,
    .result = result,
    .at = *at,
    .files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free),
  };
  gboolean done = try_command (&trial, error);

  *at = trial.at;
  g_clear_pointer (&trial.request, ed_request_free);
  g_clear_pointer (&trial.expert, ed_account_free);
  g_ptr_array_unref (trial.files);
  g_free (trial.missing);
  return done;
}
