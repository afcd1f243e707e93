/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/retention.h"

#include "server/api-state.h"
#include "server/audit-chain.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/due-table.h"
#include "server/erasure.h"
#include "server/mail-table.h"
#include "server/reading.h"
#include "server/request-projection.h"
#include "server/surroundings.h"

#define AT_ONCE 50 /* in one transaction */

static const EdErasure by_the_clock = { .why = "retention" };

static EdRetentionFrame
frame_of (const EdBatch *batch)
{
  return (EdRetentionFrame){ batch->api->settings, batch->api->zone };
}

static gboolean
pass_on (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* --- when to look ------------------------------------------------------------------------------
 */

/* At the beginning of DATE; absent: never again by itself. */
static gboolean
look_on (EdBatch *batch, const char *kind, const char *id, gint64 date, GError **error)
{
  return date == ED_ABSENT ? ed_dues_clear (batch->db, kind, id, error)
                           : ed_dues_set (batch->db,
                                          kind,
                                          id,
                                          ed_zone_instant (batch->api->zone, date, 0),
                                          error);
}

gboolean
ed_retention_note_case (EdBatch *batch, const EdCase *case_, GError **error)
{
  const EdRetentionFrame frame = frame_of (batch);
  const EdCaseCompany company = { .messages = 1 }; /* perhaps */
  gint64 first = ED_ABSENT;

  for (EdRetentionKind kind = ED_RETENTION_CASES; kind <= ED_RETENTION_MESSAGES; kind++)
    {
      EdRetention found = ed_retention_of_case (kind, case_, &company, &frame);

      if (found.on != ED_ABSENT && (first == ED_ABSENT || found.on < first))
        first = found.on;
    }
  return look_on (batch, ED_DUE_RETENTION, case_->id, first, error);
}

gboolean
ed_retention_note_request (EdBatch *batch, const EdRequest *request, GError **error)
{
  const EdRetentionFrame frame = frame_of (batch);

  return look_on (batch,
                  ED_DUE_REQUEST_RETENTION,
                  request->id,
                  ed_retention_of_request (request, &frame).on,
                  error);
}

gboolean
ed_retention_spread (EdBatch *batch,
                     const EdSettings *before,
                     const EdSettings *after,
                     GError **error)
{
  gboolean same = TRUE;

  for (EdRetentionKind kind = 0; kind < ED_N_RETENTIONS; kind++)
    same = same && ed_retention_months (kind, before) == ed_retention_months (kind, after);
  return same
         || (ed_dues_hasten (batch->db, ED_DUE_RETENTION, batch->now, error)
             && ed_dues_hasten (batch->db, ED_DUE_REQUEST_RETENTION, batch->now, error));
}

/* --- the clock ---------------------------------------------------------------------------------
 */

typedef struct
{
  EdBatch *batch;
  EdSurroundings *surroundings;
  gint64 today;
} Round;

/* What is due of the case but not all of it; *NEXT: when to look again. */
static gboolean
erase_parts (Round *round, EdCase *case_, gint64 rev, gint64 *next, GError **error)
{
  const EdRetentionFrame frame = frame_of (round->batch);
  EdCaseCompany company = ed_surroundings_of (round->surroundings, case_->id);

  *next = ED_ABSENT;
  for (EdRetentionKind kind = ED_RETENTION_CASES; kind <= ED_RETENTION_MESSAGES; kind++)
    {
      EdRetention found = ed_retention_of_case (kind, case_, &company, &frame);
      gboolean due = ed_retention_is_due (&found, round->today);
      gint64 on = found.on != ED_ABSENT ? MAX (found.on, round->today + 1) : ED_ABSENT;

      if (due && kind == ED_RETENTION_DOCUMENTS
          && !ed_erasure_of_documents (round->batch, case_, rev, &by_the_clock, error))
        return FALSE;
      if (due && kind == ED_RETENTION_MESSAGES
          && !ed_erasure_of_messages (round->batch, case_, &by_the_clock, error))
        return FALSE;
      if (!due && on != ED_ABSENT && (*next == ED_ABSENT || on < *next))
        *next = on;
    }
  return TRUE;
}

static gboolean
work_on_case (gpointer data, const char *id, GError **error)
{
  Round *round = data;
  EdBatch *batch = round->batch;
  const EdRetentionFrame frame = frame_of (batch);
  GError *local = NULL;
  gint64 rev = 0, next;
  g_autoptr (EdCase) case_ = ed_case_store_load (batch, id, &rev, &local);
  EdCaseCompany company;
  EdRetention whole;

  if (!pass_on (local, error))
    return FALSE;
  if (case_ == NULL)
    return ed_dues_clear (batch->db, ED_DUE_RETENTION, id, error);
  company = ed_surroundings_of (round->surroundings, id);
  whole = ed_retention_of_case (ED_RETENTION_CASES, case_, &company, &frame);
  if (ed_retention_is_due (&whole, round->today))
    return ed_erasure_of_case (batch, id, &by_the_clock, error);
  return erase_parts (round, case_, rev, &next, error)
         && look_on (batch, ED_DUE_RETENTION, id, next, error);
}

static gboolean
work_on_request (gpointer data, const char *id, GError **error)
{
  Round *round = data;
  EdBatch *batch = round->batch;
  const EdRetentionFrame frame = frame_of (batch);
  GError *local = NULL;
  g_autoptr (EdRequest) request = ed_requests_load (batch->db, id, NULL, &local);
  EdRetention found;

  if (!pass_on (local, error))
    return FALSE;
  if (request == NULL)
    return ed_dues_clear (batch->db, ED_DUE_REQUEST_RETENTION, id, error);
  found = ed_retention_of_request (request, &frame);
  return ed_retention_is_due (&found, round->today)
             ? ed_erasure_of_request (batch, id, &by_the_clock, error)
             : look_on (batch, ED_DUE_REQUEST_RETENTION, id, found.on, error);
}

static gboolean
work_on_all (Round *round, const char *kind, EdDueFunc work, GError **error)
{
  return ed_dues_work (round->batch->db, kind, round->batch->now, AT_ONCE, work, round, error);
}

static gboolean
drop_mails (Round *round, GError **error)
{
  EdBatch *batch = round->batch;
  const EdRetentionFrame frame = frame_of (batch);
  gint64 first = ed_retention_first_kept (ED_RETENTION_MAILS, round->today, &frame);
  gint64 n;

  if (!ed_mails_drop_ended (batch->db, ed_zone_instant (frame.zone, first, 0), &n, error))
    return FALSE;
  return n == 0
         || ed_audit_add (batch->db, batch->now, NULL, NULL, "retention.mails", NULL, NULL, error);
}

static gboolean
drop_audit (Round *round, GError **error)
{
  EdBatch *batch = round->batch;
  const EdRetentionFrame frame = frame_of (batch);
  gint64 first = ed_retention_first_kept (ED_RETENTION_AUDIT, round->today, &frame);

  return ed_audit_drop (batch->db, batch->now, ed_zone_instant (frame.zone, first, 0), error);
}

gboolean
ed_retention_work (EdBatch *batch, GError **error)
{
  Round round = { .batch = batch, .today = ed_zone_date (batch->api->zone, batch->now) };
  g_auto (GStrv) cases = NULL;
  g_auto (GStrv) requests = NULL;
  gboolean done;

  if (batch->api->settings->retention_on != 1)
    return TRUE;
  cases = ed_dues_list (batch->db, ED_DUE_RETENTION, batch->now, AT_ONCE, error);
  if (cases == NULL)
    return FALSE;
  requests = ed_dues_list (batch->db, ED_DUE_REQUEST_RETENTION, batch->now, AT_ONCE, error);
  if (requests == NULL || !drop_mails (&round, error) || !drop_audit (&round, error))
    return FALSE;
  if (cases[0] == NULL && requests[0] == NULL)
    return TRUE;
  round.surroundings = ed_surroundings_load (batch->db, error);
  done = round.surroundings != NULL && work_on_all (&round, ED_DUE_RETENTION, work_on_case, error)
         && work_on_all (&round, ED_DUE_REQUEST_RETENTION, work_on_request, error);
  ed_surroundings_free (round.surroundings);
  return done;
}

/* --- the preview -------------------------------------------------------------------------------
 */

typedef struct
{
  EdPrivacyKind *kinds[ED_N_RETENTIONS];
  EdSurroundings *surroundings;
  EdRetentionFrame frame;
  gint64 today;
} Preview;

static void
add (Preview *preview, EdRetentionKind kind, const EdRetention *found)
{
  EdPrivacyKind *sum = preview->kinds[kind];

  if (found->hold == ED_HOLD_OPEN)
    sum->open++;
  else if (found->on == ED_ABSENT)
    return;
  else if (found->on > preview->today)
    {
      sum->later++;
      if (sum->next == ED_ABSENT || found->on < sum->next)
        sum->next = found->on;
    }
  else if (ed_retention_is_due (found, preview->today))
    sum->due++;
  else if (found->hold == ED_HOLD_UNPAID)
    sum->unpaid++;
  else
    sum->late_work++;
}

/* What goes with the record is not counted beside it. */
static void
add_case (gpointer data, gconstpointer value)
{
  Preview *preview = data;
  const EdCase *case_ = value;
  EdCaseCompany company = ed_surroundings_of (preview->surroundings, case_->id);
  EdRetention whole = ed_retention_of_case (ED_RETENTION_CASES, case_, &company, &preview->frame);

  add (preview, ED_RETENTION_CASES, &whole);
  for (EdRetentionKind kind = ED_RETENTION_DOCUMENTS; kind <= ED_RETENTION_MESSAGES; kind++)
    {
      EdRetention part = ed_retention_of_case (kind, case_, &company, &preview->frame);

      if (part.hold == ED_HOLD_OPEN || part.on < whole.on)
        add (preview, kind, &part);
    }
}

static void
add_request (gpointer data, gconstpointer value)
{
  Preview *preview = data;
  EdRetention found = ed_retention_of_request (value, &preview->frame);

  add (preview, ED_RETENTION_REQUESTS, &found);
}

/* What is judged by its age alone: COUNT says how much is too old, and when the next was. */
static gboolean
add_rows (Preview *preview,
          EdDb *db,
          EdRetentionKind kind,
          gboolean (*count) (EdDb *, gint64 before, gint64 *n, gint64 *oldest, GError **),
          GError **error)
{
  EdPrivacyKind *sum = preview->kinds[kind];
  gint64 first = ed_retention_first_kept (kind, preview->today, &preview->frame);
  gint64 oldest;

  if (!count (db, ed_zone_instant (preview->frame.zone, first, 0), &sum->due, &oldest, error))
    return FALSE;
  if (oldest != ED_ABSENT)
    sum->next = ed_date_add_months (ed_zone_date (preview->frame.zone, oldest), (int) sum->months);
  return TRUE;
}

static EdPrivacyPreview *
begin (Preview *preview, const EdSettings *settings)
{
  EdPrivacyPreview *answer = ed_record_new (&ed_privacy_preview_type);

  answer->on = settings->retention_on == 1;
  answer->today = preview->today;
  for (EdRetentionKind kind = 0; kind < ED_N_RETENTIONS; kind++)
    {
      EdPrivacyKind *sum = ed_record_new (&ed_privacy_kind_type);

      sum->kind = kind;
      sum->months = ed_retention_months (kind, settings);
      sum->due = sum->open = sum->unpaid = sum->late_work = sum->later = 0;
      preview->kinds[kind] = sum;
      g_ptr_array_add (answer->kinds, sum);
    }
  return answer;
}

/* What the rules look at. */
static const char *const case_members[] = { "id", "state", "approval", "documents", NULL };

EdPrivacyPreview *
ed_retention_preview (EdDb *db, const EdSettings *settings, gint64 now, GError **error)
{
  g_autoptr (EdZone) zone = ed_settings_make_zone (settings);
  g_autoptr (EdSurroundings) surroundings = ed_surroundings_load (db, error);
  Preview preview = { .surroundings = surroundings, .frame = { settings, zone } };
  g_autoptr (EdPrivacyPreview) answer = NULL;

  if (surroundings == NULL)
    return NULL;
  preview.today = ed_zone_date (zone, now);
  answer = begin (&preview, settings);
  if (ed_reading_all (db, "case", &ed_case_type, case_members, add_case, &preview, error)
      && ed_reading_all (db, "request", &ed_request_type, NULL, add_request, &preview, error)
      && add_rows (&preview, db, ED_RETENTION_MAILS, ed_mails_count_ended, error)
      && add_rows (&preview, db, ED_RETENTION_AUDIT, ed_audit_count_before, error))
    return g_steal_pointer (&answer);
  return NULL;
}
