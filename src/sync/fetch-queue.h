/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "domain/file.h"

/* Documents that somebody waits for, from the moment they are asked for until the sync has fetched
 * them. Used from any thread; every task added is answered once. */
typedef struct _EdFetchQueue EdFetchQueue;

EdFetchQueue *ed_fetch_queue_new (void);
/* Those who still wait are answered with G_IO_ERROR_CLOSED. */
void ed_fetch_queue_free (EdFetchQueue *self);

/* TASK (taken) waits for FILE (copied): its answer is GBytes, or an error. */
void ed_fetch_queue_add (EdFetchQueue *self, const EdFile *file, GTask *task);

/* What has been waited for longest; NULL when nobody waits. Whoever has cancelled is answered so.
 * Free with ed_file_free(). */
EdFile *ed_fetch_queue_first (EdFetchQueue *self);

/* Answers all who wait for ID, with CONTENT or else ERROR. */
void
ed_fetch_queue_answer (EdFetchQueue *self, const char *id, GBytes *content, const GError *error);
/* Answers all with ERROR. */
void ed_fetch_queue_fail (EdFetchQueue *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFetchQueue, ed_fetch_queue_free)
