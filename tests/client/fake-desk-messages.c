/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-messages.h"

void
ed_message_row_free (EdMessageRow *row)
{
  if (row == NULL)
    return;
  ed_message_free (row->message);
  g_free (row->command_id);
  g_free (row->field);
  g_free (row);
}

void
ed_fake_desk_add_message (EdDesk *desk, EdMessage *message)
{
  g_ptr_array_add (desk->messages, message);
  ed_fake_desk_tell (desk);
}

gint64
ed_fake_desk_read_at (EdDesk *desk, const char *case_id)
{
  const gint64 *at = g_hash_table_lookup (desk->read_at, case_id);

  return at == NULL ? ED_ABSENT : *at;
}

EdThreadMark
ed_fake_desk_mark (EdDesk *desk, const EdCase *case_)
{
  const EdMessage *last = NULL;

  for (guint i = 0; i < desk->messages->len; i++)
    {
      const EdMessage *message = desk->messages->pdata[i];

      if (g_strcmp0 (message->case_id, case_->id) == 0
          && g_strcmp0 (message->assignment_id, case_->assignment_id) == 0)
        last = message;
    }
  return ed_message_mark (case_, last, ed_fake_desk_read_at (desk, case_->id), desk->account->id);
}

static EdMessageRow *
make_row (EdDesk *desk, const EdMessage *message)
{
  EdMessageRow *row = g_new0 (EdMessageRow, 1);

  row->message = ed_record_copy (&ed_message_type, message);
  row->state = ED_OUTBOX_ACCEPTED;
  row->unread = g_strcmp0 (message->by, desk->account->id) != 0
                && message->at_received_at > ed_fake_desk_read_at (desk, message->case_id);
  return row;
}

static EdMessageRow *
make_pending (EdDesk *desk, const EdOutboxEntry *entry)
{
  EdMessageRow *row = g_new0 (EdMessageRow, 1);
  const EdCircumstances circumstances = {
    .account_id = desk->account->id,
    .account_name = desk->account->name,
    .roles = ed_account_roles (desk->account),
    .at = desk->now,
    .received_at = desk->now,
  };

  row->message = ed_message_new (ed_fake_desk_find (desk, entry->command->target_id),
                                 entry->command,
                                 &circumstances);
  row->state = entry->state;
  row->command_id = g_strdup (entry->command->id);
  row->code = entry->code;
  row->field = g_strdup (entry->field);
  return row;
}

void
ed_desk_list_messages_async (EdDesk *desk,
                             const char *case_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_row_free);

  for (guint i = 0; i < desk->messages->len; i++)
    {
      const EdMessage *message = desk->messages->pdata[i];

      if (g_strcmp0 (message->case_id, case_id) == 0)
        g_ptr_array_add (rows, make_row (desk, message));
    }
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];

      if (entry->command->type == ED_COMMAND_MESSAGE_SEND
          && g_strcmp0 (entry->command->target_id, case_id) == 0)
        g_ptr_array_add (rows, make_pending (desk, entry));
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, rows);
}

GPtrArray *
ed_desk_list_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_read_messages_async (EdDesk *desk,
                             const char *case_id,
                             gint64 up_to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  gint64 *at = g_new (gint64, 1);

  *at = up_to;
  g_hash_table_insert (desk->read_at, g_strdup (case_id), at);
  ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_read_messages_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}
