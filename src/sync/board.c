/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/board.h"

struct _EdBoard
{
  GMainContext *context;
  GMutex mutex;
  GMutex counting; /* before the other one */
  EdNotice notice;
  GSourceFunc on_news;
  gpointer data;
  EdSettings *settings; /* told of last */
  GSource *wake;        /* attached, not yet run */
  gboolean is_new;
};

void
ed_notice_clear (EdNotice *notice)
{
  g_clear_error (&notice->trouble);
  g_clear_pointer (&notice->settings, ed_settings_free);
  g_clear_pointer (&notice->account, ed_account_free);
  g_clear_pointer (&notice->transfers, g_ptr_array_unref);
}

EdBoard *
ed_board_new (void)
{
  EdBoard *board = g_new0 (EdBoard, 1);

  board->context = g_main_context_ref_thread_default ();
  g_mutex_init (&board->mutex);
  g_mutex_init (&board->counting);
  board->notice.synced_at = ED_ABSENT;
  return board;
}

static void
drop_wake (EdBoard *board)
{
  if (board->wake == NULL)
    return;
  g_source_destroy (board->wake);
  g_clear_pointer (&board->wake, g_source_unref);
}

void
ed_board_free (EdBoard *board)
{
  drop_wake (board);
  ed_notice_clear (&board->notice);
  g_clear_pointer (&board->settings, ed_settings_free);
  g_main_context_unref (board->context);
  g_mutex_clear (&board->counting);
  g_mutex_clear (&board->mutex);
  g_free (board);
}

static gboolean
on_wake (gpointer data)
{
  EdBoard *board = data;
  GSourceFunc on_news;
  gpointer listener;

  g_mutex_lock (&board->mutex);
  g_clear_pointer (&board->wake, g_source_unref);
  on_news = board->on_news;
  listener = board->data;
  g_mutex_unlock (&board->mutex);
  if (on_news != NULL)
    on_news (listener);
  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
wake (EdBoard *board)
{
  if (!board->is_new || board->on_news == NULL || board->wake != NULL)
    return;
  board->wake = g_idle_source_new ();
  g_source_set_priority (board->wake, G_PRIORITY_DEFAULT);
  g_source_set_callback (board->wake, on_wake, board, NULL);
  g_source_attach (board->wake, board->context);
}

void
ed_board_listen (EdBoard *board, GSourceFunc on_news, gpointer data)
{
  g_mutex_lock (&board->mutex);
  board->on_news = on_news;
  board->data = data;
  if (on_news == NULL)
    drop_wake (board);
  wake (board);
  g_mutex_unlock (&board->mutex);
}

EdNotice *
ed_board_begin (EdBoard *board)
{
  g_mutex_lock (&board->mutex);
  return &board->notice;
}

void
ed_board_end (EdBoard *board)
{
  board->is_new = TRUE;
  wake (board);
  g_mutex_unlock (&board->mutex);
}

void
ed_board_write_connection (EdBoard *board, EdConnection connection, const GError *trouble)
{
  EdNotice *notice = ed_board_begin (board);

  notice->connection = connection;
  g_clear_error (&notice->trouble);
  notice->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
  ed_board_end (board);
}

void
ed_board_write_change (EdBoard *board, EdStore *store)
{
  gint64 waiting, refused;
  gboolean counted;
  EdNotice *notice;

  /* Worker and sync both count: the later figure has to be the one that stays. */
  g_mutex_lock (&board->counting);
  counted = ed_store_count_outbox (store, &waiting, &refused, NULL);
  notice = ed_board_begin (board);
  if (counted)
    {
      notice->waiting = waiting;
      notice->refused = refused;
    }
  notice->changed = TRUE;
  ed_board_end (board);
  g_mutex_unlock (&board->counting);
}

void
ed_board_write_settings (EdBoard *board, const EdSettings *settings)
{
  EdNotice *notice = ed_board_begin (board);

  if (board->settings == NULL || !ed_record_equal (&ed_settings_type, settings, board->settings))
    {
      g_clear_pointer (&notice->settings, ed_settings_free);
      g_clear_pointer (&board->settings, ed_settings_free);
      notice->settings = ed_record_copy (&ed_settings_type, settings);
      board->settings = ed_record_copy (&ed_settings_type, settings);
    }
  ed_board_end (board);
}

static void
transfer_free (EdTransfer *transfer)
{
  g_free (transfer->document_id);
  g_free (transfer);
}

/* The entry of the document, made where there is none. */
static EdTransfer *
find_transfer (EdNotice *notice, const char *document_id)
{
  EdTransfer *transfer;

  if (notice->transfers == NULL)
    notice->transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) transfer_free);
  for (guint i = 0; i < notice->transfers->len; i++)
    {
      transfer = notice->transfers->pdata[i];
      if (g_str_equal (transfer->document_id, document_id))
        return transfer;
    }
  transfer = g_new0 (EdTransfer, 1);
  transfer->document_id = g_strdup (document_id);
  g_ptr_array_add (notice->transfers, transfer);
  return transfer;
}

void
ed_board_write_transfer (EdBoard *board, const char *document_id, gint64 so_far, gint64 size)
{
  EdTransfer *transfer = find_transfer (ed_board_begin (board), document_id);

  transfer->so_far = so_far;
  transfer->size = size;
  ed_board_end (board);
}

void
ed_board_read (EdBoard *board, EdNotice *notice)
{
  g_mutex_lock (&board->mutex);
  *notice = board->notice;
  if (notice->trouble != NULL)
    notice->trouble = g_error_copy (notice->trouble);
  board->notice.changed = FALSE;
  board->notice.settings = NULL;
  board->notice.account = NULL;
  board->notice.transfers = NULL;
  board->is_new = FALSE;
  g_mutex_unlock (&board->mutex);
}
