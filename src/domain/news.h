/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/fee-statement.h"
#include "domain/message.h"
#include "domain/request.h"
#include "domain/standing.h"

/* What is worth telling somebody who does not look at the screen. A piece of news holds as long as
 * its reason does: whoever remembers the keys of what was told can tell each once, and take back
 * what no longer holds. It names nobody and carries no content. */
typedef enum
{
  ED_NEWS_ASSIGNED, /* a case was assigned, and nothing has been done yet */
  ED_NEWS_LIMIT,    /* a time limit is near or over: the badge */
  ED_NEWS_RETURNED,
  ED_NEWS_APPROVED,
  ED_NEWS_ANSWERED,         /* an unread message of the agent */
  ED_NEWS_REQUEST_NEW,      /* to coordinators: nobody has it yet */
  ED_NEWS_REQUEST_ASSIGNED, /* to its expert, and what follows */
  ED_NEWS_REQUEST_RETURNED,
  ED_NEWS_REQUEST_LOST, /* given to somebody else */
  ED_NEWS_REQUEST_CANCELLED,
  ED_NEWS_REQUEST_ANSWERED,   /* to its sender */
  ED_NEWS_STATEMENT_SENT,     /* to its expert: to be accepted or disputed */
  ED_NEWS_STATEMENT_ACCEPTED, /* to its expert: by somebody else, for them */
  ED_NEWS_STATEMENT_DISPUTED, /* to coordinators */
  ED_NEWS_REFUSED,            /* the server has refused what was done; not about a case alone */
} EdNewsKind;

typedef struct
{
  char *key; /* of words and ids: names this news for ever */
  EdNewsKind kind;
  gint64 number;   /* of the case or request, or ED_ABSENT */
  EdBadge badge;   /* of a limit */
  gboolean urgent; /* of a request */
  gint64 month;    /* of a statement: its first day; else ED_ABSENT */
} EdNews;

EdNews *ed_news_new (EdNewsKind kind, const char *key, gint64 number);
void ed_news_free (EdNews *news);

/* Adds to NEWS (EdNews) what holds of CASE_ at NOW for the expert ACCOUNT_ID; MARK is that of its
 * thread. Nothing of what they did themself, and no limit that passed before they last did
 * something in the case: they have seen it. */
void ed_case_list_news (const EdCase *case_,
                        EdThreadMark mark,
                        const char *account_id,
                        gint64 now,
                        const EdSettings *settings,
                        const EdZone *zone,
                        GPtrArray *news);

/* The news that CASE_, last seen by ACCOUNT_ID as waiting for approval, has been approved; NULL
 * when it has not, or when that is older than two weeks. */
EdNews *ed_case_find_approval (const EdCase *case_, const char *account_id, gint64 now);

/* Adds to NEWS what an open REQUEST has for the account. Nothing of what they did themself. */
void ed_request_list_news (const EdRequest *request,
                           const char *account_id,
                           guint roles,
                           GPtrArray *news);
/* Whether REQUEST is open and the account waits for what becomes of it: as its expert, or sender.
 */
gboolean ed_request_is_awaited (const EdRequest *request, const char *account_id, guint roles);
/* What has become of a REQUEST that was awaited: cancelled, for its expert, or answered, for its
 * sender; NULL when it has not, or when that is older than two weeks. */
EdNews *ed_request_find_end (const EdRequest *request, const char *account_id, gint64 now);
/* How long what has ended is told of. */
#define ED_NEWS_OF_END_DAYS 14

/* Adds to NEWS what STATEMENT has for the account as long as they may act on it. Nothing of what
 * they did themself. */
void ed_fee_statement_list_news (const EdFeeStatement *statement,
                                 const char *account_id,
                                 guint roles,
                                 GPtrArray *news);

/* Hours in which nobody wants to be told anything, by the wall clock of a place. */
typedef struct
{
  gboolean on;
  gint64 from, to; /* minutes of the day; the same: a whole day; TO before FROM: past midnight */
  guint days;      /* on which they begin: bit 0 Monday to bit 6 Sunday */
} EdQuietHours;

/* When the quiet hours that NOW lies in end, or ED_ABSENT outside them. Where the clocks change,
 * they end when the clock on the wall says so. */
gint64 ed_quiet_hours_end (const EdQuietHours *hours, gint64 now, const EdZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdNews, ed_news_free)
