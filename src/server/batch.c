/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/batch.h"

#include "base/plant.h"
#include "server/api-state.h"
#include "server/batch-table.h"
#include "server/settings-keeper.h"

gboolean
ed_batch_begin (EdBatch *batch, EdApi *api, GError **error)
{
  gint64 head, mark;

  *batch = (EdBatch){ .api = api, .db = api->writer, .now = ed_clock_now (api->clock) };
  if (!ed_db_begin (batch->db, TRUE, error))
    return FALSE;
  /* Before its first rows an organisation has no settings. */
  if (!ed_batches_head (batch->db, &head, &mark, error)
      || (api->organisation != NULL && !ed_settings_refresh (api, error)))
    {
      ed_db_rollback (batch->db);
      return FALSE;
    }
  batch->xid = head + 1;
  batch->audiences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return TRUE;
}

void
ed_batch_abandon (EdBatch *batch)
{
  ed_db_rollback (batch->db);
  g_clear_pointer (&batch->audiences, g_hash_table_unref);
}

gboolean
ed_batch_commit (EdBatch *batch, GError **error)
{
  gboolean stored =
      (batch->seq == 0 || ed_batches_add (batch->db, batch->xid, ed_secrets_random_mark (), error))
      && (ed_db_commit (batch->db, error) || ED_PLANT (answered_without_commit));

  if (!stored)
    ed_batch_abandon (batch);
  return stored;
}

gboolean
ed_batch_finish (EdBatch *batch, GError **error)
{
  if (!ed_batch_commit (batch, error))
    return FALSE;
  g_clear_pointer (&batch->audiences, g_hash_table_unref);
  return TRUE;
}

void
ed_batch_wake (EdBatch *batch, const char *audience)
{
  if (!g_hash_table_contains (batch->audiences, audience))
    g_hash_table_add (batch->audiences, g_strdup (audience));
}

EdPosition
ed_batch_next (EdBatch *batch, const char *audience)
{
  ed_batch_wake (batch, audience);
  return (EdPosition){ batch->xid, ++batch->seq };
}
