/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "desk-fixture.h"
#include "store/requests.h"

/* Requests of the fixture, by number. */
#define DESK_SENDER "e0000000-0000-4000-8000-000000000007"
#define DESK_OTHER_SENDER "e0000000-0000-4000-8000-000000000008"

const char *desk_request_id (guint n);

/* Request N in STATE: "Return to work N", case "HV-N", asked N minutes after DESK_NOW by M. Frei of
 * the expert centre; from ED_REQUEST_ASSIGNED on the fixture's expert has it by assignment N. */
EdRequest *desk_make_request (guint n, EdRequestState state);
/* Adds it (taken) to the catch-up. */
void desk_put_request (Desk *desk, EdRequest *request);
/* A document N that the sender shared, with CONTENT's size and sum. */
EdRequestDocument *desk_share (EdRequest *request, guint n, GBytes *content);
/* Internal message N of request N_REQUEST: TEXT by the account BY, AFTER ms from DESK_NOW. */
void desk_put_internal (Desk *desk,
                        guint n,
                        guint n_request,
                        const char *by,
                        const char *text,
                        gint64 after);

/* Becomes the account ID with ROLE, by name "M. Frei". */
void desk_become (Desk *desk, const char *id, const char *role);

/* A command N on request N_REQUEST, of its assignment where it has one. */
EdCommand *desk_on_request (guint n, guint n_request, EdCommandType type, gboolean assigned);
/* As shown, or NULL. */
EdRequestRow *desk_load_request (Desk *desk, guint n);
