/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"
#include "server/view-table.h"

/* One write transaction: who writes, when, and where in the feed. Used by the writer's thread. */
typedef struct
{
  EdApi *api;
  EdDb *db;
  gint64 now;            /* receipt of everything in it */
  gint64 xid;            /* this transaction's number in the feed, once it is stored */
  gint64 head;           /* up to it all that others wrote is over, and in sight here */
  gboolean is_shared;    /* others write beside it */
  gint64 seq;            /* positions given so far */
  GHashTable *audiences; /* who has something new: text → itself */
} EdBatch;

/* What is below the horizon of DB's transaction is over, and in its sight. */
gboolean ed_batch_read_horizon (EdApi *api, EdDb *db, gint64 *horizon, GError **error);
/* After opening: sees to it that numbers go on where they were, whatever server the data came from.
 */
gboolean ed_batch_continue_numbers (EdApi *api, GError **error);

gboolean ed_batch_begin (EdBatch *batch, EdApi *api, GError **error);
/* Commits, or fails and leaves nothing. Either way the batch is over. */
gboolean ed_batch_commit (EdBatch *batch, GError **error);
void ed_batch_abandon (EdBatch *batch);
/* Commits when nobody has to be told. */
gboolean ed_batch_finish (EdBatch *batch, GError **error);

/* A new position, for a row that AUDIENCE reads. */
EdPosition ed_batch_next (EdBatch *batch, const char *audience);
/* AUDIENCE has news that are no row (its commands were answered). */
void ed_batch_wake (EdBatch *batch, const char *audience);
