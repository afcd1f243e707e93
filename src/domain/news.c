/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/news.h"

#include "base/duration.h"

#define DAYS_A_WEEK 7

EdNews *
ed_news_new (EdNewsKind kind, const char *key, gint64 number)
{
  EdNews *news = g_new0 (EdNews, 1);

  news->kind = kind;
  news->key = g_strdup (key);
  news->number = number;
  news->month = ED_ABSENT;
  return news;
}

void
ed_news_free (EdNews *news)
{
  if (news == NULL)
    return;
  g_free (news->key);
  g_free (news);
}

/* The last event of WHAT was their own. */
static gboolean
was_theirs (const EdCase *case_, EdEventKind what, const char *account_id)
{
  for (guint i = case_->events->len; i > 0; i--)
    {
      const EdEvent *event = case_->events->pdata[i - 1];

      if (event->what == (gint64) what)
        return g_strcmp0 (event->by, account_id) == 0;
    }
  return FALSE;
}

/* They did something in the case when the limit had passed, or passed it by what they recorded. */
static gboolean
has_seen (const EdCase *case_, const EdBadge *badge, const char *account_id)
{
  if (badge->kind == ED_BADGE_SESSION_DUE && case_->contacted_received_at != ED_ABSENT
      && case_->contacted_received_at >= badge->since)
    return TRUE;
  for (guint i = 0; i < case_->events->len; i++)
    {
      const EdEvent *event = case_->events->pdata[i];

      if (event->at >= badge->since && g_strcmp0 (event->by, account_id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* KEY is taken. */
static EdNews *
add_news (GPtrArray *news, EdNewsKind kind, char *key, gint64 number)
{
  g_autofree char *owned = key;
  EdNews *piece = ed_news_new (kind, owned, number);

  g_ptr_array_add (news, piece);
  return piece;
}

static void
add_of_assigned (const EdCase *case_, const EdBadge *badge, const char *account_id, GPtrArray *news)
{
  const char *assignment = case_->assignment_id;

  if (ed_badge_is_limit (badge->kind))
    {
      if (!has_seen (case_, badge, account_id))
        add_news (news,
                  ED_NEWS_LIMIT,
                  g_strdup_printf ("limit:%d:%s", badge->kind, assignment),
                  case_->number)
            ->badge = *badge;
    }
  else if (badge->kind == ED_BADGE_RETURNED)
    {
      if (!was_theirs (case_, ED_EVENT_RETURNED, account_id))
        add_news (news,
                  ED_NEWS_RETURNED,
                  g_strdup_printf ("returned:%s:%" G_GINT64_FORMAT, assignment, badge->since),
                  case_->number);
    }
  else if (case_->contacted_at == ED_ABSENT && g_strcmp0 (case_->assigned_by, account_id) != 0)
    add_news (news, ED_NEWS_ASSIGNED, g_strdup_printf ("assigned:%s", assignment), case_->number);
}

void
ed_case_list_news (const EdCase *case_,
                   EdThreadMark mark,
                   const char *account_id,
                   gint64 now,
                   const EdSettings *settings,
                   const EdZone *zone,
                   GPtrArray *news)
{
  EdBadge badge;

  if (case_->assignment_id == NULL || g_strcmp0 (case_->expert_id, account_id) != 0)
    return;
  badge = ed_case_badge (case_, now, settings, zone);
  if (case_->state == ED_CASE_ASSIGNED)
    add_of_assigned (case_, &badge, account_id, news);
  if (mark == ED_THREAD_UNREAD)
    add_news (news,
              ED_NEWS_ANSWERED,
              g_strdup_printf ("answered:%s", case_->assignment_id),
              case_->number);
}

EdNews *
ed_case_find_approval (const EdCase *case_, const char *account_id, gint64 now)
{
  g_autofree char *key = NULL;

  if (case_->state != ED_CASE_CLOSED || case_->approval == NULL
      || g_strcmp0 (case_->approval->by, account_id) == 0
      || now - case_->approval->at > ED_NEWS_OF_END_DAYS * ED_DAY_MS)
    return NULL;
  key = g_strdup_printf ("approved:%s", case_->id);
  return ed_news_new (ED_NEWS_APPROVED, key, case_->number);
}

/* --- quiet hours ----------------------------------------------------------------------------- */

/* The end of those that begin on DATE, if NOW lies in them. */
static gint64
find_end (const EdQuietHours *hours, gint64 date, gint64 now, const EdZone *zone)
{
  gint64 last = hours->to > hours->from ? date : date + 1;
  gint64 end;

  if ((hours->days & (1u << (guint) (ed_date_weekday (date) - 1))) == 0)
    return ED_ABSENT;
  end = ed_zone_instant (zone, last, hours->to);
  return now >= ed_zone_instant (zone, date, hours->from) && now < end ? end : ED_ABSENT;
}

gint64
ed_quiet_hours_end (const EdQuietHours *hours, gint64 now, const EdZone *zone)
{
  gint64 end = ED_ABSENT;
  gint64 at = now;

  if (!hours->on)
    return ED_ABSENT;
  /* Whole days follow one another. */
  for (int i = 0; i <= DAYS_A_WEEK; i++)
    {
      gint64 date = ed_zone_date (zone, at);
      gint64 of_today = find_end (hours, date, at, zone);
      gint64 next = of_today != ED_ABSENT ? of_today : find_end (hours, date - 1, at, zone);

      if (next == ED_ABSENT)
        break;
      end = at = next;
    }
  return end;
}
