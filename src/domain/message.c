/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/message.h"

#include "domain/record-table.h"

const EdChoice ed_author_choices[] = {
  [ED_AUTHOR_EXPERT] = { "expert", N_ ("Expert") },
  [ED_AUTHOR_COORDINATOR] = { "coordinator", N_ ("Coordinator") },
  { NULL, NULL },
};

static const EdField message_fields[] = {
  ED_ID (EdMessage, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdMessage, case_id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdMessage, assignment_id, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdMessage, author, ED_FIELD_REQUIRED, NULL, ed_author_choices),
  ED_ID (EdMessage, by, 0, NULL),
  ED_TEXT (EdMessage, by_name, 0, NULL, 200),
  ED_INSTANT (EdMessage, at, ED_FIELD_REQUIRED, NULL),
  ED_INSTANT (EdMessage, at_received_at, 0, NULL),
  ED_TEXT (EdMessage,
           text,
           ED_FIELD_REQUIRED | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,
           N_ ("Message"),
           ED_MESSAGE_LENGTH),
  ED_BOOLEAN (EdMessage, handover, 0, N_ ("Ask to hand the case over")),
};

const EdRecordType ed_message_type = ED_RECORD_TYPE ("message", EdMessage, message_fields);

EdAuthor
ed_message_author (const EdCase *case_, const EdCircumstances *circumstances)
{
  gboolean holds = (circumstances->roles & ED_ROLE_EXPERT) != 0 && case_->assignment_id != NULL
                   && g_strcmp0 (case_->expert_id, circumstances->account_id) == 0;

  return holds ? ED_AUTHOR_EXPERT : ED_AUTHOR_COORDINATOR;
}

EdMessage *
ed_message_new (const EdCase *case_, const EdCommand *command, const EdCircumstances *circumstances)
{
  const EdArgs *args = command->args;
  EdMessage *self = ed_record_new (&ed_message_type);

  self->id = g_strdup (args->id);
  self->case_id = g_strdup (case_->id);
  self->assignment_id = g_strdup (command->assignment_id);
  self->author = ed_message_author (case_, circumstances);
  self->by = g_strdup (circumstances->account_id);
  self->by_name = g_strdup (circumstances->account_name);
  self->at = circumstances->at;
  self->at_received_at = circumstances->received_at;
  self->text = g_strdup (args->text);
  self->handover = args->handover == 1 ? 1 : ED_ABSENT;
  return self;
}

void
ed_message_free (EdMessage *self)
{
  ed_record_free (&ed_message_type, self);
}

gboolean
ed_message_says_the_same (const EdMessage *self, const EdMessage *other)
{
  return g_strcmp0 (self->case_id, other->case_id) == 0
         && g_strcmp0 (self->assignment_id, other->assignment_id) == 0
         && g_strcmp0 (self->by, other->by) == 0 && g_strcmp0 (self->text, other->text) == 0
         && self->handover == other->handover;
}

gboolean
ed_message_needs_answer (const EdCase *case_, const EdMessage *last)
{
  return last != NULL && last->author == ED_AUTHOR_EXPERT && case_->state != ED_CASE_CLOSED
         && g_strcmp0 (last->assignment_id, case_->assignment_id) == 0;
}

EdThreadMark
ed_message_mark (const EdCase *case_, const EdMessage *last, gint64 read_at, const char *account_id)
{
  if (last == NULL || g_strcmp0 (last->assignment_id, case_->assignment_id) != 0)
    return ED_THREAD_QUIET;
  if (g_strcmp0 (case_->expert_id, account_id) != 0)
    return ed_message_needs_answer (case_, last) ? ED_THREAD_UNANSWERED : ED_THREAD_QUIET;
  return last->author == ED_AUTHOR_COORDINATOR
                 && (read_at == ED_ABSENT || last->at_received_at > read_at)
             ? ED_THREAD_UNREAD
             : ED_THREAD_QUIET;
}
