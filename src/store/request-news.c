/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/request-news.h"

#include "base/duration.h"
#include "domain/account.h"
#include "store/requests.h"

#include <string.h>

#define AWAITED "awaited:"   /* NUMBER:ID */
#define LOST "request_lost:" /* NUMBER:ID:since when */
#define CANCELLED "request_cancelled:"
#define ANSWERED "request_answered:"
#define ROWS_AT_ONCE 64

/* --- open ones -------------------------------------------------------------------------------- */

static void
look_at (const EdRequestNewsSearch *search, const EdRequest *request)
{
  ed_request_list_news (request, search->account_id, search->roles, search->news);
  if (ed_request_is_awaited (request, search->account_id, search->roles))
    g_hash_table_add (
        search->silent,
        g_strdup_printf (AWAITED "%" G_GINT64_FORMAT ":%s", request->number, request->id));
}

/* Those of QUERY, in its order; with UNASSIGNED those that nobody has, which stand first. */
static gboolean
look_at_all (const EdRequestNewsSearch *search,
             const EdRequestQuery *query,
             gboolean unassigned,
             GError **error)
{
  g_autoptr (EdRequestFound) found = ed_store_query_requests (search->store, query, error);
  gboolean goes_on = TRUE;

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->rows->len && goes_on; i += ROWS_AT_ONCE)
    {
      g_autoptr (GPtrArray) loaded =
          ed_store_load_request_rows (search->store,
                                      &g_array_index (found->rows, gint64, i),
                                      MIN (ROWS_AT_ONCE, found->rows->len - i),
                                      error);

      if (loaded == NULL)
        return FALSE;
      for (guint j = 0; j < loaded->len && goes_on; j++)
        {
          const EdRequest *request = ((EdRequestRow *) loaded->pdata[j])->request;

          goes_on = !unassigned || request->state == ED_REQUEST_UNASSIGNED;
          if (goes_on)
            look_at (search, request);
        }
    }
  return TRUE;
}

static gboolean
look_at_open (const EdRequestNewsSearch *search, GError **error)
{
  const EdRequestQuery open = { .scope = ED_REQUESTS_OPEN };
  const EdRequestQuery held = { .scope = ED_REQUESTS_NOT_COMPLETED,
                                .expert_id = search->account_id };
  const EdRequestQuery sent = { .scope = ED_REQUESTS_NOT_COMPLETED,
                                .sender_id = search->account_id };

  return ((search->roles & ED_ROLE_COORDINATOR) == 0 || look_at_all (search, &open, TRUE, error))
         && ((search->roles & ED_ROLE_EXPERT) == 0 || look_at_all (search, &held, FALSE, error))
         && ((search->roles & ED_ROLE_CASE_MANAGER) == 0
             || look_at_all (search, &sent, FALSE, error));
}

/* --- what has become of them ------------------------------------------------------------------ */

/* The one called ID has gone from here, first noticed at SINCE. */
static void
add_lost (const EdRequestNewsSearch *search, const char *number, const char *id, gint64 since)
{
  g_autofree char *key = NULL;

  if (search->now - since > ED_NEWS_OF_END_DAYS * ED_DAY_MS)
    return;
  key = g_strdup_printf (LOST "%s:%s:%" G_GINT64_FORMAT, number, id, since);
  g_ptr_array_add (search->news,
                   ed_news_new (ED_NEWS_REQUEST_LOST, key, g_ascii_strtoll (number, NULL, 10)));
}

/* SINCE: when it was noticed that it has gone. */
static gboolean
look_for_end (const EdRequestNewsSearch *search,
              const char *number,
              const char *id,
              gint64 since,
              GError **error)
{
  GError *local = NULL;
  g_autoptr (EdRequestRow) row = ed_store_load_request (search->store, id, &local);
  EdNews *end = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (row == NULL && number != NULL)
    add_lost (search, number, id, since);
  if (row != NULL)
    end = ed_request_find_end (row->request, search->account_id, search->now);
  if (end != NULL)
    g_ptr_array_add (search->news, end);
  return TRUE;
}

static gboolean
look_at_told (const EdRequestNewsSearch *search, const char *key, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (key, ":", -1);
  guint n = g_strv_length (parts);

  if (g_str_has_prefix (key, AWAITED) && n == 3)
    return g_hash_table_contains (search->silent, key)
           || look_for_end (search, parts[1], parts[2], search->now, error);
  if (g_str_has_prefix (key, LOST) && n == 4)
    return look_for_end (search, parts[1], parts[2], g_ascii_strtoll (parts[3], NULL, 10), error);
  if ((g_str_has_prefix (key, CANCELLED) || g_str_has_prefix (key, ANSWERED)) && n == 2)
    return look_for_end (search, NULL, parts[1], ED_ABSENT, error);
  return TRUE;
}

gboolean
ed_request_news_find (const EdRequestNewsSearch *search, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!look_at_open (search, error))
    return FALSE;
  if (search->told == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, search->told);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!look_at_told (search, key, error))
      return FALSE;
  return TRUE;
}

gboolean
ed_request_news_is_silent (const char *key)
{
  return g_str_has_prefix (key, AWAITED);
}

char *
ed_request_news_wait_again (const EdNews *news)
{
  g_auto (GStrv) parts = g_strsplit (news->key, ":", -1);

  switch (news->kind)
    {
    case ED_NEWS_REQUEST_LOST:
      return g_strdup_printf (AWAITED "%s:%s", parts[1], parts[2]);
    case ED_NEWS_REQUEST_CANCELLED:
    case ED_NEWS_REQUEST_ANSWERED:
      return g_strdup_printf (AWAITED "%" G_GINT64_FORMAT ":%s", news->number, parts[1]);
    default:
      return NULL;
    }
}
