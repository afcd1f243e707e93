/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/thread.h"

#include "server/document-table.h"
#include "server/mail.h"
#include "server/projection.h"
#include "wire/record-json.h"

static EdMail
make_mail (EdMailKind kind, const EdMessage *message)
{
  gboolean carries_words = kind != ED_MAIL_ANSWERED;
  gboolean is_original = kind == ED_MAIL_MESSAGE || kind == ED_MAIL_HANDOVER;

  return (EdMail){ .kind = kind,
                   .event = message->id,
                   .case_id = message->case_id,
                   .assignment_id = message->assignment_id,
                   .reply_to = is_original ? message->by : NULL,
                   .text = carries_words ? message->text : NULL };
}

static gboolean
queue_mails (EdBatch *batch, const EdCase *case_, const EdMessage *message, GError **error)
{
  EdMailKind kind = message->handover == 1 ? ED_MAIL_HANDOVER : ED_MAIL_MESSAGE;
  EdMail words = make_mail (kind, message);
  EdMail copy = make_mail (ED_MAIL_MESSAGE_COPY, message);
  EdMail answered = make_mail (ED_MAIL_ANSWERED, message);

  if (message->author == ED_AUTHOR_COORDINATOR)
    return ed_mail_queue (batch, &answered, case_->expert_id, error);
  return ed_mail_queue_to_coordinator (batch, &words, case_->assigned_by, error)
         && ed_mail_queue (batch, &copy, message->by, error);
}

gboolean
ed_thread_add (EdBatch *batch,
               const EdCase *case_,
               const EdMessage *message,
               gboolean tell,
               gboolean *is_new,
               GError **error)
{
  return ed_projection_write_message (batch, case_, message, is_new, error)
         && (!*is_new || !tell || queue_mails (batch, case_, message, error));
}

gboolean
ed_thread_has_said (EdBatch *batch, const EdMessage *message, gboolean *said, GError **error)
{
  GError *local = NULL;
  gsize length = 0;
  gint64 rev;
  g_autofree char *text =
      ed_documents_load (batch->db, "message", message->id, &rev, &length, &local);
  g_autoptr (EdMessage) there =
      text != NULL
          ? ed_record_from_json (&ed_message_type, text, (gssize) length, ED_WIRE_LENIENT, &local)
          : NULL;

  *said = there != NULL && ed_message_says_the_same (there, message);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
