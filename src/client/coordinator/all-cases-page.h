/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "All cases": the table of every case the coordinator may see, sorted by its headers, narrowed by
 * state, type and a text. Actions: page.search, page.show-all, all-cases.open and all-cases.assign
 * for the selected case. */
#define ED_TYPE_ALL_CASES_PAGE (ed_all_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (EdAllCasesPage, ed_all_cases_page, ED, ALL_CASES_PAGE, GtkWidget)

GtkWidget *ed_all_cases_page_new (EdDesk *desk);
