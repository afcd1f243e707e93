/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/batch.h"

#include "base/plant.h"
#include "server/api-state.h"
#include "server/batch-table.h"
#include "server/outside.h"
#include "server/settings-keeper.h"

static gint64
get_base (EdApi *api)
{
  /* Before its first rows there is no organisation. */
  return api->organisation != NULL ? api->organisation->xid_base : 0;
}

static gboolean
take_moment (EdBatch *batch, GError **error)
{
  gint64 base = get_base (batch->api), mark;
  EdDbMoment moment;

  if (!ed_db_read_moment (batch->db, &moment, error))
    return FALSE;
  batch->is_shared = moment.stamp > 0;
  if (!batch->is_shared)
    {
      if (!ed_batches_head (batch->db, G_MAXINT64, &batch->head, &mark, error))
        return FALSE;
      batch->xid = batch->head + 1;
      return TRUE;
    }
  batch->xid = base + moment.stamp;
  batch->head = base + moment.horizon - 1;
  /* Leases compare what several machines say: one clock for all of them. */
  if (batch->api->clock == ed_clock_system ())
    batch->now = moment.now;
  return TRUE;
}

gboolean
ed_batch_begin (EdBatch *batch, EdApi *api, GError **error)
{
  *batch = (EdBatch){ .api = api, .db = api->writer, .now = ed_clock_now (api->clock) };
  if (!ed_db_begin (batch->db, TRUE, error))
    return FALSE;
  /* Before its first rows an organisation has no settings. */
  if (!take_moment (batch, error)
      || (api->organisation != NULL
          && !(ed_settings_refresh (api, error) && ed_outside_keep_up (api, error))))
    {
      ed_db_rollback (batch->db);
      return FALSE;
    }
  batch->audiences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return TRUE;
}

gboolean
ed_batch_read_horizon (EdApi *api, EdDb *db, gint64 *horizon, GError **error)
{
  if (!ed_db_read_horizon (db, horizon, error))
    return FALSE;
  if (*horizon < G_MAXINT64)
    *horizon += get_base (api);
  return TRUE;
}

gboolean
ed_batch_continue_numbers (EdApi *api, GError **error)
{
  gint64 newest, mark;
  EdBatch batch;

  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  if (!ed_batches_head (batch.db, G_MAXINT64, &newest, &mark, error)
      || (batch.is_shared && newest >= batch.xid
          && !ed_organisation_set_xid_base (batch.db,
                                            api->organisation->xid_base + newest + 1 - batch.xid,
                                            error)))
    {
      ed_batch_abandon (&batch);
      return FALSE;
    }
  if (!ed_batch_finish (&batch, error))
    return FALSE;
  api->organisation->xid_base += MAX (newest + 1 - batch.xid, 0);
  return TRUE;
}

void
ed_batch_abandon (EdBatch *batch)
{
  ed_db_rollback (batch->db);
  g_clear_pointer (&batch->audiences, g_hash_table_unref);
  /* They may be those of this transaction, and the next of this number another process's. */
  batch->api->settings_rev = -1;
}

/* Other processes learn from it who has news, also of answers that are no row. */
static gboolean
is_to_be_told (const EdBatch *batch)
{
  return batch->seq > 0 || (batch->is_shared && g_hash_table_size (batch->audiences) > 0);
}

gboolean
ed_batch_commit (EdBatch *batch, GError **error)
{
  gboolean stored = (!is_to_be_told (batch)
                     || ed_batches_add (batch->db,
                                        batch->xid,
                                        ed_secrets_random_mark (),
                                        batch->audiences,
                                        error))
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
  return ed_outside_keep_up (batch->api, error);
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
