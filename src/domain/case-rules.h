/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/command.h"
#include "domain/file.h"
#include "domain/refusal.h"
#include "domain/settings.h"

/* The rules of a case's life: apply a command to the document, or say why not. Pure: the same
 * function runs on the desktop, on what the reader may see, and on the server, on the whole. */

/* What a case is recorded with where nothing else was agreed. Source: guide, "Case view". */
#define ED_CASE_SESSIONS_AVAILABLE 5
#define ED_CASE_SESSION_MINUTES 50

/* Who commands, and when. Borrowed by the call. */
typedef struct
{
  const char *account_id;
  const char *account_name;
  guint roles;             /* EdRoles */
  gint64 at;               /* when it was done, clamped (ed_clamp_at) */
  gint64 received_at;      /* when the server had it; on the desktop the same as at */
  gint64 number;           /* for case.create: the running number, or ED_ABSENT on the desktop */
  const EdAccount *expert; /* for case.assign: the account named by the args, NULL if unknown */
  /* For document.attach: the file named by the args, all its bytes present and uploaded by the same
   * account; NULL when there is none. */
  const EdFile *file;
  const EdSettings *settings;
  const EdZone *zone;
} EdCircumstances;

/* Applies COMMAND to *CASE_ (NULL before case.create, which sets it). On refusal answers FALSE,
 * fills REFUSAL and leaves the document as it was. */
gboolean ed_case_apply (EdCase **case_,
                        const EdCommand *command,
                        const EdCircumstances *circumstances,
                        EdRefusal *refusal);

/* The moment rules judge by: DONE_AT plus OFFSET_MS, not before BEGINNING (of the assignment, or
 * ED_ABSENT) and not after RECEIVED_AT. *MOVED tells whether it was clamped. PROTOCOL, "Time". */
gint64 ed_clamp_at (gint64 done_at,
                    gint64 offset_ms,
                    gint64 beginning,
                    gint64 received_at,
                    gboolean *moved);

/* Whether COMMAND would be a late fact: it names an assignment that is no longer the open one. */
gboolean ed_case_is_late (const EdCase *case_, const EdCommand *command);
