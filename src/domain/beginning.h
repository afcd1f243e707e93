/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/command.h"
#include "domain/request.h"

/* When the server had what was done AT; AT itself where it says nothing of it, as of what waits on
 * a desktop. Order, and what has been read, go by it. */
gint64 ed_receipt (gint64 at, gint64 received_at);

/* Before which nothing can have been done that COMMAND does, whatever a clock says: when there was
 * what it decides on, else when the assignment began that it names, else when the case was recorded
 * or the request asked last. ED_ABSENT: there is no such moment, as of CASE_ or REQUEST NULL. Pure.
 * PROTOCOL, "Time". */
gint64 ed_case_beginning (const EdCase *case_, const EdCommand *command);
gint64 ed_request_beginning (const EdRequest *request, const EdCommand *command);
