/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"
#include "client/settings/setting.h"

/* A setting: what it is called, what it does, and its value; holds one field of EdSettings, of
 * "opening" one day. */
#define ED_TYPE_SETTING_ROW (ed_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (EdSettingRow, ed_setting_row, ED, SETTING_ROW, AdwActionRow)

/* SETTING is static; CURRENCY is of amounts. */
GtkWidget *ed_setting_row_new (const EdSetting *setting, const char *currency);
/* Whether the value can only be looked at. */
void ed_setting_row_set_read_only (EdSettingRow *self, gboolean read_only);
