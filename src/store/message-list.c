/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A thread as it is read: what the server has, then what is on its way there or came back. */

#include "store/messages.h"

#include "store/outbox.h"
#include "store/overlay.h"
#include "store/thread.h"

#include <string.h>

void
ed_message_row_free (EdMessageRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->message, ed_message_free);
  g_free (row->command_id);
  g_free (row->field);
  g_free (row);
}

typedef struct
{
  GPtrArray *rows;
  EdJudge *judge;
  const EdCase *case_;
} Listing;

static gboolean
is_listed (const GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((const EdMessageRow *) rows->pdata[i])->message->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* One that the replica shows already is not shown again. */
static void
add_entry (const EdOutboxEntry *entry, gpointer data)
{
  Listing *listing = data;
  EdMessageRow *row;

  if (entry->command->type != ED_COMMAND_MESSAGE_SEND
      || (entry->state <= ED_OUTBOX_ACCEPTED
          && is_listed (listing->rows, ((const EdArgs *) entry->command->args)->id)))
    return;
  row = g_new0 (EdMessageRow, 1);
  row->message = ed_judge_make_message (listing->judge, listing->case_, entry->command);
  row->state = entry->state;
  row->command_id = g_strdup (entry->command->id);
  row->code = entry->code;
  row->field = g_strdup (entry->field);
  row->may_be_refused = entry->may_be_refused;
  g_ptr_array_add (listing->rows, row);
}

static gboolean
list_messages (EdStore *store, const char *case_id, GPtrArray *rows, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  g_autoptr (EdJudge) judge = NULL;
  Listing listing = { .rows = rows };
  gpointer shown;

  if (!ed_overlay_load (store, ED_TARGET_CASE, case_id, &shown, NULL, error))
    return FALSE;
  case_ = shown;
  if (case_ == NULL)
    return TRUE;
  judge = ed_judge_new (store, error);
  if (judge == NULL || !ed_thread_list (store, case_id, rows, error))
    return FALSE;
  listing.judge = judge;
  listing.case_ = case_;
  return ed_outbox_visit (store, case_id, add_entry, &listing, error);
}

GPtrArray *
ed_store_list_messages (EdStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_row_free);

  g_return_val_if_fail (case_id != NULL, NULL);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_messages (store, case_id, rows, error), error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
ed_store_read_messages (EdStore *store, const char *case_id, gint64 up_to, GError **error)
{
  g_return_val_if_fail (case_id != NULL && up_to != ED_ABSENT, FALSE);

  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, ed_thread_read (store, case_id, up_to, error), error);
}
