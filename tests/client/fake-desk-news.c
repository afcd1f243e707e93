/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-news.h"

/* What was told is in the table "told"; news of approvals the test has to add itself. */

EdBulletin *
ed_bulletin_new (void)
{
  EdBulletin *bulletin = g_new0 (EdBulletin, 1);

  bulletin->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);
  bulletin->gone = g_ptr_array_new_with_free_func (g_free);
  bulletin->next = ED_ABSENT;
  return bulletin;
}

void
ed_bulletin_free (EdBulletin *bulletin)
{
  if (bulletin == NULL)
    return;
  g_ptr_array_unref (bulletin->fresh);
  g_ptr_array_unref (bulletin->gone);
  g_free (bulletin);
}

static GPtrArray *
list_news (EdDesk *desk, gint64 *next)
{
  GPtrArray *news = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);

  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];
      gint64 change;

      if (case_ == NULL)
        continue;
      change = ed_case_next_change (case_, desk->now, desk->settings, desk->zone);
      ed_case_list_news (case_,
                         ed_fake_desk_mark (desk, case_),
                         desk->account->id,
                         desk->now,
                         desk->settings,
                         desk->zone,
                         news);
      if (change != ED_ABSENT && (*next == ED_ABSENT || change < *next))
        *next = change;
    }
  for (guint i = 0; i < desk->requests->len; i++)
    ed_request_list_news (desk->requests->pdata[i],
                          desk->account->id,
                          ed_account_roles (desk->account),
                          news);
  for (guint i = 0; i < desk->statements->len; i++)
    ed_fee_statement_list_news (desk->statements->pdata[i],
                                desk->account->id,
                                ed_account_roles (desk->account),
                                news);
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];

      if (entry->state == ED_OUTBOX_REFUSED)
        g_ptr_array_add (news,
                         ed_news_new (ED_NEWS_REFUSED, entry->command->id, entry->case_number));
    }
  return news;
}

static void
find_gone (EdDesk *desk, GHashTable *holding, EdBulletin *bulletin)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, desk->told);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (holding, key))
      {
        g_ptr_array_add (bulletin->gone, g_strdup (key));
        g_hash_table_iter_remove (&iter);
      }
}

void
ed_desk_take_news_async (EdDesk *desk,
                         EdTelling telling,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  EdBulletin *bulletin = ed_bulletin_new ();
  g_autoptr (GPtrArray) news = list_news (desk, &bulletin->next);
  g_autoptr (GHashTable) holding = g_hash_table_new (g_str_hash, g_str_equal);

  desk->asked_for_news++;
  bulletin->is_first = !desk->has_told;
  for (guint i = 0; i < news->len; i++)
    {
      const EdNews *piece = news->pdata[i];
      EdNews *copy;

      g_hash_table_add (holding, piece->key);
      if (g_hash_table_contains (desk->told, piece->key))
        continue;
      copy = ed_news_new (piece->kind, piece->key, piece->number);
      copy->badge = piece->badge;
      copy->urgent = piece->urgent;
      copy->month = piece->month;
      g_ptr_array_add (bulletin->fresh, copy);
      if (telling != ED_TELL_LATER)
        g_hash_table_add (desk->told, g_strdup (piece->key));
    }
  find_gone (desk, holding, bulletin);
  desk->has_told = desk->has_told || telling != ED_TELL_LATER;
  ed_fake_desk_answer (desk, cancellable, callback, data, bulletin);
}

EdBulletin *
ed_desk_take_news_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

guint
ed_fake_desk_asked_for_news (EdDesk *desk)
{
  return desk->asked_for_news;
}
