/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-views.h"

#include <gtk/gtk.h>

/* The popover with the views of the table of cases, and "Save view…". Which one the table begins
 * with is chosen there. Signals: "chosen" (uint: that view), "rename" (uint), "remove" (uint),
 * "save"; it is closed before each. */
#define ED_TYPE_VIEW_MENU (ed_view_menu_get_type ())
G_DECLARE_FINAL_TYPE (EdViewMenu, ed_view_menu, ED, VIEW_MENU, GtkPopover)

/* Once, before it is shown. */
void ed_view_menu_set_views (EdViewMenu *self, EdCaseViews *views);
/* The view that the table shows; G_MAXUINT: none of them. */
void ed_view_menu_set_chosen (EdViewMenu *self, guint chosen);
