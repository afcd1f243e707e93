/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the clock brings: contact data leaves views, sharing of documents ends, reminders are due,
 * old tokens and files that nobody attached go, the zone's table is kept ahead.
 */

#include "base/plant.h"
#include "server/answer.h"
#include "server/api-state.h"
#include "server/archiving.h"
#include "server/batch-table.h"
#include "server/case-store.h"
#include "server/charging.h"
#include "server/due-table.h"
#include "server/issued-table.h"
#include "server/job.h"
#include "server/projection.h"
#include "server/reminders.h"
#include "server/request-mail.h"
#include "server/request-projection.h"
#include "server/restoration.h"
#include "server/retention.h"
#include "server/returning.h"
#include "server/settings-keeper.h"
#include "server/sign-in-table.h"
#include "server/uploads.h"
#include "server/zone.h"

#define CASES_MAX 500 /* in one transaction */
#define AHEAD_MS (G_GINT64_CONSTANT (9) * 365 * 86400000)

static gboolean
hide_contact_data_of (EdBatch *batch, const char *id, GError **error)
{
  GError *local = NULL;
  gint64 rev;
  g_autoptr (EdCase) case_ = ed_case_store_load (batch, id, &rev, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (case_ == NULL)
    return ed_dues_clear (batch->db, ED_DUE_CONTACT_DATA, id, error);
  return ed_projection_show_case_to_expert (batch, case_, rev, error)
         && ed_projection_note_contact_data (batch, case_, error);
}

static gboolean
hide_contact_data (EdBatch *batch, GError **error)
{
  return ed_dues_work (batch->db,
                       ED_DUE_CONTACT_DATA,
                       batch->now,
                       CASES_MAX,
                       (EdDueFunc) hide_contact_data_of,
                       batch,
                       error);
}

/* Documents of the request that were shared until now leave the views. */
static gboolean
end_sharing (EdBatch *batch, const char *id, GError **error)
{
  GError *local = NULL;
  gint64 rev;
  g_autoptr (EdRequest) request = ed_requests_load (batch->db, id, &rev, &local);
  g_autoptr (EdRequest) before = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (request == NULL)
    return ed_dues_clear (batch->db, ED_DUE_REQUEST_EXPIRY, id, error);
  before = ed_request_copy (request);
  /* Looked at too early: the zone may have changed. */
  if (ED_PLANT (sharing_never_expires)
      || !ed_request_expire (request, batch->now, batch->api->zone))
    return ed_request_expiry_note (batch, request, error);
  return ed_projection_write_request (batch, before, request, rev + 1, error)
         && ed_request_settle_files (batch, before, request, error);
}

static gboolean
end_sharings (EdBatch *batch, GError **error)
{
  return ed_dues_work (batch->db,
                       ED_DUE_REQUEST_EXPIRY,
                       batch->now,
                       CASES_MAX,
                       (EdDueFunc) end_sharing,
                       batch,
                       error);
}

/* How far the database has come, beside it: an older file in its place is noticed. */
static gboolean
note_head (EdBatch *batch, GError **error)
{
  gint64 xid, mark;

  if (batch->api->lock == NULL)
    return TRUE;
  if (!ed_batches_head (batch->db, G_MAXINT64, &xid, &mark, error))
    return FALSE;
  ed_restoration_note_head (batch->api->folder, xid, mark);
  return TRUE;
}

static gboolean
run_chores (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ed_answer_empty (response, 204);
  return hide_contact_data (batch, error) && ed_reminders_queue (batch, error)
         && end_sharings (batch, error) && ed_request_reminders_queue (batch, error)
         && ed_sign_ins_drop_expired (batch->db, batch->now, error)
         && ed_uploads_drop_expired (batch, error)
         && ed_issued_drop_expired (batch->db, batch->now, error)
         && ed_returning_take_up_old (batch, error) && ed_retention_work (batch, error)
         && ed_archiving_work (batch, error) && ed_charging_work (batch, error)
         && note_head (batch, error);
}

EdApiJob *
ed_api_make_chores (EdApi *api)
{
  EdApiJob *job = g_new0 (EdApiJob, 1);

  job->run = run_chores;
  job->free = (void (*) (EdApiJob *)) g_free;
  return job;
}

static gboolean
has_same_transitions (const EdSettings *a, const EdSettings *b)
{
  if (a->transitions->len != b->transitions->len)
    return FALSE;
  for (guint i = 0; i < a->transitions->len; i++)
    {
      if (!ed_record_equal (&ed_transition_type,
                            a->transitions->pdata[i],
                            b->transitions->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_settings (EdApi *api, const EdSettings *settings, GError **error)
{
  EdBatch batch;

  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  if (ed_projection_write_settings (&batch, settings, api->settings_rev + 1, error))
    return ed_batch_finish (&batch, error);
  ed_batch_abandon (&batch);
  return FALSE;
}

gboolean
ed_api_keep_zone_ahead (EdApi *api, GError **error)
{
  GPtrArray *transitions = api->settings->transitions;
  gint64 now = ed_clock_now (api->clock);
  const EdTransition *last = transitions->len > 0 ? transitions->pdata[transitions->len - 1] : NULL;
  g_autoptr (EdSettings) next = NULL;

  if (last != NULL && last->at > now + AHEAD_MS)
    return TRUE;
  next = ed_record_copy (&ed_settings_type, api->settings);
  /* A zone that this machine no longer knows stays as it was. */
  if (!ed_zone_describe (next, api->settings->zone, now, NULL)
      || has_same_transitions (next, api->settings))
    return TRUE;
  return write_settings (api, next, error) && ed_settings_refresh (api, error);
}
