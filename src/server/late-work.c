/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/late-work.h"

#include "domain/days.h"
#include "server/audience.h"
#include "server/document-table.h"
#include "server/view-file-table.h"
#include "wire/record-json.h"

static void
append_member (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, ",\"%s\":", name);
  ed_json_append_string (text, value);
}

/* What both sides see, still open for more members. */
static GString *
begin_text (const EdSender *sender, const EdEnvelope *envelope)
{
  const EdCommand *command = envelope->command;
  GString *text = g_string_new ("{\"id\":");

  ed_json_append_string (text, command->id);
  append_member (text, "state", "waiting");
  append_member (text,
                 ed_command_form (command->type)->target_kind == ED_TARGET_REQUEST ? "request_id"
                                                                                   : "case_id",
                 command->target_id);
  append_member (text, "assignment_id", command->assignment_id);
  append_member (text, "type", ed_command_form (command->type)->word);
  append_member (text, "by", sender->account->id);
  return text;
}

static gboolean
show (EdBatch *batch, const char *audience, const char *id, const GString *text, GError **error)
{
  EdPosition at = ed_batch_next (batch, audience);
  EdView view = { audience, "late_work", id, 1, text->str, text->len };

  return ed_views_put (batch->db, &view, &at, error);
}

gboolean
ed_late_work_keep (EdBatch *batch,
                   const EdSender *sender,
                   const EdEnvelope *envelope,
                   const GPtrArray *files,
                   gint64 at,
                   GError **error)
{
  const char *id = envelope->command->id;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *audience = ed_audience_of_account (sender->account->id);
  g_autofree char *at_text = ed_instant_to_text (at);
  g_autofree char *received_at = ed_instant_to_text (batch->now);
  g_autoptr (GString) own = begin_text (sender, envelope);
  g_autoptr (GString) whole = begin_text (sender, envelope);

  g_string_append_c (own, '}');
  append_member (whole, "at", at_text);
  append_member (whole, "received_at", received_at);
  g_string_append (whole, ",\"command\":");
  g_string_append (whole, envelope->body);
  g_string_append (whole, ",\"files\":[");
  for (guint i = 0; i < files->len; i++)
    {
      const EdFile *file = files->pdata[i];

      g_string_append (whole, i > 0 ? "," : "");
      ed_record_append_json (&ed_file_type, file, whole);
      g_ptr_array_add (ids, file->id);
    }
  g_ptr_array_add (ids, NULL);
  g_string_append (whole, "]}");
  return ed_documents_store (batch->db, "late_work", id, 1, whole->str, whole->len, error)
         && show (batch, ED_AUDIENCE_OF_STAFF, id, whole, error)
         && ed_view_files_set (batch->db,
                               ED_AUDIENCE_OF_STAFF,
                               "late_work",
                               id,
                               (const char *const *) ids->pdata,
                               error)
         && show (batch, audience, id, own, error);
}
