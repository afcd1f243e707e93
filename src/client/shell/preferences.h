/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What one person wants of the program on this machine: language, notifications and quiet hours,
 * privacy, drawing. Every row is a key of the settings schema and takes effect, or says when it
 * will. Of no account: it can be opened before anybody signs in. */
#define ED_TYPE_PREFERENCES (ed_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EdPreferences, ed_preferences, ED, PREFERENCES, AdwPreferencesWindow)

GtkWidget *ed_preferences_new (void);
