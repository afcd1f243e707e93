/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on a case. */

#include "server/judge.h"

#include <string.h>

#include "base/duration.h"
#include "base/plant.h"
#include "domain/beginning.h"
#include "domain/case-rules.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/document-table.h"
#include "server/late-work.h"
#include "server/ledger.h"
#include "server/mail.h"
#include "server/projection.h"
#include "server/returning.h"
#include "server/thread.h"
#include "server/upload-table.h"
#include "server/uploads.h"

#define MOVED_MS 1000 /* what counts as a moved time */
#define LATE_DAYS 30

/* One command on its way through. */
typedef struct
{
  EdBatch *batch;
  const EdSender *sender;
  EdEnvelope *envelope;
  EdCommand *command;
  EdCase *case_; /* NULL: none, or none that the sender may know of */
  gint64 rev;
  EdResult *result;
  gint64 at;
  EdFile *file; /* that it attaches, or NULL */
} Trial;

/* Whether the sender sees the case, or once held it. */
static gboolean
may_know (const Trial *trial, const EdCase *case_)
{
  const char *account = trial->sender->account->id;

  if ((ed_account_roles (trial->sender->account) & ED_ROLE_COORDINATOR) != 0
      || g_strcmp0 (case_->expert_id, account) == 0)
    return TRUE;
  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (strcmp (ended->expert_id, account) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Brings the times of the command into their bounds (PROTOCOL 3.8). */
static void
settle_times (Trial *trial)
{
  EdCommand *command = trial->command;
  const EdField *field = NULL;
  gint64 begin = ed_case_beginning (trial->case_, command);
  gboolean moved;
  gint64 claimed;

  if (ED_PLANT (device_clock_believed))
    ((EdSender *) trial->sender)->clock_offset = 0;
  claimed = command->done_at + trial->sender->clock_offset;
  trial->at =
      ed_clamp_at (command->done_at, trial->sender->clock_offset, begin, trial->batch->now, &moved);
  trial->result->moved = ABS (trial->at - claimed) > MOVED_MS;

  if (command->type != ED_COMMAND_CASE_CREATE)
    field = ed_record_type_find (ed_command_form (command->type)->args, "at");
  if (field == NULL || ed_field_is_absent (field, command->args))
    return;
  claimed = ed_field_get_number (field, command->args);
  ed_field_set_number (field,
                       command->args,
                       ed_clamp_at (claimed, 0, begin, trial->batch->now, &moved));
  if (ABS (ed_field_get_number (field, command->args) - claimed) > MOVED_MS)
    trial->result->moved = TRUE;
}

/* Late work: a fact for an assignment of the sender's that ended not long ago. */
static gboolean
is_kept (const Trial *trial)
{
  const EdAssignment *ended;

  if (trial->case_ == NULL || (ed_account_roles (trial->sender->account) & ED_ROLE_EXPERT) == 0
      || !ed_case_is_late (trial->case_, trial->command) || ED_PLANT (late_work_refused))
    return FALSE;
  ended = ed_case_find_ended (trial->case_, trial->command->assignment_id);
  return ended != NULL && strcmp (ended->expert_id, trial->sender->account->id) == 0
         && (ended->to == ED_ABSENT || trial->batch->now <= ended->to + LATE_DAYS * ED_DAY_MS);
}

static gboolean
load_expert (Trial *trial, EdAccount **expert, GError **error)
{
  GError *local = NULL;

  if (trial->command->type != ED_COMMAND_CASE_ASSIGN)
    return TRUE;
  *expert = ed_case_store_load_account (trial->batch,
                                        ((EdArgs *) trial->command->args)->expert,
                                        NULL,
                                        &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What is known of the file that the command attaches. *IS_MISSING: it has not arrived; then the
 * file is taken for one that would do, so that only what else is wrong is a refusal. */
static gboolean
load_file (Trial *trial, gboolean *is_missing, GError **error)
{
  const EdArgs *args = trial->command->args;
  EdFile *file;

  *is_missing = FALSE;
  if (trial->command->type != ED_COMMAND_DOCUMENT_ATTACH)
    return TRUE;
  if (!ed_upload_find (trial->batch,
                       trial->sender->account->id,
                       args->upload,
                       &trial->file,
                       is_missing,
                       error))
    return FALSE;
  if (trial->file != NULL || !*is_missing)
    return TRUE;
  *is_missing = !ED_PLANT (attached_without_bytes);
  file = trial->file = ed_record_new (&ed_file_type);
  file->id = g_strdup (args->upload);
  file->case_id = g_strdup (trial->command->target_id);
  file->assignment_id = g_strdup (trial->command->assignment_id);
  file->kind = args->kind;
  file->type = ED_MEDIA_PDF;
  file->length = 1;
  return TRUE;
}

static gboolean
fail_upload_needed (const Trial *trial, GError **error)
{
  const EdArgs *args = trial->command->args;

  g_set_error_literal (error, ED_JUDGE_ERROR, ED_JUDGE_ERROR_UPLOAD_NEEDED, args->upload);
  return FALSE;
}

/* What the command has done to the file itself. */
static gboolean
settle_file (Trial *trial, GError **error)
{
  const EdArgs *args = trial->command->args;
  EdDb *db = trial->batch->db;

  if (trial->command->type == ED_COMMAND_DOCUMENT_ATTACH)
    return ed_uploads_bind (db, args->upload, error);
  if (trial->command->type == ED_COMMAND_DOCUMENT_DETACH)
    return ed_uploads_unbind (db, args->id, trial->batch->now, error);
  return TRUE;
}

/* What an approval is worth to the experts, or was: CLOSING is the case's before the command. */
static gboolean
settle_money (Trial *trial, const char *closing, GError **error)
{
  const EdCase *case_ = trial->case_;

  if (trial->command->type == ED_COMMAND_CASE_APPROVE)
    return ed_ledger_post (trial->batch, case_, error);
  if (trial->command->type == ED_COMMAND_CASE_REOPEN)
    return ed_ledger_take_back (trial->batch, case_->id, closing, trial->at, error);
  return TRUE;
}

/* The number that a new case gets; the one that it had before a restore, where that is free. */
static gboolean
take_number (Trial *trial, gint64 *number, GError **error)
{
  gint64 was = trial->envelope->was_number;
  EdDb *db = trial->batch->db;

  if (was != ED_ABSENT && ed_organisation_claim_number (db, was, trial->command->target_id, error))
    {
      *number = was;
      return TRUE;
    }
  *number = ed_organisation_take_number (db, trial->command->target_id, error);
  return *number >= 0;
}

/* Those who are to know of it get a mail. */
static gboolean
tell_of_it (Trial *trial, guint first_event, const char *formerly, GError **error)
{
  const EdCase *case_ = trial->case_;
  const char *coordinator = case_->assigned_by != NULL ? case_->assigned_by : formerly;

  if (ed_returning_is (trial->batch, trial->sender, trial->envelope))
    return TRUE;
  return ed_mail_tell_of_case (trial->batch,
                               case_,
                               first_event,
                               coordinator,
                               trial->rev + 1,
                               trial->sender->account->id,
                               error);
}

/* Writes the message that the command makes beside the case. */
static gboolean
write_message (Trial *trial, const EdCircumstances *circumstances, GError **error)
{
  g_autoptr (EdMessage) message = ed_message_new (trial->case_, trial->command, circumstances);
  gboolean tell = !ed_returning_is (trial->batch, trial->sender, trial->envelope);
  gboolean is_new;

  if (!ed_thread_add (trial->batch, trial->case_, message, tell, &is_new, error))
    return FALSE;
  if (!is_new)
    return ed_judge_reject (trial->result, &(EdRefusal){ ED_REFUSAL_INVALID, "id" });
  trial->result->status = ED_RESULT_APPLIED;
  trial->result->rev = trial->rev;
  return TRUE;
}

/* Applies the command to the document and writes what came of it. */
static gboolean
apply (Trial *trial, gint64 number, const EdAccount *expert, gboolean *applied, GError **error)
{
  EdApi *api = trial->batch->api;
  EdCaseBefore before;
  EdCircumstances circumstances = {
    .account_id = trial->sender->account->id,
    .account_name = trial->sender->account->name,
    .roles = ed_account_roles (trial->sender->account),
    .at = trial->at,
    .received_at = trial->batch->now,
    .number = number,
    .expert = expert,
    .settings = api->settings,
    .zone = api->zone,
  };
  guint n_events = trial->case_ != NULL ? trial->case_->events->len : 0;
  g_autofree char *closing = trial->case_ != NULL && trial->case_->closing != NULL
                                 ? g_strdup (trial->case_->closing->id)
                                 : NULL;
  EdRefusal refusal;
  gboolean written, is_missing;

  if (!load_file (trial, &is_missing, error))
    return FALSE;
  circumstances.file = trial->file;
  ed_case_before_init (&before, trial->case_);
  *applied = ed_case_apply (&trial->case_, trial->command, &circumstances, &refusal);
  if (!*applied)
    {
      ed_case_before_clear (&before);
      return ed_judge_reject (trial->result, &refusal);
    }
  if (is_missing || !ed_command_changes_case (trial->command->type))
    {
      ed_case_before_clear (&before);
      return is_missing ? fail_upload_needed (trial, error)
                        : write_message (trial, &circumstances, error);
    }
  written = ed_projection_write_case (trial->batch, &before, trial->case_, trial->rev + 1, error)
            && settle_file (trial, error) && settle_money (trial, closing, error)
            && tell_of_it (trial, n_events, before.assigned_by, error);
  ed_case_before_clear (&before);
  trial->result->status = ED_RESULT_APPLIED;
  trial->result->rev = trial->rev + !ED_PLANT (revision_stands_still);
  trial->result->number = number;
  return written;
}

/* Creates the case; a number taken for one that is refused is given back. */
static gboolean
try_create (Trial *trial, GError **error)
{
  EdDb *db = trial->batch->db;
  gboolean applied = FALSE;
  gint64 number;

  if (!ed_db_savepoint (db, error))
    return FALSE;
  if (!take_number (trial, &number, error) || !apply (trial, number, NULL, &applied, error))
    {
      ed_db_rollback_savepoint (db);
      return FALSE;
    }
  if (applied)
    return ed_db_release (db, error);
  ed_db_rollback_savepoint (db);
  return TRUE;
}

static gboolean
try_command (Trial *trial, GError **error)
{
  g_autoptr (EdAccount) expert = NULL;
  gboolean applied;

  if (trial->command->type == ED_COMMAND_CASE_CREATE)
    return try_create (trial, error);
  return load_expert (trial, &expert, error) && apply (trial, ED_ABSENT, expert, &applied, error);
}

/* Whether the file is one that the command may bring. */
static gboolean
is_own_file (const Trial *trial)
{
  const EdArgs *args = trial->command->args;
  const EdFile *file = trial->file;

  return file != NULL && strcmp (file->case_id, trial->command->target_id) == 0
         && strcmp (file->assignment_id, trial->command->assignment_id) == 0
         && file->kind == args->kind;
}

/* Late work is written down beside the case; of a file its bytes stay too. */
static gboolean
keep (Trial *trial, GError **error)
{
  gboolean brings_file = trial->command->type == ED_COMMAND_DOCUMENT_ATTACH;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  const EdAssignment *ended;
  EdLatePlace place;
  gboolean is_missing;

  if (!load_file (trial, &is_missing, error))
    return FALSE;
  if (brings_file && !is_own_file (trial))
    return ed_judge_reject (trial->result, &(EdRefusal){ ED_REFUSAL_UPLOAD_UNKNOWN, "upload" });
  if (is_missing)
    return fail_upload_needed (trial, error);
  if (trial->file != NULL)
    g_ptr_array_add (files, trial->file);
  ended = ed_case_find_ended (trial->case_, trial->command->assignment_id);
  place = (EdLatePlace){ trial->case_->number, ended->to };
  return ed_late_work_keep (trial->batch,
                            trial->sender,
                            trial->envelope,
                            &place,
                            files,
                            trial->at,
                            trial->result,
                            error)
         && (trial->result->status != ED_RESULT_KEPT || settle_file (trial, error));
}

/* Loads the target as far as the sender may know of it. */
static gboolean
load_target (Trial *trial, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  GError *local = NULL;

  case_ = ed_case_store_load (trial->batch, trial->command->target_id, &trial->rev, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (case_ != NULL && (trial->command->type == ED_COMMAND_CASE_CREATE || may_know (trial, case_)))
    trial->case_ = g_steal_pointer (&case_);
  return TRUE;
}

gboolean
ed_judge_case (EdBatch *batch,
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
  };
  gboolean done = FALSE;

  if (!load_target (&trial, error))
    return FALSE;
  settle_times (&trial);
  *at = trial.at;
  if (is_kept (&trial))
    {
      done = keep (&trial, error);
    }
  else
    done = try_command (&trial, error);
  g_clear_pointer (&trial.case_, ed_case_free);
  g_clear_pointer (&trial.file, ed_file_free);
  return done;
}
