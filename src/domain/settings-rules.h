/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/refusal.h"
#include "domain/settings.h"

/* The rules of the organisation's settings. Pure: the same function runs on the desktop and on the
 * server. Administrators change them; everybody sees to it that they make sense together. */

/* Who commands, and what this machine knows of time zones. */
typedef struct
{
  guint roles;           /* EdRoles */
  gboolean zone_unknown; /* the zone that the command names is none here */
} EdSettingsCircumstances;

/* Applies COMMAND to SETTINGS (NULL: there are none). On refusal answers FALSE, fills REFUSAL and
 * leaves them as they were. The zone's transitions are the server's to write anew. */
gboolean ed_settings_apply (EdSettings *settings,
                            const EdCommand *command,
                            const EdSettingsCircumstances *circumstances,
                            EdRefusal *refusal);

/* The zone that COMMAND sets; NULL: none. */
const char *ed_settings_new_zone (const EdCommand *command);
