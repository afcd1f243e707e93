/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/view-menu.h"

#include <gtk/gtk.h>

/* Above the table of cases: the menu of views and, as chips, what the table is narrowed to. Chips
 * of one kind exclude each other. Signal "changed": the user has pressed one. */
#define ED_TYPE_FILTER_BAR (ed_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (EdFilterBar, ed_filter_bar, ED, FILTER_BAR, GtkWidget)

EdCaseFilter ed_filter_bar_filter (EdFilterBar *self);
/* No signal. */
void ed_filter_bar_set_filter (EdFilterBar *self, const EdCaseFilter *filter);
EdViewMenu *ed_filter_bar_menu (EdFilterBar *self);
/* What the button of the menu says. */
void ed_filter_bar_set_title (EdFilterBar *self, const char *title);
