/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* One case in a list: type, title, progress, badge, "Select". Property "item" (EdCaseItem);
 * "private" (boolean: names are dots) follows the window. Opens the case by win.open-case. */
#define ED_TYPE_CASE_BAR (ed_case_bar_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseBar, ed_case_bar, ED, CASE_BAR, GtkWidget)
