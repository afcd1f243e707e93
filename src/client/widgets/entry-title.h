/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* The title of ROW is on several lines where there is no room for one: it is what the user is
 * asked for, and libadwaita would cut it. Once, when ROW is made. */
void ed_entry_title_wrap (AdwEntryRow *row);

/* The same for the titles of the groups (of AdwPreferencesGroup) in WITHIN. */
void ed_group_titles_wrap (GtkWidget *within);
