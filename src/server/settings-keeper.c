/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/settings-keeper.h"

#include "server/api-state.h"
#include "server/archiving.h"
#include "server/document-table.h"
#include "server/due-table.h"
#include "server/retention.h"
#include "wire/record-json.h"

EdSettings *
ed_settings_load (EdApi *api, EdDb *db, gint64 *rev, GError **error)
{
  gint64 found = 0;
  gsize length;
  g_autofree char *text =
      ed_documents_load (db, "settings", api->organisation->id, &found, &length, error);

  if (rev != NULL)
    *rev = found;
  return text != NULL ? ed_record_from_json (&ed_settings_type,
                                             text,
                                             (gssize) length,
                                             ED_WIRE_LENIENT,
                                             error)
                      : NULL;
}

static gboolean
load (EdApi *api, GError **error)
{
  gint64 rev;
  EdSettings *settings = ed_settings_load (api, api->writer, &rev, error);

  if (settings == NULL)
    return FALSE;
  ed_settings_take (api, settings, rev);
  return TRUE;
}

gboolean
ed_settings_refresh (EdApi *api, GError **error)
{
  gint64 rev = ed_documents_rev (api->writer, "settings", api->organisation->id, error);

  return rev >= 0 && (rev == api->settings_rev || load (api, error));
}

void
ed_settings_take (EdApi *api, EdSettings *settings, gint64 rev)
{
  if (settings->organisation != NULL)
    ed_organisation_rename (api->organisation, settings->organisation);
  g_clear_pointer (&api->settings, ed_settings_free);
  g_clear_pointer (&api->zone, ed_zone_free);
  api->settings = settings;
  api->zone = ed_settings_make_zone (settings);
  api->settings_rev = rev;
  g_atomic_int_set (&api->coordinators_totp, settings->coordinators_totp == 1);
}

/* Whether a case may have another badge now. */
static gboolean
changes_badges (const EdSettings *before, const EdSettings *after)
{
  return before->contact_first_h != after->contact_first_h
         || before->contact_due_h != after->contact_due_h
         || before->crisis_first_h != after->crisis_first_h
         || before->crisis_due_h != after->crisis_due_h
         || before->session_due_days != after->session_due_days
         || before->closing_warn_months != after->closing_warn_months
         || before->closing_due_months != after->closing_due_months
         || g_strcmp0 (before->zone, after->zone) != 0;
}

gboolean
ed_settings_spread (EdBatch *batch,
                    const EdSettings *before,
                    const EdSettings *after,
                    GError **error)
{
  if (changes_badges (before, after) && !ed_dues_remind_all (batch->db, batch->now, error))
    return FALSE;
  if (!ed_retention_spread (batch, before, after, error)
      || !ed_archiving_spread (batch, before, after, error))
    return FALSE;
  /* The days of requests begin and end at other moments. */
  if (g_strcmp0 (before->zone, after->zone) != 0
      && !(ed_dues_hasten (batch->db, ED_DUE_REQUEST_REMINDER, batch->now, error)
           && ed_dues_hasten (batch->db, ED_DUE_REQUEST_EXPIRY, batch->now, error)))
    return FALSE;
  return ed_settings_contact_data_ms (before) == ed_settings_contact_data_ms (after)
         || ed_dues_hasten (batch->db, ED_DUE_CONTACT_DATA, batch->now, error);
}
