/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests of the fake desk, in the order in which they were added. */

#include "client/fake-desk-insides.h"

#include "sync/desk-files.h"
#include "sync/desk-requests.h"

void
ed_request_row_free (EdRequestRow *row)
{
  if (row == NULL)
    return;
  ed_request_free (row->request);
  g_free (row);
}

void
ed_request_found_free (EdRequestFound *found)
{
  g_array_unref (found->rows);
  g_free (found);
}

static void
free_party (gpointer data)
{
  EdRequestParty *party = data;

  g_free (party->id);
  g_free (party->name);
  g_free (party);
}

void
ed_request_parties_free (EdRequestParties *parties)
{
  g_ptr_array_unref (parties->senders);
  g_ptr_array_unref (parties->recipients);
  g_free (parties);
}

void
ed_fake_desk_add_request (EdDesk *desk, EdRequest *request)
{
  g_ptr_array_add (desk->requests, request);
  ed_fake_desk_tell (desk);
}

static int
find_index (EdDesk *desk, const char *id)
{
  for (guint i = 0; i < desk->requests->len; i++)
    if (g_strcmp0 (((EdRequest *) desk->requests->pdata[i])->id, id) == 0)
      return (int) i;
  return -1;
}

const EdRequest *
ed_fake_desk_find_request (EdDesk *desk, const char *id)
{
  int index = find_index (desk, id);

  return index < 0 ? NULL : desk->requests->pdata[index];
}

void
ed_fake_desk_replace_request (EdDesk *desk, const char *id, EdRequest *request)
{
  int index = find_index (desk, id);

  g_assert_cmpint (index, >=, 0);
  if (request == NULL)
    g_ptr_array_remove_index (desk->requests, (guint) index);
  else
    {
      ed_request_free (desk->requests->pdata[index]);
      desk->requests->pdata[index] = request;
    }
  ed_fake_desk_tell (desk);
}

/* --- doing ------------------------------------------------------------------------------------ */

static const EdAccount *
find_account (EdDesk *desk, const EdCommand *command, const EdRequest *request)
{
  const EdArgs *args = command->args;
  const char *id = args->expert != NULL ? args->expert : args->recipient;

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN && request != NULL)
    id = request->expert_id;
  for (guint i = 0; i < desk->accounts->len; i++)
    if (g_strcmp0 (((EdAccount *) desk->accounts->pdata[i])->id, id) == 0)
      return desk->accounts->pdata[i];
  return NULL;
}

static gboolean
apply (EdDesk *desk, const EdCommand *command, const GPtrArray *files, EdRefusal *refusal)
{
  int index = find_index (desk, command->target_id);
  EdRequest *next = index < 0 ? NULL : ed_request_copy (desk->requests->pdata[index]);
  EdRequestCircumstances circumstances = {
    .account_id = desk->account->id,
    .account_name = desk->account->name,
    .roles = ed_account_roles (desk->account),
    .at = desk->now,
    .received_at = desk->now,
    .number = ED_ABSENT,
    .expert = find_account (desk, command, next),
    .files = files,
    .zone = desk->zone,
  };
  EdRequestAudience audience;
  EdRequest *view;

  if (!ed_request_apply (&next, command, &circumstances, refusal))
    {
      ed_request_free (next);
      return FALSE;
    }
  if (command->type == ED_COMMAND_INTERNAL_SEND || command->type == ED_COMMAND_REQUEST_RETURN)
    g_ptr_array_add (desk->internals, ed_internal_message_new (next, command, &circumstances));
  if (ed_request_find_audience (next, desk->account->id, circumstances.roles, &audience))
    {
      view = ed_request_project (next, audience);
      ed_request_free (next);
      next = view;
    }
  if (index < 0)
    g_ptr_array_add (desk->requests, next);
  else
    {
      ed_request_free (desk->requests->pdata[index]);
      desk->requests->pdata[index] = next;
    }
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

gboolean
ed_fake_desk_do_to_request (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  return apply (desk, command, NULL, refusal);
}

static EdFile *
describe (const EdCommand *command, const EdNewFile *file)
{
  EdFile *described = ed_record_new (&ed_file_type);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (file->content, &length);

  described->id = g_strdup (file->id);
  described->request_id = g_strdup (command->target_id);
  described->assignment_id = g_strdup (command->assignment_id);
  described->kind = file->kind;
  described->name = g_strdup (file->name);
  described->type = ed_file_type_of (bytes, length);
  described->length = (gint64) length;
  described->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->content);
  return described;
}

