/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/duration.h"
#include "domain/account.h"
#include "domain/news.h"
#include "domain/request-view.h"

/* KEY is taken. */
static EdNews *
make_news (EdNewsKind kind, char *key, const EdRequest *request)
{
  g_autofree char *owned = key;
  EdNews *news = ed_news_new (kind, owned, request->number);

  news->urgent = request->urgent == 1;
  return news;
}

static gboolean
is_theirs (const char *id, const char *account_id)
{
  return g_strcmp0 (id, account_id) == 0;
}

/* A question that nobody has been found for; one that came back stands among the decisions. */
static void
add_new (const EdRequest *request, const char *account_id, GPtrArray *news)
{
  const EdRequestRound *round = ed_request_round (request);
  EdRequestStanding standing = ed_request_standing (request);

  if (request->state != ED_REQUEST_UNASSIGNED || standing.turn == ED_REQUEST_EVENT_HANDED_BACK
      || is_theirs (request->sender_id, account_id) || round == NULL)
    return;
  g_ptr_array_add (
      news,
      make_news (ED_NEWS_REQUEST_NEW, g_strdup_printf ("request_new:%s", round->id), request));
}

static void
add_of_assigned (const EdRequest *request, const char *account_id, GPtrArray *news)
{
  const EdRequestRound *round = ed_request_round (request);

  if (request->state == ED_REQUEST_ASSIGNED && !is_theirs (request->assigned_by, account_id)
      && round != NULL)
    g_ptr_array_add (
        news,
        make_news (ED_NEWS_REQUEST_ASSIGNED,
                   g_strdup_printf ("request_assigned:%s:%s", request->assignment_id, round->id),
                   request));
  if (request->state == ED_REQUEST_IN_PROGRESS && request->returned != NULL
      && !is_theirs (request->returned->by, account_id))
    g_ptr_array_add (news,
                     make_news (ED_NEWS_REQUEST_RETURNED,
                                g_strdup_printf ("request_returned:%s:%" G_GINT64_FORMAT,
                                                 request->assignment_id,
                                                 request->returned->at),
                                request));
}

void
ed_request_list_news (const EdRequest *request,
                      const char *account_id,
                      guint roles,
                      GPtrArray *news)
{
  if ((roles & ED_ROLE_COORDINATOR) != 0)
    add_new (request, account_id, news);
  if ((roles & ED_ROLE_EXPERT) != 0 && request->assignment_id != NULL
      && is_theirs (request->expert_id, account_id))
    add_of_assigned (request, account_id, news);
}

gboolean
ed_request_is_awaited (const EdRequest *request, const char *account_id, guint roles)
{
  if (!ed_request_is_open (request))
    return FALSE;
  if ((roles & ED_ROLE_EXPERT) != 0 && request->assignment_id != NULL
      && is_theirs (request->expert_id, account_id))
    return TRUE;
  return (roles & ED_ROLE_CASE_MANAGER) != 0 && is_theirs (request->sender_id, account_id);
}

static gboolean
is_recent (gint64 at, gint64 now)
{
  return at != ED_ABSENT && now - at <= ED_NEWS_OF_END_DAYS * ED_DAY_MS;
}

EdNews *
ed_request_find_end (const EdRequest *request, const char *account_id, gint64 now)
{
  const EdRequestRound *round = ed_request_round (request);

  if (request->state == ED_REQUEST_CANCELLED && is_theirs (request->expert_id, account_id)
      && is_recent (request->cancelled_at, now))
    return make_news (ED_NEWS_REQUEST_CANCELLED,
                      g_strdup_printf ("request_cancelled:%s", request->id),
                      request);
  if ((request->state == ED_REQUEST_ANSWERED || request->state == ED_REQUEST_COMPLETED)
      && is_theirs (request->sender_id, account_id) && round != NULL
      && is_recent (round->answered_at, now))
    return make_news (ED_NEWS_REQUEST_ANSWERED,
                      g_strdup_printf ("request_answered:%s", request->id),
                      request);
  return NULL;
}
