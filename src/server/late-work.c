/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/late-work.h"

#include "server/audience.h"
#include "server/document-table.h"
#include "server/secrets.h"
#include "server/view-file-table.h"
#include "wire/record-json.h"

#define TYPE "late_work"

static gboolean
show (EdBatch *batch, const char *audience, const EdLateWork *late, gint64 rev, GError **error)
{
  EdView view = { audience, TYPE, late->id, rev, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_late_work_type, late, &view.length);
  EdPosition at = ed_batch_next (batch, audience);

  view.body = text;
  return ed_views_put (batch->db, &view, &at, error);
}

gboolean
ed_late_work_write (EdBatch *batch, const EdLateWork *late, gint64 rev, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autofree char *audience = ed_audience_of_account (late->by);
  g_autoptr (EdLateWork) own = ed_late_work_project (late);
  gsize length = 0;
  g_autofree char *text = ed_record_to_json (&ed_late_work_type, late, &length);

  for (guint i = 0; i < late->files->len; i++)
    g_ptr_array_add (files, ((EdFile *) late->files->pdata[i])->id);
  g_ptr_array_add (files, NULL);
  return ed_documents_store (batch->db, TYPE, late->id, rev, text, length, error)
         && show (batch, ED_AUDIENCE_OF_STAFF, late, rev, error)
         && ed_view_files_set (batch->db,
                               ED_AUDIENCE_OF_STAFF,
                               TYPE,
                               late->id,
                               (const char *const *) files->pdata,
                               error)
         && show (batch, audience, own, rev, error);
}

/* What the envelope says, by its sender; without an id. */
static EdLateWork *
make (EdBatch *batch,
      const EdSender *sender,
      const EdEnvelope *envelope,
      const EdLatePlace *place,
      gint64 at)
{
  const EdCommand *command = envelope->command;
  EdTargetKind kind = ed_command_form (command->type)->target_kind;
  EdLateWork *late = ed_record_new (&ed_late_work_type);

  late->state = ED_LATE_WAITING;
  if (kind == ED_TARGET_REQUEST)
    late->request_id = g_strdup (command->target_id);
  else if (kind == ED_TARGET_CASE)
    late->case_id = g_strdup (command->target_id);
  late->number = place->number;
  late->cancelled = place->cancelled ? 1 : ED_ABSENT;
  late->assignment_id = g_strdup (command->assignment_id);
  late->type = g_strdup (ed_command_form (command->type)->word);
  late->by = g_strdup (sender->account->id);
  late->by_name = g_strdup (sender->account->name);
  late->ended_at = place->ended_at;
  late->at = at;
  late->received_at = batch->now;
  late->command = g_strdup (envelope->body);
  return late;
}

static gboolean
is_there (EdBatch *batch, const char *id, gboolean *there, GError **error)
{
  gint64 rev = ed_documents_rev (batch->db, TYPE, id, error);

  *there = rev > 0;
  return rev >= 0;
}

gboolean
ed_late_work_keep (EdBatch *batch,
                   const EdSender *sender,
                   const EdEnvelope *envelope,
                   const EdLatePlace *place,
                   const GPtrArray *files,
                   gint64 at,
                   EdResult *result,
                   GError **error)
{
  g_autoptr (EdLateWork) late = make (batch, sender, envelope, place, at);
  gboolean is_taken;

  late->id = g_strdup (envelope->command->id);
  if (!is_there (batch, late->id, &is_taken, error))
    return FALSE;
  if (is_taken)
    return ed_judge_reject (result, &(EdRefusal){ ED_REFUSAL_INVALID, "id" });
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (late->files, ed_record_copy (&ed_file_type, files->pdata[i]));
  result->status = ED_RESULT_KEPT;
  return ed_late_work_write (batch, late, 1, error);
}

gboolean
ed_late_work_keep_anyhow (EdBatch *batch,
                          const EdSender *sender,
                          const EdEnvelope *envelope,
                          const EdLatePlace *place,
                          gint64 at,
                          GError **error)
{
  g_autoptr (EdLateWork) late = make (batch, sender, envelope, place, at);
  gboolean is_taken;

  if (!is_there (batch, envelope->command->id, &is_taken, error))
    return FALSE;
  late->id = is_taken ? ed_secrets_make_uuid () : g_strdup (envelope->command->id);
  return ed_late_work_write (batch, late, 1, error);
}

EdLateWork *
ed_late_work_load (EdBatch *batch, const char *id, gint64 *rev, GError **error)
{
  gsize length = 0;
  g_autofree char *text = ed_documents_load (batch->db, TYPE, id, rev, &length, error);

  return text == NULL ? NULL
                      : ed_record_from_json (&ed_late_work_type,
                                             text,
                                             (gssize) length,
                                             ED_WIRE_LENIENT,
                                             error);
}
