/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"
#include "sync/errand-queue.h"
#include "sync/fetch-queue.h"
#include "sync/transport.h"

/* One blocking pass: push what waits, pull until nothing is new, send receipts; then the files that
 * are to be sent or fetched, a piece at a time with all of that between, so that no file keeps
 * other work waiting. The store holds all that must last from one pass to the next; a pass that
 * fails at any point has changed nothing but what was answered before. */
typedef struct
{
  EdStore *store;
  EdTransport *transport;
  const EdClock *clock;
  /* Cancels a pull that hangs at the server, and nothing else: a new command must not wait for it.
   * Who cancels the whole pass cancels this too. May be NULL. */
  GCancellable *waiting;
  /* Before this instant nothing is pushed: set by a pass when the server is too old for a command
   * (PROTOCOL 10, once a day), 0 otherwise. */
  gint64 push_after;
  /* Likewise for new uploads, when too many bytes wait at the server. */
  gint64 upload_after;
  /* Bytes that go well in one call on this line; 0: not yet known. */
  gsize piece;
  /* What somebody waits for; may be NULL. */
  EdFetchQueue *fetches;
  EdErrandQueue *errands; /* likewise */
  /* Progress of a catch-up, called in the pass's thread: items so far, of COUNT (ED_ABSENT:
   * unknown). May be NULL, as may the next. */
  void (*on_progress) (gint64 items, gint64 count, gpointer data);
  /* Of a document, bytes sent or fetched so far. May be NULL. */
  void (*on_transfer) (const char *document_id, gint64 so_far, gint64 size, gpointer data);
  /* Something to show has changed. */
  void (*on_changed) (gpointer data);
  gpointer data;
} EdPass;

typedef struct
{
  guint pushed, refused, pulled;
  gint64 retry_after_s;
  char code[32]; /* of the last problem */
} EdPassReport;

/* WAIT_S > 0 lets the pull hang at the server that long when nothing is new. Errors: ED_SYNC_ERROR,
 * ED_DB_ERROR, G_IO_ERROR_CANCELLED. TRUE with the code "server_too_old" in REPORT: the pull is
 * done, a command waits for a newer server. */
gboolean ed_pass_run (EdPass *pass,
                      guint wait_s,
                      EdPassReport *report,
                      GCancellable *cancellable,
                      GError **error);
