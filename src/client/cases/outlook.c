/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/outlook.h"

EdOutlook *
ed_outlook_new (const EdSettings *settings)
{
  return ed_outlook_new_for (settings, NULL);
}

EdOutlook *
ed_outlook_new_for (const EdSettings *settings, const char *reader)
{
  EdOutlook *self = g_rc_box_new (EdOutlook);

  self->settings = ed_record_copy (&ed_settings_type, settings);
  self->zone = ed_settings_make_zone (settings);
  self->reader = g_strdup (reader);
  self->judge = NULL;
  self->roles = 0;
  return self;
}

void
ed_outlook_set_judge (EdOutlook *self, const EdAccount *account)
{
  g_free (self->judge);
  self->judge = g_strdup (account->id);
  self->roles = ed_account_roles (account);
}

EdOutlook *
ed_outlook_ref (EdOutlook *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_outlook (EdOutlook *self)
{
  ed_settings_free (self->settings);
  ed_zone_free (self->zone);
  g_free (self->reader);
  g_free (self->judge);
}

void
ed_outlook_unref (EdOutlook *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) clear_outlook);
}
