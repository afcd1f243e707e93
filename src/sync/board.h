/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* What the threads behind a desk have to tell the window: the latest state, not each step to it.
 * Written from any thread; read in the main context that the board was made in, which is woken at
 * most once for all that was written meanwhile. */
typedef struct
{
  char *document_id;
  gint64 so_far, size; /* bytes, to the server or from it */
} EdTransfer;

typedef struct
{
  EdConnection connection;
  GError *trouble; /* or NULL */
  gint64 waiting, refused;
  gint64 items, count; /* of a running catch-up; 0: none running, or count unknown */
  gint64 synced_at;    /* ms, or ED_ABSENT */
  gint64 offset_ms;    /* server clock minus device clock */
  gboolean changed;
  EdSettings *settings; /* newer than the ones before, or NULL */
  EdAccount *account;   /* likewise */
  GPtrArray *transfers; /* EdTransfer, one for each document, since the last look; or NULL */
} EdNotice;

void ed_notice_clear (EdNotice *notice);

typedef struct _EdBoard EdBoard;

EdBoard *ed_board_new (void);
void ed_board_free (EdBoard *board);

/* Calls ON_NEWS in the main context when there is something new, from now on; at once when
 * something was written before. NULL: no longer. */
void ed_board_listen (EdBoard *board, GSourceFunc on_news, gpointer data);

/* The notice, locked for writing. Settings and account are given to it. */
EdNotice *ed_board_begin (EdBoard *board);
/* Unlocks it and wakes the reader. */
void ed_board_end (EdBoard *board);

/* Sets TROUBLE and CONNECTION, which go together. */
void ed_board_write_connection (EdBoard *board, EdConnection connection, const GError *trouble);
/* Counts anew and marks the whole as changed. A count that fails is left as it was. */
void ed_board_write_change (EdBoard *board, EdStore *store);

/* Tells of SETTINGS where they are others than those told of last. */
void ed_board_write_settings (EdBoard *board, const EdSettings *settings);
/* SO_FAR of SIZE bytes of a document have been sent or fetched. */
void ed_board_write_transfer (EdBoard *board, const char *document_id, gint64 so_far, gint64 size);

/* Moves what is new into NOTICE: strings and records are the caller's, "changed" is taken back. */
void ed_board_read (EdBoard *board, EdNotice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdBoard, ed_board_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdNotice, ed_notice_clear)
