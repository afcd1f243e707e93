/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/internal-message.h"

#include "domain/record-table.h"

static const EdField message_fields[] = {
  ED_ID (EdInternalMessage, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdInternalMessage, request_id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdInternalMessage, assignment_id, 0, NULL),
  ED_CHOICE (EdInternalMessage, author, ED_FIELD_REQUIRED, NULL, ed_author_choices),
  ED_ID (EdInternalMessage, by, 0, NULL),
  ED_TEXT (EdInternalMessage, by_name, 0, NULL, 200),
  ED_INSTANT (EdInternalMessage, at, ED_FIELD_REQUIRED, NULL),
  ED_INSTANT (EdInternalMessage, at_received_at, 0, NULL),
  ED_TEXT (EdInternalMessage,
           text,
           ED_FIELD_REQUIRED | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,
           N_ ("Message"),
           ED_MESSAGE_LENGTH),
};

const EdRecordType ed_internal_message_type =
    ED_RECORD_TYPE ("internal_message", EdInternalMessage, message_fields);

EdInternalMessage *
ed_internal_message_new (const EdRequest *request,
                         const EdCommand *command,
                         const EdRequestCircumstances *circumstances)
{
  const EdArgs *args = command->args;
  gboolean is_return = command->type == ED_COMMAND_REQUEST_RETURN;
  gboolean is_expert = !is_return && (circumstances->roles & ED_ROLE_EXPERT) != 0
                       && request->assignment_id != NULL
                       && g_strcmp0 (request->expert_id, circumstances->account_id) == 0;
  EdInternalMessage *self = ed_record_new (&ed_internal_message_type);

  self->id = g_strdup (is_return ? command->id : args->id);
  self->request_id = g_strdup (request->id);
  self->assignment_id = g_strdup (request->assignment_id);
  self->author = is_expert ? ED_AUTHOR_EXPERT : ED_AUTHOR_COORDINATOR;
  self->by = g_strdup (circumstances->account_id);
  self->by_name = g_strdup (circumstances->account_name);
  self->at = circumstances->at;
  self->at_received_at = circumstances->received_at;
  self->text = g_strdup (is_return ? args->note : args->text);
  return self;
}

void
ed_internal_message_free (EdInternalMessage *self)
{
  ed_record_free (&ed_internal_message_type, self);
}