typedef struct
{
  gboolean done;
  EdRefusal refusal;
} Verdict;

void
ed_desk_send_files_async (EdDesk *desk,
                          const EdCommand *command,
                          const EdNewFile *files,
                          guint n_files,
                          const EdDraftEnd *ends,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GPtrArray) described = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free);
  Verdict *verdict = g_new0 (Verdict, 1);

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (described, describe (command, &files[i]));
  verdict->done = apply (desk, command, described, &verdict->refusal);
  for (guint i = 0; verdict->done && i < n_files; i++)
    ed_fake_desk_add_file (desk, command->target_id, files[i].id, files[i].content);
  ed_fake_desk_end_draft (desk, ends, verdict->done);
  if (verdict->done)
    ed_fake_desk_tell (desk);
  ed_fake_desk_answer_owned (desk, cancellable, callback, data, verdict, g_free);
}

gboolean
ed_desk_send_files_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  g_autofree Verdict *verdict = ed_fake_desk_finish (desk, result, error);

  if (verdict != NULL && refusal != NULL)
    *refusal = verdict->refusal;
  return verdict != NULL && verdict->done;
}

/* --- reading ---------------------------------------------------------------------------------- */

static EdRequestRow *
make_row (EdDesk *desk, int index)
{
  EdRequestRow *row = g_new0 (EdRequestRow, 1);

  row->row = ED_FAKE_REQUEST_ROW + index;
  row->request = ed_request_copy (desk->requests->pdata[index]);
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];

      row->pending += entry->state == ED_OUTBOX_WAITING
                      && g_strcmp0 (entry->command->target_id, row->request->id) == 0;
    }
  row->late = ed_fake_desk_count_late (desk, row->request->id);
  return row;
}

GPtrArray *
ed_desk_load_request_rows (EdDesk *desk, const gint64 *rows, guint n, GError **error)
{
  GPtrArray *loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_request_row_free);

  for (guint i = 0; i < n; i++)
    if (rows[i] >= ED_FAKE_REQUEST_ROW && rows[i] < ED_FAKE_REQUEST_ROW + desk->requests->len)
      g_ptr_array_add (loaded, make_row (desk, (int) (rows[i] - ED_FAKE_REQUEST_ROW)));
  return loaded;
}

void
ed_desk_load_request_async (EdDesk *desk,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  int index = find_index (desk, id);

  ed_fake_desk_answer_owned (desk,
                             cancellable,
                             callback,
                             data,
                             index < 0 ? NULL : make_row (desk, index),
                             (GDestroyNotify) ed_request_row_free);
}

void
ed_desk_load_request_by_number_async (EdDesk *desk,
                                      gint64 number,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  EdRequestRow *row = NULL;

  for (guint i = 0; row == NULL && i < desk->requests->len; i++)
    if (((const EdRequest *) desk->requests->pdata[i])->number == number)
      row = make_row (desk, (int) i);
  ed_fake_desk_answer (desk, cancellable, callback, data, row);
}

EdRequestRow *
ed_desk_load_request_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static gboolean
is_in_scope (const EdRequest *request, EdRequestScope scope)
{
  EdRequestStatus status = ed_request_status (request->state);

  switch (scope)
    {
    case ED_REQUESTS_NOT_COMPLETED:
      return status != ED_REQUEST_STATUS_COMPLETED;
    case ED_REQUESTS_OPEN:
      return status == ED_REQUEST_STATUS_OPEN;
    case ED_REQUESTS_IN_PROGRESS:
      return status == ED_REQUEST_STATUS_IN_PROGRESS;
    case ED_REQUESTS_UNDER_REVIEW:
      return status == ED_REQUEST_STATUS_UNDER_REVIEW;
    case ED_REQUESTS_COMPLETED:
      return status == ED_REQUEST_STATUS_COMPLETED;
    case ED_REQUESTS_ANSWERED:
      return status == ED_REQUEST_STATUS_COMPLETED && request->state != ED_REQUEST_CANCELLED;
    case ED_REQUESTS_CANCELLED:
      return request->state == ED_REQUEST_CANCELLED;
    case ED_REQUESTS_ALL:
    case ED_N_REQUEST_SCOPES:
    default:
      return TRUE;
    }
}

