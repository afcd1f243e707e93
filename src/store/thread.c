/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A message is found by its case, in the order it is read in; its text stays in the document. */

#include "store/thread.h"

#include "domain/beginning.h"
#include "store/document.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/wipe.h"
#include "wire/record-json.h"

gboolean
ed_thread_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EdMessage) message =
      ed_record_from_json (&ed_message_type, body, (gssize) length, ED_WIRE_LENIENT, &local);

  if (message == NULL || message->case_id == NULL || message->assignment_id == NULL)
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "a message cannot be read");
      return FALSE;
    }
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO message VALUES ($1, $2, $3, $4, $5, $6)",
                                        "ittiii",
                                        row,
                                        message->case_id,
                                        message->assignment_id,
                                        message->author,
                                        ed_receipt (message->at, message->at_received_at),
                                        message->at),
                           error);
}

gboolean
ed_thread_remove (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM message WHERE row = $1", "i", row),
      error);
}

gboolean
ed_thread_remove_up_to (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM message WHERE row <= $1", "i", row),
      error);
}

gboolean
ed_thread_remove_beyond (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM message WHERE row > $1", "i", row),
      error);
}

/* --- forgetting ------------------------------------------------------------------------------- */

static gboolean
list_ids (EdStore *store, const char *case_id, GPtrArray *ids, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT document.id FROM message JOIN document ON document.row = message.row"
                   " WHERE message.case_id = $1",
                   "t",
                   case_id);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_thread_forget (EdStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *body = NULL;

  if (!ed_statement_run (
          ed_db_query (store->db, error, "DELETE FROM thread WHERE case_id = $1", "t", case_id),
          error)
      || !ed_document_find (store, "case", case_id, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    return TRUE;
  if (!list_ids (store, case_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ed_wipe_add (store, "message", ids->pdata[i], error)
        || !ed_document_remove (store, "message", ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* *AT is ED_ABSENT where nothing has been read. */
static gboolean
find_read (EdStore *store, const char *case_id, gint64 *at, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT read_at FROM thread WHERE case_id = $1", "t", case_id);
  GError *local = NULL;

  *at = ED_ABSENT;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *at = ed_statement_int (select, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static EdMessageRow *
read_row (EdStatement *select, gint64 read_at, const char *account, GError **error)
{
  g_autoptr (EdMessage) message =
      ed_body_parse (&ed_message_type, ed_statement_text (select, 0), error);
  EdMessageRow *row;

  if (message == NULL)
    return NULL;
  row = g_new0 (EdMessageRow, 1);
  row->state = ED_OUTBOX_ACCEPTED;
  row->unread = g_strcmp0 (message->by, account) != 0
                && (read_at == ED_ABSENT || ed_statement_int (select, 1) > read_at);
  row->message = g_steal_pointer (&message);
  return row;
}

gboolean
ed_thread_list (EdStore *store, const char *case_id, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  g_autofree char *account = NULL;
  GError *local = NULL;
  gint64 exposed, read_at;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &account, error)
      || !find_read (store, case_id, &read_at, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT document.body, message.received_at FROM message"
                        " JOIN document ON document.row = message.row"
                        " WHERE message.case_id = $1 AND message.row <= $2"
                        " ORDER BY message.received_at, message.at, message.row",
                        "ti",
                        case_id,
                        exposed);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdMessageRow *row = read_row (select, read_at, account, &local);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_thread_read (EdStore *store, const char *case_id, gint64 up_to, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO thread SELECT $1, $2"
                   " WHERE EXISTS (SELECT 1 FROM document_key WHERE id = $1 AND type = 'case')"
                   " ON CONFLICT (case_id) DO UPDATE SET read_at = max (read_at, $2)",
                   "ti",
                   case_id,
                   up_to),
      error);
}

/* --- marks ------------------------------------------------------------------------------------ */

/* The latest message of the case's present assignment that is shown; *LAST has no text, and is NULL
 * without one. */
static gboolean
find_last (EdStore *store, const EdCase *case_, EdMessage **last, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT author, received_at FROM message"
                        " WHERE case_id = $1 AND assignment_id = $2 AND row <= $3"
                        " ORDER BY received_at DESC, at DESC, row DESC LIMIT 1",
                        "tti",
                        case_->id,
                        case_->assignment_id,
                        exposed);
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    {
      *last = ed_record_new (&ed_message_type);
      (*last)->author = ed_statement_int (select, 0);
      (*last)->at_received_at = ed_statement_int (select, 1);
      (*last)->assignment_id = g_strdup (case_->assignment_id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* An answer that is on its way. */
static void
note_message (const EdOutboxEntry *entry, gpointer data)
{
  gboolean *found = data;

  if (entry->command->type == ED_COMMAND_MESSAGE_SEND && entry->state <= ED_OUTBOX_ACCEPTED)
    *found = TRUE;
}

gboolean
ed_thread_find_mark (EdStore *store, const EdCase *case_, EdThreadMark *mark, GError **error)
{
  g_autoptr (EdMessage) last = NULL;
  g_autofree char *account = NULL;
  gboolean is_answered = FALSE;
  gint64 read_at;

  *mark = ED_THREAD_QUIET;
  if (case_->assignment_id == NULL)
    return TRUE;
  if (!find_last (store, case_, &last, error))
    return FALSE;
  if (last == NULL)
    return TRUE;
  if (!ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &account, error)
      || !find_read (store, case_->id, &read_at, error))
    return FALSE;
  *mark = ed_message_mark (case_, last, read_at, account);
  if (*mark == ED_THREAD_QUIET)
    return TRUE;
  if (!ed_outbox_visit (store, case_->id, note_message, &is_answered, error))
    return FALSE;
  if (is_answered)
    *mark = ED_THREAD_QUIET;
  return TRUE;
}

/* Cases whose thread ends with what the reader may have to look at: few, so each is looked at. */
static GPtrArray *
list_candidates (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *account = NULL;
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !ed_facts_get_text (store, ED_FACT_ACCOUNT_ID, &account, error))
    return NULL;
  select = ed_db_query (store->db,
                        error,
                        "SELECT message.case_id FROM message"
                        " JOIN document_key ON document_key.id = message.case_id"
                        "  AND document_key.type = 'case'"
                        " JOIN case_list ON case_list.row = document_key.row"
                        " WHERE message.row <= $1 AND message.author = CASE"
                        "  WHEN case_list.expert_id = $2 THEN $3 ELSE $4 END"
                        " AND (case_list.expert_id = $2 OR case_list.state IN ($5, $6))"
                        " AND NOT EXISTS (SELECT 1 FROM message AS later"
                        "  WHERE later.case_id = message.case_id AND later.row <= $1"
                        "  AND (later.received_at, later.at, later.row)"
                        "   > (message.received_at, message.at, message.row))",
                        "itiiii",
                        exposed,
                        account,
                        (gint64) ED_AUTHOR_COORDINATOR,
                        (gint64) ED_AUTHOR_EXPERT,
                        (gint64) ED_CASE_ASSIGNED,
                        (gint64) ED_CASE_CLOSING);
  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

GHashTable *
ed_thread_list_marked (EdStore *store, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = list_candidates (store, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (EdCase) case_ = NULL;
      EdThreadMark mark = ED_THREAD_QUIET;
      gpointer shown;
      gint64 row;

      if (!ed_overlay_load (store, ED_TARGET_CASE, ids->pdata[i], &shown, &row, error))
        return NULL;
      case_ = shown;
      if (case_ != NULL && !ed_thread_find_mark (store, case_, &mark, error))
        return NULL;
      if (mark != ED_THREAD_QUIET)
        g_hash_table_insert (rows, g_memdup2 (&row, sizeof row), GINT_TO_POINTER (mark));
    }
  return ids != NULL ? g_steal_pointer (&rows) : NULL;
}
