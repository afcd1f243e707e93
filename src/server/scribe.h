/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* The thread that writes: takes the jobs that wait (server/line.h), up to 128 commands or 32 beside
 * other servers, and runs them as one transaction, so that one write to the disk serves them all.
 * Slow work before it (hashing passwords) is done by at
 * most two threads; the others wait in line. */
typedef struct _EdScribe EdScribe;

/* Called from the scribe's thread; takes RESPONSE's content over. */
typedef void (*EdScribeDone) (gpointer asker, EdApiResponse *response);

/* NEWS is called after each commit with who has something new. */
EdScribe *ed_scribe_new (EdApi *api,
                         EdScribeDone done,
                         void (*news) (const char *const *audiences, gpointer data),
                         gpointer data);
/* Takes JOB over. FALSE: too many wait, or the scribe has stopped; the job is freed. */
gboolean ed_scribe_submit (EdScribe *self, EdApiJob *job, gpointer asker);
/* Lets what was submitted be written, and ends. */
void ed_scribe_stop (EdScribe *self);
void ed_scribe_free (EdScribe *self);

/* Jobs that wait for the writer now. */
guint ed_scribe_count_waiting (EdScribe *self);
/* Jobs taken so far, and transactions made of them. */
void ed_scribe_count (EdScribe *self, guint *jobs, guint *transactions);
