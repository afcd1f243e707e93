/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What keys do, and the keys. Properties: "keys" (string, accelerators, separated by spaces;
 * "<Alt>1...9" are nine) or "keys-of" (string, detailed name of an action of the application's). */
#define ED_TYPE_SHORTCUT_ROW (ed_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (EdShortcutRow, ed_shortcut_row, ED, SHORTCUT_ROW, AdwPreferencesRow)

/* Shows the keys. Once. */
void ed_shortcut_row_show (EdShortcutRow *self, GtkApplication *application);
