/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"
#include "sync/transport.h"

/* One blocking pass: push what waits, pull until nothing is new, send receipts. */
typedef struct {
  EdStore *store;
  EdTransport *transport;
  const EdClock *clock;
  /* Progress of a catch-up, called in the pass's thread: items so far, of COUNT (ED_ABSENT: unknown). */
  void (*on_progress) (gint64 items, gint64 count, gpointer data);
  /* Something to show has changed. */
  void (*on_changed) (gpointer data);
  gpointer data;
} EdPass;

typedef struct {
  guint pushed, refused, pulled;
  gint64 retry_after_s;
  char code[32]; /* of the last problem */
} EdPassReport;

/* WAIT_S > 0 lets the pull hang at the server that long when nothing is new. */
gboolean ed_pass_run (EdPass *pass, guint wait_s, EdPassReport *report, GCancellable *cancellable,
                      GError **error);
