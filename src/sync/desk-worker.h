/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "sync/desk.h"
#include "sync/errand-queue.h"

/* The part of a desk that its questions and commands (desk-calls.c, desk-drafts.c, desk-files.c)
 * work with. */

const EdClock *ed_desk_clock (EdDesk *desk);

/* Runs FUNCTION with TASK (taken) in the desk's worker; answers G_IO_ERROR_CLOSED when it is
 * closed. */
void ed_desk_push (EdDesk *desk, GTask *task, GTaskThreadFunc function);

/* The question or command that TAG names, as a task: FUNCTION in the desk's worker, with JOB
 * (taken, freed by FREE_JOB; both may be NULL) as its data. */
void ed_desk_run (EdDesk *desk,
                  gpointer tag,
                  GTaskThreadFunc function,
                  gpointer job,
                  GDestroyNotify free_job,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data);
/* The same, for what is done even when nobody waits for it any more: CANCELLABLE hides nothing. */
void ed_desk_run_through (EdDesk *desk,
                          gpointer tag,
                          GTaskThreadFunc function,
                          gpointer job,
                          GDestroyNotify free_job,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);

/* In the worker's thread: its connection. */
EdStore *ed_desk_work_store (EdDesk *desk);

/* In the worker's thread: what was just deleted leaves the disk now, if no reader is in the way; if
 * one is, the next pass of the sync sees to it. */
void ed_desk_wipe (EdDesk *desk);

/* In the worker's thread: the outbox is another now; with IS_WORK there is something to send. */
void ed_desk_note_change (EdDesk *desk, gboolean is_work);

/* Answers TASK with ERROR (taken) where there is one, else with VERDICT. */
void ed_desk_return_verdict (GTask *task, gboolean verdict, GError *error);
/* Answers TASK with ERROR (taken) where there is one, else with ANSWER (taken), which FREE frees.
 */
void ed_desk_return_answer (GTask *task, gpointer answer, GDestroyNotify free, GError *error);

/* What the two above answered. */
gboolean ed_desk_finish_verdict (EdDesk *desk, GAsyncResult *result, GError **error);
gpointer ed_desk_finish_answer (EdDesk *desk, GAsyncResult *result, GError **error);

/* Lets the sync make the call of ERRAND (taken); answers G_IO_ERROR_CLOSED when the desk is closed.
 */
void ed_desk_send_errand (EdDesk *desk, EdErrand *errand);
/* Lets the sync post BODY (taken) to PATH; READ makes the result, of TYPE where it is
 * ed_errand_read_record(). */
void ed_desk_post (EdDesk *desk,
                   gpointer tag,
                   const char *path,
                   char *body,
                   gpointer (*read) (const EdAnswer *answer, gpointer type, GError **error),
                   const EdRecordType *type,
                   GDestroyNotify free_result,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data);
/* For "read", where a success says it all. */
gpointer ed_desk_read_nothing (const EdAnswer *answer, gpointer data, GError **error);

EdVault *ed_desk_vault (EdDesk *desk);
/* There is a second factor now. */
void ed_desk_forget_totp_required (EdDesk *desk);
/* The password is no longer one to be changed. */
void ed_desk_forget_issued (EdDesk *desk);

/* Lets the sync fetch FILE and answer TASK (taken) with its bytes. */
void ed_desk_fetch (EdDesk *desk, const EdFile *file, GTask *task);
