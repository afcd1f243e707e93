/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/archiving.h"

#include "base/plant.h"
#include "server/api-state.h"
#include "server/audience.h"
#include "server/case-store.h"
#include "server/due-table.h"
#include "server/message-table.h"
#include "server/projection.h"
#include "server/surroundings.h"
#include "server/view-table.h"

#define AT_ONCE 500 /* in one transaction */

typedef struct
{
  EdBatch *batch;
  EdSurroundings *surroundings;
  gint64 today;
} Round;

static EdRetention
find_day (EdBatch *batch, const EdCase *case_, const EdCaseCompany *company)
{
  const EdRetentionFrame frame = { batch->api->settings, batch->api->zone };

  return ed_archive_of_case (case_, company, &frame);
}

static gboolean
look_on (EdBatch *batch, const char *id, gint64 date, GError **error)
{
  return ed_dues_set (batch->db,
                      ED_DUE_ARCHIVE,
                      id,
                      ed_zone_instant (batch->api->zone, date, 0),
                      error);
}

gboolean
ed_archiving_note_case (EdBatch *batch, const EdCase *case_, GError **error)
{
  const EdCaseCompany company = { 0 };
  EdRetention found = find_day (batch, case_, &company);

  return found.on == ED_ABSENT ? ed_dues_clear (batch->db, ED_DUE_ARCHIVE, case_->id, error)
                               : look_on (batch, case_->id, found.on, error);
}

gboolean
ed_archiving_spread (EdBatch *batch,
                     const EdSettings *before,
                     const EdSettings *after,
                     GError **error)
{
  return ed_archive_months (before) == ed_archive_months (after)
         || ed_dues_hasten (batch->db, ED_DUE_ARCHIVE, batch->now, error);
}

/* What stands to be seen, and what is seen, are made the same. */
static gboolean
move (EdBatch *batch, const EdCase *case_, gint64 rev, gboolean is_archived, GError **error)
{
  g_auto (GStrv) messages = NULL;
  gboolean is_shown;

  if (!ed_views_has (batch->db, ED_AUDIENCE_OF_STAFF, "case", case_->id, &is_shown, error))
    return FALSE;
  if (is_shown != is_archived)
    return TRUE;
  if (!is_archived)
    return ed_projection_show_case_to_staff (batch, case_, rev, error);
  if (ED_PLANT (archive_not_forgotten))
    return TRUE;
  messages = ed_messages_list_of_case (batch->db, case_->id, error);
  return messages != NULL
         && ed_projection_archive_case (batch, case_->id, (const char *const *) messages, error);
}

/* A case of the archive is looked at again when the setting has changed; one that is held back,
 * daily. */
static gboolean
work_on_case (gpointer data, const char *id, GError **error)
{
  Round *round = data;
  EdBatch *batch = round->batch;
  GError *local = NULL;
  gint64 rev = 0;
  g_autoptr (EdCase) case_ = ed_case_store_load (batch, id, &rev, &local);
  EdCaseCompany company;
  EdRetention found;
  gboolean is_due;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (case_ == NULL)
    return ed_dues_clear (batch->db, ED_DUE_ARCHIVE, id, error);
  company = ed_surroundings_of (round->surroundings, id);
  found = find_day (batch, case_, &company);
  if (found.on == ED_ABSENT)
    return ed_dues_clear (batch->db, ED_DUE_ARCHIVE, id, error);
  is_due = ed_retention_is_due (&found, round->today);
  return move (batch, case_, rev, is_due, error)
         && look_on (batch,
                     id,
                     is_due ? ed_date_new (2999, 1, 1) : MAX (found.on, round->today + 1),
                     error);
}

gboolean
ed_archiving_work (EdBatch *batch, GError **error)
{
  Round round = { .batch = batch, .today = ed_zone_date (batch->api->zone, batch->now) };
  g_auto (GStrv) first = ed_dues_list (batch->db, ED_DUE_ARCHIVE, batch->now, 1, error);
  gboolean done;

  if (first == NULL || first[0] == NULL)
    return first != NULL;
  round.surroundings = ed_surroundings_load (batch->db, error);
  done =
      round.surroundings != NULL
      && ed_dues_work (batch->db, ED_DUE_ARCHIVE, batch->now, AT_ONCE, work_on_case, &round, error);
  ed_surroundings_free (round.surroundings);
  return done;
}
