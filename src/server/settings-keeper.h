/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"
#include "server/batch.h"

/* The settings in force: those that were stored last, by whatever process. api->settings and
 * api->zone belong to whoever writes; other threads know the organisation's name only. */

/* What DB says, of revision *REV (which may be NULL), for a thread that does not write. NULL on
 * failure. */
EdSettings *ed_settings_load (EdApi *api, EdDb *db, gint64 *rev, GError **error);
/* Takes in force what the database says, where that is something else than before. */
gboolean ed_settings_refresh (EdApi *api, GError **error);
/* SETTINGS (taken), of revision REV, are in force. */
void ed_settings_take (EdApi *api, EdSettings *settings, gint64 rev);

/* What follows from a change of the settings: the cases are looked at anew, by and by. */
gboolean ed_settings_spread (EdBatch *batch,
                             const EdSettings *before,
                             const EdSettings *after,
                             GError **error);
