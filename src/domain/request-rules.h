/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/command.h"
#include "domain/file.h"
#include "domain/refusal.h"
#include "domain/request.h"

/* The rules of a request's life: apply a command to the document, or say why not. Pure: the same
 * function runs on the desktop, on what the reader may see, and on the server, on the whole. */

/* Who commands, and when. Borrowed by the call. */
typedef struct
{
  const char *account_id, *account_name;
  guint roles;        /* EdRoles */
  gint64 at;          /* when it was done, clamped (ed_clamp_at) */
  gint64 received_at; /* when the server had it; on the desktop the same as at */
  gint64 number;      /* for request.create: the running number, or ED_ABSENT on the desktop */
  /* For request.create the account named as recipient, for request.assign as expert, for
   * request.ask_again the one of the last assignment; NULL if unknown. */
  const EdAccount *expert;
  /* EdFile: of the documents that the args name, those that are uploaded by the same account with
   * all their bytes present (on the desktop: that it holds); NULL: none. */
  const GPtrArray *files;
  const EdZone *zone;
} EdRequestCircumstances;

/* Applies COMMAND (any whose target is a request) to *REQUEST (NULL before request.create, which
 * sets it). On refusal answers FALSE, fills REFUSAL and leaves the document as it was.
 * internal.send changes nothing: what it makes is an EdInternalMessage, and so does request.return
 * beside its change. */
gboolean ed_request_apply (EdRequest **request,
                           const EdCommand *command,
                           const EdRequestCircumstances *circumstances,
                           EdRefusal *refusal);

/* Whether COMMAND would be late work: a response for an assignment of ACCOUNT_ID that has ended, or
 * for a request that was cancelled. *ENDED: when that was, or ED_ABSENT. */
gboolean ed_request_is_late (const EdRequest *request,
                             const EdCommand *command,
                             const char *account_id,
                             gint64 *ended);

/* Whether the expert may be given REQUEST: an expert, not suspended, and not its sender. */
gboolean ed_request_takes_expert (const EdRequest *request, const EdAccount *expert);

/* Ends the sharing of documents whose last day is over; answers whether there were any. */
gboolean ed_request_expire (EdRequest *request, gint64 now, const EdZone *zone);
/* When the next one's is, or ED_ABSENT. */
gint64 ed_request_next_expiry (const EdRequest *request, const EdZone *zone);
