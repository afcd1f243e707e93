/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/fake-desk.h"
#include "domain/late-work.h"

/* Requests for tests of windows and for pictures, as coordinators see them. */
#define ED_SAMPLE_REQUEST "b0000000-0000-4000-8000-000000000001"
#define ED_SAMPLE_LATE_RESPONSE "73000000-0000-4000-8000-000000000000"

/* "Return to work" (12) in STATE, asked two hours before ED_SAMPLE_NOW by M. Frei; Dr. Kovács Anna
 * has it where somebody has, and where it is under review has responded an hour ago. */
EdRequest *ed_sample_request_new (const char *id, EdRequestState state);
/* One for each decision that a request can ask for, the first of them urgent. */
void ed_sample_requests_add (EdDesk *desk);
/* A response to REQUEST by BY, who had it before. */
EdLateWork *ed_sample_late_response_new (const EdRequest *request, const char *by);
