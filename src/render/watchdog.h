/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* Ends a process that takes too long, or whose call is cancelled, while another thread waits for
 * its words. Costs a thread for as long as it lives. */
typedef struct _EdWatchdog EdWatchdog;

typedef enum
{
  ED_WATCH_QUIET,
  ED_WATCH_EXPIRED,
  ED_WATCH_CANCELLED,
} EdWatchResult;

EdWatchdog *ed_watchdog_new (GSubprocess *process, gint64 patience_ms, GCancellable *cancellable);

/* Cancelled when the process is ended: for the streams to and from it, which could outlive it. */
GCancellable *ed_watchdog_cancellable (EdWatchdog *watchdog);

/* Stops watching, frees the watchdog, and says whether it ended the process and why. */
EdWatchResult ed_watchdog_stop (EdWatchdog *watchdog);
