/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* What the process has done since it started, for monitoring. Counts only: no ids, no addresses.
 * Any thread; counting costs a lock for nanoseconds. */
typedef struct _EdMetrics EdMetrics;

EdMetrics *ed_metrics_new (void);
void ed_metrics_free (EdMetrics *self);

/* A request was answered; US is how long it took, negative where it waited for news. */
void ed_metrics_note_request (EdMetrics *self, const char *path, guint status, gint64 us);
/* A command was judged: "applied", "rejected", "kept". */
void ed_metrics_note_command (EdMetrics *self, const char *status);

/* What others know of themselves at this moment. */
typedef struct
{
  guint connections, parked, to_write;
  guint64 sent_away, shown_out;
  guint jobs, transactions;
} EdMetricsMoment;

/* All of it as Prometheus reads it (text format 0.0.4), with what the database tells of queues and
 * backups. NULL with ERROR when that cannot be read. */
char *ed_metrics_describe (EdApi *api, const EdMetricsMoment *moment, GError **error);
