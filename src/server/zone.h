/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"

/* A time zone by name, as the changes of offset that travel with the settings (PROTOCOL 7.3). */

/* Fills SETTINGS' zone and transitions for NAME ("Europe/Budapest"), from 1970 to ten years after
 * NOW. FALSE and G_IO_ERROR_INVALID_ARGUMENT when this machine does not know the zone. */
gboolean ed_zone_describe (EdSettings *settings, const char *name, gint64 now, GError **error);
