/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Told keys are lines of one fact. Beside those of news there is "closing:CASE", which is never
 * told: it says that the case waited for approval when it was last looked at, so that the approval
 * is noticed without reading every closed case. */

#include "store/news.h"

#include "store/connection.h"
#include "store/request-news.h"
#include "store/statements.h"

#include <string.h>

#define FACT_TOLD "told"
#define CLOSING "closing:"
#define APPROVED "approved:"
#define ROWS_AT_ONCE 64

typedef struct
{
  EdStore *store;
  EdAccount *account;
  EdSettings *settings;
  EdZone *zone;
  gint64 now;
  GHashTable *told;   /* keys; NULL: never told anything */
  GHashTable *silent; /* keys that hold, and are not for telling */
  GPtrArray *news;    /* EdNews: all that holds */
  gint64 next;
} Search;

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

static void
search_free (Search *search)
{
  g_clear_pointer (&search->account, ed_account_free);
  g_clear_pointer (&search->settings, ed_settings_free);
  g_clear_pointer (&search->zone, ed_zone_free);
  g_clear_pointer (&search->told, g_hash_table_unref);
  g_clear_pointer (&search->silent, g_hash_table_unref);
  g_clear_pointer (&search->news, g_ptr_array_unref);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static GHashTable *
new_keys (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
read_keys (const char *text)
{
  GHashTable *keys = new_keys ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_hash_table_add (keys, g_strdup (lines[i]));
  return keys;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
write_keys (GHashTable *keys)
{
  g_autofree char **sorted = (char **) g_hash_table_get_keys_as_array (keys, NULL);

  qsort (sorted, g_hash_table_size (keys), sizeof *sorted, compare_keys);
  return g_strjoinv ("\n", sorted);
}

static Search *
begin_search (EdStore *store, GError **error)
{
  g_autoptr (Search) search = g_new0 (Search, 1);
  g_autofree char *told = NULL;
  GError *local = NULL;

  search->store = store;
  search->next = ED_ABSENT;
  search->silent = new_keys ();
  search->news = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);
  search->account = ed_store_load_own_account (store, &local);
  if (local == NULL)
    search->settings = ed_store_load_settings (store, &local);
  if (local == NULL)
    ed_facts_get_now (store, &search->now, &local);
  if (local == NULL)
    ed_facts_get_text (store, FACT_TOLD, &told, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  search->zone = ed_settings_make_zone (search->settings);
  if (told != NULL)
    search->told = read_keys (told);
  return g_steal_pointer (&search);
}

/* --- what holds ------------------------------------------------------------------------------ */

static void
look_at_case (Search *search, const EdCaseRow *row)
{
  const EdCase *case_ = row->case_;
  gint64 next;

  ed_case_list_news (case_,
                     row->mark,
                     search->account->id,
                     search->now,
                     search->settings,
                     search->zone,
                     search->news);
  if (case_->state == ED_CASE_CLOSING)
    g_hash_table_add (search->silent, g_strconcat (CLOSING, case_->id, NULL));
  next = ed_case_next_change (case_, search->now, search->settings, search->zone);
  if (next != ED_ABSENT && (search->next == ED_ABSENT || next < search->next))
    search->next = next;
}

static gboolean
look_at_cases (Search *search, GError **error)
{
  const EdCaseQuery query = { .scope = ED_SCOPE_IN_PROGRESS,
                              .sort = ED_SORT_DUE,
                              .type = ED_ABSENT,
                              .state = ED_ABSENT,
                              .expert_id = search->account->id };
  g_autoptr (GArray) rows = ed_store_query_cases (search->store, &query, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i += ROWS_AT_ONCE)
    {
      g_autoptr (GPtrArray) loaded = ed_store_load_rows (search->store,
                                                         &g_array_index (rows, gint64, i),
                                                         MIN (ROWS_AT_ONCE, rows->len - i),
                                                         error);

      if (loaded == NULL)
        return FALSE;
      for (guint j = 0; j < loaded->len; j++)
        look_at_case (search, loaded->pdata[j]);
    }
  return TRUE;
}

/* Of what waited for approval, or was told to be approved: CASE_ID is not among those in progress
 * any more. */
static gboolean
look_for_approval (Search *search, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdCaseRow) row = ed_store_load_case (search->store, case_id, &local);
  EdNews *news = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (row != NULL)
    news = ed_case_find_approval (row->case_, search->account->id, search->now);
  if (news != NULL)
    g_ptr_array_add (search->news, news);
  return TRUE;
}

static gboolean
look_at_approvals (Search *search, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (search->told == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, search->told);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *case_id = NULL;

      if (g_str_has_prefix (key, CLOSING) && !g_hash_table_contains (search->silent, key))
        case_id = (const char *) key + strlen (CLOSING);
      else if (g_str_has_prefix (key, APPROVED))
        case_id = (const char *) key + strlen (APPROVED);
      if (case_id != NULL && !look_for_approval (search, case_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_requests (Search *search, GError **error)
{
  const EdRequestNewsSearch requests = {
    .store = search->store,
    .account_id = search->account->id,
    .roles = ed_account_roles (search->account),
    .now = search->now,
    .told = search->told,
    .silent = search->silent,
    .news = search->news,
  };

  return ed_request_news_find (&requests, error);
}

static gboolean
look_at_statements (Search *search, GError **error)
{
  g_autoptr (GPtrArray) asking =
      ed_store_list_asking_statements (search->store, search->account->id, error);

  for (guint i = 0; asking != NULL && i < asking->len; i++)
    ed_fee_statement_list_news (asking->pdata[i],
                                search->account->id,
                                ed_account_roles (search->account),
                                search->news);
  return asking != NULL;
}

static gboolean
look_at_outbox (Search *search, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 waiting, refused;

  if (!ed_store_count_outbox (search->store, &waiting, &refused, error))
    return FALSE;
  if (refused == 0)
    return TRUE;
  entries = ed_store_list_outbox (search->store, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = entries->pdata[i];
      g_autofree char *key = g_strconcat ("refused:", entry->command->id, NULL);

      if (entry->state == ED_OUTBOX_REFUSED || entry->state == ED_OUTBOX_KEPT)
        g_ptr_array_add (search->news, ed_news_new (ED_NEWS_REFUSED, key, entry->case_number));
    }
  return TRUE;
}

/* --- what is new of it ----------------------------------------------------------------------- */

static EdBulletin *
compare_with_told (Search *search, GHashTable *holding)
{
  EdBulletin *bulletin = ed_bulletin_new ();
  GHashTableIter iter;
  gpointer key;

  bulletin->is_first = search->told == NULL;
  bulletin->next = search->next;
  for (guint i = 0; i < search->news->len; i++)
    {
      EdNews *news = search->news->pdata[i];

      if (!g_hash_table_add (holding, g_strdup (news->key)))
        continue;
      if (search->told == NULL || !g_hash_table_contains (search->told, news->key))
        g_ptr_array_add (bulletin->fresh, g_steal_pointer (&search->news->pdata[i]));
    }
  if (search->told == NULL)
    return bulletin;
  g_hash_table_iter_init (&iter, search->told);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_str_has_prefix (key, CLOSING) && !ed_request_news_is_silent (key)
        && !g_hash_table_contains (holding, key))
      g_ptr_array_add (bulletin->gone, g_strdup (key));
  return bulletin;
}

/* What has been told from now on: of HOLDING, without what is to be told later. What
 * has ended and is told later is still held to wait for it. */
static gboolean
save_told (Search *search,
           GHashTable *holding,
           const EdBulletin *bulletin,
           EdTelling telling,
           GError **error)
{
  g_autofree char *before = search->told != NULL ? write_keys (search->told) : NULL;
  g_autofree char *after = NULL;
  GHashTableIter iter;
  gpointer key;

  if (telling == ED_TELL_LATER && search->told == NULL)
    return TRUE;
  for (guint i = 0; telling == ED_TELL_LATER && i < bulletin->fresh->len; i++)
    {
      const EdNews *news = bulletin->fresh->pdata[i];

      g_autofree char *again = ed_request_news_wait_again (news);

      g_hash_table_remove (holding, news->key);
      if (again != NULL)
        g_hash_table_add (holding, g_steal_pointer (&again));
      if (news->kind == ED_NEWS_APPROVED)
        g_hash_table_add (holding, g_strconcat (CLOSING, news->key + strlen (APPROVED), NULL));
    }
  g_hash_table_iter_init (&iter, search->silent);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (holding, g_strdup (key));
  after = write_keys (holding);
  return g_strcmp0 (before, after) == 0
         || ed_facts_set_text (search->store, FACT_TOLD, after, error);
}

EdBulletin *
ed_store_take_news (EdStore *store, EdTelling telling, GError **error)
{
  g_autoptr (Search) search = begin_search (store, error);
  g_autoptr (GHashTable) holding = new_keys ();
  g_autoptr (EdBulletin) bulletin = NULL;
  g_autofree char *cursor = NULL;

  if (search == NULL || !ed_facts_get_text (store, ED_FACT_CURSOR, &cursor, error))
    return NULL;
  if (cursor == NULL || search->account == NULL)
    return ed_bulletin_new ();
  if (((ed_account_roles (search->account) & ED_ROLE_EXPERT) != 0 && !look_at_cases (search, error))
      || !look_at_approvals (search, error) || !look_at_requests (search, error)
      || !look_at_statements (search, error) || !look_at_outbox (search, error))
    return NULL;
  bulletin = compare_with_told (search, holding);
  if (!save_told (search, holding, bulletin, telling, error))
    return NULL;
  return g_steal_pointer (&bulletin);
}
