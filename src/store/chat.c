/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An internal message is found by its request, in the order it is read in; its text stays in the
 * document. Behind those that the server has stand those in the outbox. */

#include "store/chat.h"

#include "domain/beginning.h"
#include "store/document.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/requests.h"
#include "store/wipe.h"
#include "wire/record-json.h"

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_chat_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EdInternalMessage) message = ed_record_from_json (&ed_internal_message_type,
                                                               body,
                                                               (gssize) length,
                                                               ED_WIRE_LENIENT,
                                                               &local);

  if (message == NULL || message->request_id == NULL)
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "an internal message cannot be read");
      return FALSE;
    }
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO internal_message VALUES ($1, $2, $3, $4, $5)",
                                        "itiit",
                                        row,
                                        message->request_id,
                                        ed_receipt (message->at, message->at_received_at),
                                        message->at,
                                        message->by),
                           error);
}

gboolean
ed_chat_remove (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM internal_message WHERE row = $1", "i", row),
      error);
}

gboolean
ed_chat_remove_up_to (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM internal_message WHERE row <= $1", "i", row),
      error);
}

gboolean
ed_chat_remove_beyond (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM internal_message WHERE row > $1", "i", row),
      error);
}

/* --- forgetting ------------------------------------------------------------------------------- */

static gboolean
list_ids (EdStore *store, const char *request_id, GPtrArray *ids, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT document.id FROM internal_message AS message"
                   " JOIN document ON document.row = message.row"
                   " WHERE message.request_id = $1",
                   "t",
                   request_id);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  return propagate (error, local);
}

gboolean
ed_chat_forget (EdStore *store, const char *request_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *body = NULL;

  if (!ed_statement_run (
          ed_db_query (store->db, error, "DELETE FROM chat WHERE request_id = $1", "t", request_id),
          error)
      || !ed_document_find (store, "request", request_id, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    return TRUE;
  if (!list_ids (store, request_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ed_wipe_add (store, "internal_message", ids->pdata[i], error)
        || !ed_document_remove (store, "internal_message", ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* *AT is ED_ABSENT where nothing has been read. */
static gboolean
find_read (EdStore *store, const char *request_id, gint64 *at, GError **error)
{
  g_autoptr (EdStatement) select = ed_db_query (store->db,
                                                error,
                                                "SELECT read_at FROM chat WHERE request_id = $1",
                                                "t",
                                                request_id);
  GError *local = NULL;

  *at = ED_ABSENT;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *at = ed_statement_int (select, 0);
  return propagate (error, local);
}

gboolean
ed_chat_is_unread (EdStore *store, const char *request_id, gboolean *unread, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  g_autofree char *account = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &account, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT count(*) FROM internal_message"
                        " WHERE request_id = $1 AND row <= $2 AND author <> coalesce ($3, '')"
                        " AND received_at > coalesce"
                        "  ((SELECT read_at FROM chat WHERE request_id = $1), -1)",
                        "tit",
                        request_id,
                        exposed,
                        account);
  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *unread = ed_statement_int (select, 0) > 0;
  return TRUE;
}

/* What bubbles show; MESSAGE is not taken. */
static EdMessage *
make_message (const EdInternalMessage *message)
{
  EdMessage *made = ed_record_new (&ed_message_type);

  made->id = g_strdup (message->id);
  made->case_id = g_strdup (message->request_id);
  made->assignment_id = g_strdup (message->assignment_id);
  made->author = message->author;
  made->by = g_strdup (message->by);
  made->by_name = g_strdup (message->by_name);
  made->at = message->at;
  made->at_received_at = message->at_received_at;
  made->text = g_strdup (message->text);
  return made;
}

static EdMessageRow *
read_row (EdStatement *select, gint64 read_at, const char *account, GError **error)
{
  g_autoptr (EdInternalMessage) message =
      ed_body_parse (&ed_internal_message_type, ed_statement_text (select, 0), error);
  EdMessageRow *row;

  if (message == NULL)
    return NULL;
  row = g_new0 (EdMessageRow, 1);
  row->state = ED_OUTBOX_ACCEPTED;
  row->message = make_message (message);
  row->unread = g_strcmp0 (message->by, account) != 0
                && (read_at == ED_ABSENT || ed_statement_int (select, 1) > read_at);
  return row;
}

static gboolean
list_held (EdStore *store, const char *request_id, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  g_autofree char *account = NULL;
  GError *local = NULL;
  gint64 exposed, read_at;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &account, error)
      || !find_read (store, request_id, &read_at, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT document.body, message.received_at FROM internal_message AS message"
                        " JOIN document ON document.row = message.row"
                        " WHERE message.request_id = $1 AND message.row <= $2"
                        " ORDER BY message.received_at, message.at, message.row",
                        "ti",
                        request_id,
                        exposed);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdMessageRow *row = read_row (select, read_at, account, &local);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return propagate (error, local);
}

typedef struct
{
  const EdRequest *request;
  EdJudge *judge;
  GPtrArray *rows;
} Listing;

static gboolean
is_listed (const GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((const EdMessageRow *) rows->pdata[i])->message->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* A message in the outbox, or one that came back from there; one that the replica shows already is
 * not shown again. */
static void
add_entry (const EdOutboxEntry *entry, gpointer data)
{
  Listing *listing = data;
  g_autoptr (EdInternalMessage) message = NULL;
  EdMessageRow *row;

  if (entry->command->type != ED_COMMAND_INTERNAL_SEND
      && entry->command->type != ED_COMMAND_REQUEST_RETURN)
    return;
  message = ed_judge_make_internal_message (listing->judge, listing->request, entry->command);
  if (entry->state <= ED_OUTBOX_ACCEPTED && is_listed (listing->rows, message->id))
    return;
  row = g_new0 (EdMessageRow, 1);
  row->message = make_message (message);
  row->state = entry->state;
  row->command_id = g_strdup (entry->command->id);
  row->code = entry->code;
  row->field = g_strdup (entry->field);
  row->may_be_refused = entry->may_be_refused;
  g_ptr_array_add (listing->rows, row);
}

static gboolean
list_chat (EdStore *store, const char *request_id, GPtrArray *rows, GError **error)
{
  g_autoptr (EdRequest) request = NULL;
  g_autoptr (EdJudge) judge = NULL;
  gpointer shown;
  Listing listing = { .rows = rows };

  if (!ed_overlay_load (store, ED_TARGET_REQUEST, request_id, &shown, NULL, error))
    return FALSE;
  request = shown;
  if (request == NULL)
    return TRUE;
  judge = ed_judge_new (store, error);
  if (judge == NULL || !list_held (store, request_id, rows, error))
    return FALSE;
  listing.request = request;
  listing.judge = judge;
  return ed_outbox_visit (store, request_id, add_entry, &listing, error);
}

GPtrArray *
ed_store_list_chat (EdStore *store, const char *request_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_row_free);

  g_return_val_if_fail (request_id != NULL, NULL);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_chat (store, request_id, rows, error), error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
ed_store_read_chat (EdStore *store, const char *request_id, gint64 up_to, GError **error)
{
  g_return_val_if_fail (request_id != NULL && up_to != ED_ABSENT, FALSE);

  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO chat SELECT $1, $2"
                   " WHERE EXISTS (SELECT 1 FROM document_key WHERE id = $1 AND type = 'request')"
                   " ON CONFLICT (request_id) DO UPDATE SET read_at = max (read_at, $2)",
                   "ti",
                   request_id,
                   up_to),
      error);
}
