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

/* Lets the sync make the call of ERRAND (taken); answers G_IO_ERROR_CLOSED when the desk is closed.
 */
void ed_desk_send_errand (EdDesk *desk, EdErrand *errand);
EdVault *ed_desk_vault (EdDesk *desk);
/* There is a second factor now. */
void ed_desk_forget_totp_required (EdDesk *desk);
/* The password is no longer one to be changed. */
void ed_desk_forget_issued (EdDesk *desk);

/* Lets the sync fetch FILE and answer TASK (taken) with its bytes. */
void ed_desk_fetch (EdDesk *desk, const EdFile *file, GTask *task);