static gboolean
fits (const EdRequest *request, const EdRequestQuery *query)
{
  const char *recipient =
      request->recipient_id != NULL ? request->recipient_id : ED_REQUESTS_TO_CENTRE;

  return (query->text == NULL || strstr (request->subject, query->text) != NULL)
         && (query->sender_id == NULL || g_strcmp0 (request->sender_id, query->sender_id) == 0)
         && (query->recipient_id == NULL || g_strcmp0 (recipient, query->recipient_id) == 0)
         && (query->expert_id == NULL || g_strcmp0 (request->expert_id, query->expert_id) == 0);
}

void
ed_desk_query_requests_async (EdDesk *desk,
                              const EdRequestQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  EdRequestFound *found = g_new0 (EdRequestFound, 1);

  found->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < desk->requests->len; i++)
    {
      const EdRequest *request = desk->requests->pdata[i];
      gint64 row = ED_FAKE_REQUEST_ROW + i;

      if (!fits (request, query))
        continue;
      for (guint scope = 0; scope < ED_N_REQUEST_SCOPES; scope++)
        found->counts[scope] += (guint) is_in_scope (request, (EdRequestScope) scope);
      if (is_in_scope (request, query->scope))
        g_array_append_val (found->rows, row);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, found);
}

EdRequestFound *
ed_desk_query_requests_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static void
add_party (GPtrArray *parties, const char *id, const char *name)
{
  EdRequestParty *party;

  for (guint i = 0; i < parties->len; i++)
    if (g_strcmp0 (((EdRequestParty *) parties->pdata[i])->id, id) == 0)
      return;
  party = g_new0 (EdRequestParty, 1);
  party->id = g_strdup (id);
  party->name = g_strdup (name);
  g_ptr_array_add (parties, party);
}

void
ed_desk_list_request_parties_async (EdDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  EdRequestParties *parties = g_new0 (EdRequestParties, 1);

  parties->senders = g_ptr_array_new_with_free_func (free_party);
  parties->recipients = g_ptr_array_new_with_free_func (free_party);
  for (guint i = 0; i < desk->requests->len; i++)
    {
      const EdRequest *request = desk->requests->pdata[i];

      add_party (parties->senders, request->sender_id, request->sender_name);
      add_party (parties->recipients,
                 request->recipient_id != NULL ? request->recipient_id : ED_REQUESTS_TO_CENTRE,
                 request->recipient_name);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, parties);
}

EdRequestParties *
ed_desk_list_request_parties_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

/* --- chat ------------------------------------------------------------------------------------- */

/* Whether it has come to the server, or why not. */
static void
set_pending (EdDesk *desk, EdMessageRow *row)
{
  row->state = ED_OUTBOX_ACCEPTED;
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];

      if (entry->command->type != ED_COMMAND_INTERNAL_SEND
          || g_strcmp0 (((const EdArgs *) entry->command->args)->id, row->message->id) != 0)
        continue;
      row->state = entry->state;
      row->code = entry->code;
      row->command_id = g_strdup (entry->command->id);
    }
}

void
ed_desk_list_chat_async (EdDesk *desk,
                         const char *request_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_row_free);

  for (guint i = 0; i < desk->internals->len; i++)
    {
      const EdInternalMessage *internal = desk->internals->pdata[i];
      EdMessageRow *row = g_new0 (EdMessageRow, 1);
      EdMessage *message = ed_record_new (&ed_message_type);

      message->id = g_strdup (internal->id);
      message->case_id = g_strdup (internal->request_id);
      message->assignment_id = g_strdup (internal->assignment_id);
      message->author = internal->author;
      message->by = g_strdup (internal->by);
      message->by_name = g_strdup (internal->by_name);
      message->at = internal->at;
      message->at_received_at = internal->at_received_at;
      message->text = g_strdup (internal->text);
      row->message = message;
      set_pending (desk, row);
      if (g_strcmp0 (internal->request_id, request_id) == 0)
        g_ptr_array_add (rows, row);
      else
        ed_message_row_free (row);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, rows);
}

GPtrArray *
ed_desk_list_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_read_chat_async (EdDesk *desk,
                         const char *request_id,
                         gint64 up_to,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_read_chat_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}
