/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Settling late work: what is accepted becomes a fact of the assignment that it was meant for, as
 * if it had come in time. */

#include "server/judge.h"

#include "domain/case-rules.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/late-work.h"
#include "server/projection.h"
#include "server/request-projection.h"
#include "server/thread.h"
#include "server/upload-table.h"
#include "wire/push.h"

/* One settlement on its way through. */
typedef struct
{
  EdBatch *batch;
  EdLateWork *late;
  EdCommand *kept;
  EdCase *case_; /* of the two, what it was entered for; or NULL */
  EdRequest *request;
  gint64 rev; /* of that */
  EdResult *result;
  gboolean refused;
} Settlement;

static void
clear_settlement (Settlement *self)
{
  g_clear_pointer (&self->late, ed_late_work_free);
  g_clear_pointer (&self->kept, ed_command_free);
  g_clear_pointer (&self->case_, ed_case_free);
  g_clear_pointer (&self->request, ed_request_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settlement, clear_settlement)

static gboolean
refuse (Settlement *self, const EdRefusal *refusal)
{
  self->refused = TRUE;
  return ed_judge_reject (self->result, refusal);
}

/* LOCAL (taken): why it could not be loaded; NULL: there is none any more. */
static gboolean
refuse_missing (Settlement *self, GError *local, GError **error)
{
  if (local == NULL)
    return refuse (self, &(EdRefusal){ ED_REFUSAL_ERASED, NULL });
  g_propagate_error (error, local);
  return FALSE;
}

/* The words go into the thread of the assignment that they were written in; nobody is mailed. What
 * is there already was not said twice; other words are not taken for it. */
static gboolean
add_message (Settlement *self, const EdCircumstances *circumstances, GError **error)
{
  g_autoptr (EdCase) then = ed_case_at_assignment (self->case_, self->kept->assignment_id);
  g_autoptr (EdMessage) message = NULL;
  gboolean is_new, said;

  if (then == NULL)
    return refuse (self, &(EdRefusal){ ED_REFUSAL_NOT_ASSIGNED, NULL });
  message = ed_message_new (then, self->kept, circumstances);
  if (!ed_thread_add (self->batch, self->case_, message, FALSE, &is_new, error))
    return FALSE;
  if (is_new)
    return TRUE;
  if (!ed_thread_has_said (self->batch, message, &said, error))
    return FALSE;
  return said || refuse (self, &(EdRefusal){ ED_REFUSAL_INVALID, "id" });
}

static gboolean
change_case (Settlement *self, const EdCircumstances *circumstances, GError **error)
{
  EdCaseBefore before;
  EdRefusal refusal;
  gboolean written;

  ed_case_before_init (&before, self->case_);
  if (!ed_case_accept_late (self->case_, self->kept, circumstances, &refusal))
    {
      ed_case_before_clear (&before);
      return refuse (self, &refusal);
    }
  written = ed_projection_write_case (self->batch, &before, self->case_, self->rev + 1, error);
  ed_case_before_clear (&before);
  return written;
}

/* A time that was typed is brought into its bounds, as if it had come in time (PROTOCOL 3.8). */
static void
settle_time (Settlement *self)
{
  EdCommand *kept = self->kept;
  const EdField *field = ed_record_type_find (ed_command_form (kept->type)->args, "at");
  const EdAssignment *ended;
  gint64 begin = self->case_->assigned_at;
  gboolean moved;

  if (field == NULL || ed_field_is_absent (field, kept->args))
    return;
  ended = ed_case_find_ended (self->case_, kept->assignment_id);
  if (ended != NULL)
    begin = ended->from;
  ed_field_set_number (field,
                       kept->args,
                       ed_clamp_at (ed_field_get_number (field, kept->args),
                                    0,
                                    begin,
                                    self->late->received_at,
                                    &moved));
}

/* In the words, by the rights and at the time of whoever entered it. */
static gboolean
accept_on_case (Settlement *self, GError **error)
{
  const EdLateWork *late = self->late;
  EdApi *api = self->batch->api;
  const EdCircumstances circumstances = {
    .account_id = late->by,
    .account_name = late->by_name,
    .roles = ED_ROLE_EXPERT,
    .at = late->at,
    .received_at = late->received_at,
    .number = ED_ABSENT,
    .file = late->files->len > 0 ? late->files->pdata[0] : NULL,
    .settings = api->settings,
    .zone = api->zone,
  };
  GError *local = NULL;

  self->case_ = ed_case_store_load (self->batch, late->case_id, &self->rev, &local);
  if (self->case_ == NULL)
    return refuse_missing (self, local, error);
  settle_time (self);
  return ed_command_changes_case (self->kept->type) ? change_case (self, &circumstances, error)
                                                    : add_message (self, &circumstances, error);
}

/* Likewise; whoever has the request now reads nothing of it. */
static gboolean
accept_on_request (Settlement *self, GError **error)
{
  const EdLateWork *late = self->late;
  const EdRequestCircumstances circumstances = {
    .account_id = late->by,
    .account_name = late->by_name,
    .roles = ED_ROLE_EXPERT,
    .at = late->at,
    .received_at = late->received_at,
    .number = ED_ABSENT,
    .files = late->files,
    .zone = self->batch->api->zone,
  };
  g_autoptr (EdRequest) before = NULL;
  GError *local = NULL;
  EdRefusal refusal;

  self->request = ed_requests_load (self->batch->db, late->request_id, &self->rev, &local);
  if (self->request == NULL)
    return refuse_missing (self, local, error);
  before = ed_request_copy (self->request);
  if (!ed_request_accept_late (self->request, self->kept, &circumstances, &refusal))
    return refuse (self, &refusal);
  return ed_projection_write_request (self->batch, before, self->request, self->rev + 1, error)
         && ed_request_settle_files (self->batch, before, self->request, error);
}

static gboolean
accept (Settlement *self, GError **error)
{
  if (self->late->command == NULL)
    return refuse (self, &(EdRefusal){ ED_REFUSAL_ERASED, NULL });
  self->kept = ed_command_from_json (self->late->command, error);
  if (self->kept == NULL)
    return FALSE;
  return self->late->request_id != NULL ? accept_on_request (self, error)
                                        : accept_on_case (self, error);
}

/* What was said has found its place, or none: it is not kept twice. */
static gboolean
finish (Settlement *self, gint64 rev, GError **error)
{
  EdLateWork *late = self->late;
  g_autoptr (GPtrArray) files = late->files;

  late->files = g_ptr_array_new ();
  g_clear_pointer (&late->command, g_free);
  if (!ed_late_work_write (self->batch, late, rev, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!ed_uploads_unbind (self->batch->db,
                            ((const EdFile *) files->pdata[i])->id,
                            self->batch->now,
                            error))
      return FALSE;
  return TRUE;
}

gboolean
ed_judge_late_work (EdBatch *batch,
                    const EdSender *sender,
                    EdEnvelope *envelope,
                    EdResult *result,
                    gint64 *at,
                    GError **error)
{
  g_auto (Settlement) self = { .batch = batch, .result = result };
  const EdLateCircumstances circumstances = {
    .account_id = sender->account->id,
    .roles = ed_account_roles (sender->account),
    .at = *at,
  };
  GError *local = NULL;
  gint64 rev = 0;
  EdRefusal refusal;

  self.late = ed_late_work_load (batch, envelope->command->target_id, &rev, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!ed_late_work_apply (self.late, envelope->command, &circumstances, &refusal))
    return ed_judge_reject (result, &refusal);
  if (self.late->state == ED_LATE_ACCEPTED && !accept (&self, &local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self.refused)
    return TRUE;
  result->status = ED_RESULT_APPLIED;
  result->rev = rev + 1;
  return finish (&self, rev + 1, error);
}
