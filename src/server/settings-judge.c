/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on the organisation's settings. */

#include "domain/settings-rules.h"
#include "server/api-state.h"
#include "server/judge.h"
#include "server/projection.h"
#include "server/settings-keeper.h"
#include "server/zone.h"

/* The zone is told to the desktops by its changes of offset; *UNKNOWN where this machine does not
 * know it. NEXT has its former name still. */
static void
describe_zone (const EdBatch *batch, const EdCommand *command, EdSettings *next, gboolean *unknown)
{
  g_autofree char *former = g_strdup (next->zone);
  const char *zone = ed_settings_new_zone (command);

  *unknown = zone != NULL && !ed_zone_describe (next, zone, batch->now, NULL);
  if (*unknown)
    return;
  g_free (next->zone);
  next->zone = g_steal_pointer (&former);
}

gboolean
ed_judge_settings (EdBatch *batch,
                   const EdSender *sender,
                   EdEnvelope *envelope,
                   EdResult *result,
                   gint64 *at,
                   GError **error)
{
  EdApi *api = batch->api;
  EdSettingsCircumstances circumstances = { .roles = ed_account_roles (sender->account) };
  g_autoptr (EdSettings) next = ed_record_copy (&ed_settings_type, api->settings);
  EdRefusal refusal;

  describe_zone (batch, envelope->command, next, &circumstances.zone_unknown);
  if (!ed_settings_apply (next, envelope->command, &circumstances, &refusal))
    return ed_judge_reject (result, &refusal);
  result->status = ED_RESULT_APPLIED;
  result->rev = api->settings_rev + 1;
  if (!ed_projection_write_settings (batch, next, result->rev, error)
      || !ed_settings_spread (batch, api->settings, next, error))
    return FALSE;
  ed_settings_take (api, g_steal_pointer (&next), result->rev);
  return TRUE;
}
