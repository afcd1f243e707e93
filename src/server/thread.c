/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/thread.h"

#include "server/mail.h"
#include "server/projection.h"

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
