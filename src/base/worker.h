/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* One thread that owns a resource and does blocking work on it, job by job, in order.
 *
 * Jobs are GTasks: the function runs in the worker's thread, the answer arrives in the main context
 * that the task was made in. Made and closed by the same thread; closing is explicit, never left to
 * a finalizer, because it waits for the job that is running. */
typedef struct _EdWorker EdWorker;

/* A worker with a thread of its own, started at the first job. */
EdWorker *ed_worker_new (void);

/* Runs FUNCTION with TASK's source, data and cancellable in the worker's thread, after what was
 * pushed before. A task whose cancellable is cancelled before its turn returns
 * G_IO_ERROR_CANCELLED. Takes no ownership of TASK beyond a reference of its own. */
void ed_worker_push (EdWorker *worker, GTask *task, GTaskThreadFunc function);

/* Refuses new jobs, lets those already pushed finish, joins the thread, frees the worker. */
void ed_worker_close (EdWorker *worker);
