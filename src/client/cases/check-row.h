/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* One condition of closing: a tick, or what is still to do and the button that does it. Properties
 * "item" (EdCaseItem), "check" (uint, of EdChecks), "editable" (boolean: buttons are there). Used
 * as the child of a list row; its button gives the profile's action. */
#define ED_TYPE_CHECK_ROW (ed_check_row_get_type ())
G_DECLARE_FINAL_TYPE (EdCheckRow, ed_check_row, ED, CHECK_ROW, GtkWidget)
