/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/call.h"
#include "server/job.h"

/* A question whose answer takes a while to find and is itself worth a row in the audit log: it is
 * found beside the writer, in one snapshot, and written down before it leaves. */
typedef struct
{
  /* The answer, JSON; NULL with ERROR. From any thread. */
  char *(*answer) (EdApi *api, EdDb *db, gconstpointer question, GError **error);
  gpointer question;
  GDestroyNotify free_question; /* or NULL */
  const char *what;             /* static; NULL: nothing is written down */
  char *once;                   /* taken; which question is written down with it, or NULL */
  const char *target;           /* id, copied; or NULL */
} EdInquiry;

/* The job for it, by who makes CALL; the question is taken. */
EdApiJob *ed_inquiry_job_new (const EdApiCall *call, const EdInquiry *inquiry);

/* INQUIRY, whose question is a record of TYPE with a "before", is written down as WHAT, once for
 * all its pages: not where it goes on with what the caller was written down for within the last
 * hour. Who only says so is written down too. */
void ed_inquiry_write_once (EdInquiry *inquiry,
                            const EdApiCall *call,
                            const EdRecordType *type,
                            const char *what);

/* Whether the caller has one of ROLES (EdRoles); FALSE when the answer is filled. */
gboolean ed_api_call_may (EdApiCall *call, guint roles);
/* The body as a record of TYPE, strictly; NULL when the answer is filled. */
gpointer ed_api_call_read (EdApiCall *call, const EdRecordType *type);
