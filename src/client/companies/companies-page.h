/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The companies whose people are counselled. */
#define ED_TYPE_COMPANIES_PAGE (ed_companies_page_get_type ())
G_DECLARE_FINAL_TYPE (EdCompaniesPage, ed_companies_page, ED, COMPANIES_PAGE, GtkWidget)

GtkWidget *ed_companies_page_new (EdDesk *desk);
