/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* The window that says which keys do what. */
#define ED_TYPE_SHORTCUTS (ed_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (EdShortcuts, ed_shortcuts, ED, SHORTCUTS, AdwPreferencesWindow)

/* With the keys that are of use to who has ROLES (0: nobody has signed in); where a row names an
 * action, with those that APPLICATION has for it. Made when asked for: a window that waits unseen
 * is one that GTK 4.8 stumbles over when a screen reader counts the windows. */
GtkWidget *ed_shortcuts_new (GtkApplication *application, guint roles);
