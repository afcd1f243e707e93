/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/burdens.h"

#include "base/duration.h"
#include "store/case-list.h"

static EdBurden *
ensure_burden (GHashTable *burdens, const char *account)
{
  EdBurden *burden = g_hash_table_lookup (burdens, account);

  if (burden == NULL)
    {
      burden = g_new0 (EdBurden, 1);
      g_hash_table_insert (burdens, g_strdup (account), burden);
    }
  return burden;
}

static void
add_open (GHashTable *burdens, GHashTable *open)
{
  GHashTableIter iter;
  gpointer account, n;

  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, &account, &n))
    ensure_burden (burdens, account)->open = GPOINTER_TO_UINT (n);
}

static void
add_declines (GHashTable *burdens, const EdCase *case_, gint64 since)
{
  for (guint i = 0; i < case_->declined->len; i++)
    {
      const EdDecline *decline = case_->declined->pdata[i];

      if (decline->by != NULL && decline->at >= since)
        ensure_burden (burdens, decline->by)->declined++;
    }
}

static gboolean
find_declined (EdStore *store, gint64 *since, GArray *rows, GError **error)
{
  gint64 now;

  if (!ed_facts_get_now (store, &now, error))
    return FALSE;
  *since = now - ED_DECLINES_DAYS * ED_DAY_MS;
  return ed_case_list_find_declined (store, *since, rows, error);
}

GHashTable *
ed_store_load_burdens (EdStore *store, GError **error)
{
  g_autoptr (GHashTable) burdens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) open = ed_store_count_open_cases (store, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) cases = NULL;
  gint64 since = 0;

  if (open == NULL || !ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, find_declined (store, &since, rows, error), error))
    return NULL;
  cases = ed_store_load_rows (store, (const gint64 *) (gpointer) rows->data, rows->len, error);
  if (cases == NULL)
    return NULL;
  add_open (burdens, open);
  for (guint i = 0; i < cases->len; i++)
    add_declines (burdens, ((const EdCaseRow *) cases->pdata[i])->case_, since);
  return g_steal_pointer (&burdens);
}
