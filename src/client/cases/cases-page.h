/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Cases in progress" and "Closed cases": case bars under filters and a search field, with
 * something to say when there are none. Widget action "page.search" opens the field. */
#define ED_TYPE_CASES_PAGE (ed_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (EdCasesPage, ed_cases_page, ED, CASES_PAGE, GtkWidget)

GtkWidget *ed_cases_page_new (EdDesk *desk, EdScope scope);
/* For the sidebar's tables. */
GtkWidget *ed_cases_page_new_in_progress (EdDesk *desk);
GtkWidget *ed_cases_page_new_closed (EdDesk *desk);
