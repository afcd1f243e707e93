/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* A question that is answered by yes or no; no until said otherwise. */
#define ED_TYPE_SWITCH_ROW (ed_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (EdSwitchRow, ed_switch_row, ED, SWITCH_ROW, AdwActionRow)

GtkWidget *ed_switch_row_new (const EdField *field);
