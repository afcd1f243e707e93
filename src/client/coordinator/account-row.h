/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/account-item.h"

#include <gtk/gtk.h>

/* An account in the list of experts, with a menu of what can be done with it: the actions
 * "experts.edit", "experts.invite", "experts.devices", "experts.reset-totp", "experts.suspend" and
 * "experts.resume" with the account's id. Property "item" (EdAccountItem). */
#define ED_TYPE_ACCOUNT_ROW (ed_account_row_get_type ())
G_DECLARE_FINAL_TYPE (EdAccountRow, ed_account_row, ED, ACCOUNT_ROW, GtkWidget)
