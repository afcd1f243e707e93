/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* The part of a desk that its questions and commands (desk-calls.c) work with. */

/* Runs FUNCTION with TASK (taken) in the desk's worker; answers G_IO_ERROR_CLOSED when it is
 * closed. */
void ed_desk_push (EdDesk *desk, GTask *task, GTaskThreadFunc function);

/* In the worker's thread: its connection. */
EdStore *ed_desk_work_store (EdDesk *desk);

/* In the worker's thread: the outbox is another now; with IS_WORK there is something to send. */
void ed_desk_note_change (EdDesk *desk, gboolean is_work);
