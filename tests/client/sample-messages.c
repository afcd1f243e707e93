/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sample-messages.h"

#include "client/cases/case-deeds.h"
#include "client/sample-cases.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define AGENT "99999999-9999-4999-8999-999999999999"

EdMessage *
ed_sample_message_new (const EdCase *case_, EdAuthor author, const char *text, gint64 minutes)
{
  gboolean is_expert = author == ED_AUTHOR_EXPERT;
  EdMessage *message = ed_record_new (&ed_message_type);

  message->id = g_uuid_string_random ();
  message->case_id = g_strdup (case_->id);
  message->assignment_id = g_strdup (case_->assignment_id);
  message->author = author;
  message->by = g_strdup (is_expert ? case_->expert_id : AGENT);
  message->by_name = g_strdup (is_expert ? case_->expert_name : "Judit Nagy");
  message->at = ED_SAMPLE_NOW - minutes * MINUTE;
  message->at_received_at = message->at;
  message->text = g_strdup (text);
  return message;
}

static void
add (EdDesk *desk, const char *case_id, EdAuthor author, const char *text, gint64 minutes)
{
  const EdCase *case_ = ed_fake_desk_find (desk, case_id);

  ed_fake_desk_add_message (desk, ed_sample_message_new (case_, author, text, minutes));
}

void
ed_sample_messages_add (EdDesk *desk, const char *case_id)
{
  add (desk,
       case_id,
       ED_AUTHOR_EXPERT,
       "The client asks for appointments in the evening only, by phone. Is that all right with the "
       "company?",
       26 * 60);
  add (desk,
       case_id,
       ED_AUTHOR_COORDINATOR,
       "Yes, by phone is fine. Please note the number of minutes each time.\n\nThank you!",
       25 * 60);
  add (
      desk,
      case_id,
      ED_AUTHOR_EXPERT,
      "Thank you 🙂 The client also writes: אפשר להתקשר אליי ביום שלישי בערב؟ – I call on Tuesday.",
      90);
  add (desk,
       case_id,
       ED_AUTHOR_COORDINATOR,
       "Good. The company has just confirmed two more sessions as well.",
       12);
}

static void
add_pending (EdDesk *desk, const char *case_id, const char *text, EdOutboxState state)
{
  EdCommand *command =
      ed_case_command (ED_COMMAND_MESSAGE_SEND, ed_fake_desk_find (desk, case_id), ED_SAMPLE_NOW);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->text = g_strdup (text);
  ed_fake_desk_add_entry (desk,
                          command,
                          state,
                          state == ED_OUTBOX_REFUSED ? ED_REFUSAL_CASE_CLOSED : ED_REFUSAL_NONE,
                          NULL);
}

void
ed_sample_messages_add_hard (EdDesk *desk, const char *case_id)
{
  const EdCase *case_ = ed_fake_desk_find (desk, case_id);
  g_autoptr (GString) text = g_string_new (NULL);
  EdMessage *asked;

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (text, "%u. What was agreed on in this session, in one line.\n", i);
  add (desk, case_id, ED_AUTHOR_EXPERT, text->str, 3 * 24 * 60);
  add (desk,
       case_id,
       ED_AUTHOR_COORDINATOR,
       "https://intranet.example/one/very/long/address/without/a/place/to/break/it/"
       "0123456789012345678901234567890123456789",
       2 * 24 * 60);
  asked = ed_sample_message_new (case_,
                                 ED_AUTHOR_EXPERT,
                                 "I am on sick leave from Monday on and cannot go on with it.",
                                 30);
  asked->handover = 1;
  asked->at -= 5 * 60 * MINUTE;
  ed_fake_desk_add_message (desk, asked);
  add_pending (desk, case_id, "The client knows about it.", ED_OUTBOX_WAITING);
  add_pending (desk, case_id, "And one more thing.", ED_OUTBOX_REFUSED);
}
