/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/request.h"
#include "domain/settings.h"

/* How long what is known of clients is kept, and what keeps it longer. What the clock erases and
 * what a preview says that it would erase are decided here. Pure. */

typedef enum
{
  ED_RETENTION_CASES,     /* the record: a shell without a name stays */
  ED_RETENTION_DOCUMENTS, /* files of cases; not longer than the record */
  ED_RETENTION_MESSAGES,  /* between experts and coordinators; not longer than the record */
  ED_RETENTION_REQUESTS,  /* with their internal messages and files */
  ED_RETENTION_MAILS,     /* who was told of what by mail, and when */
  ED_RETENTION_AUDIT,     /* who did what, sealed; from the oldest on, whole seals */
  ED_N_RETENTIONS,
} EdRetentionKind;

extern const EdChoice ed_retention_kind_choices[];

/* Why something is kept although its time may be over. */
typedef enum
{
  ED_HOLD_NONE,
  ED_HOLD_OPEN,      /* somebody has still to do something */
  ED_HOLD_UNPAID,    /* a statement on which the case stands is not paid; not for ever */
  ED_HOLD_LATE_WORK, /* of the case, not settled */
} EdHold;

/* Calendar months that a statement which is not paid holds a case back: bookkeeping that nobody
 * keeps must not keep what is known of a client. Its lines stay. */
#define ED_UNPAID_MONTHS 12

/* By what the rules judge. Borrowed. */
typedef struct
{
  const EdSettings *settings;
  const EdZone *zone;
} EdRetentionFrame;

/* What is known of a case beside it. */
typedef struct
{
  gboolean is_unpaid;
  gboolean has_late_work;
  guint messages;
} EdCaseCompany;

typedef struct
{
  gint64 on; /* date from which it is kept no more; absent: there is nothing, or nobody knows yet */
  EdHold hold;
} EdRetention;

/* Calendar months that KIND is kept. */
gint64 ed_retention_months (EdRetentionKind kind, const EdSettings *settings);
/* The name of the setting. */
const char *ed_retention_setting (EdRetentionKind kind);

/* KIND one of the first three, counted from the approval. */
EdRetention ed_retention_of_case (EdRetentionKind kind,
                                  const EdCase *case_,
                                  const EdCaseCompany *company,
                                  const EdRetentionFrame *frame);
/* From its answer, or from when it was cancelled. */
EdRetention ed_retention_of_request (const EdRequest *request, const EdRetentionFrame *frame);
/* The first day of which KIND, mails or the audit log, is kept TODAY: what is older is due. */
gint64 ed_retention_first_kept (EdRetentionKind kind, gint64 today, const EdRetentionFrame *frame);

gboolean ed_retention_is_due (const EdRetention *self, gint64 today);
