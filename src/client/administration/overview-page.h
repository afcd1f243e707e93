/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Where administrators begin: who has an account, what about them should be seen to, and where the
 * rest of their work is. Of cases it knows nothing, as they do not. */
#define ED_TYPE_OVERVIEW_PAGE (ed_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (EdOverviewPage, ed_overview_page, ED, OVERVIEW_PAGE, GtkWidget)

GtkWidget *ed_overview_page_new (EdDesk *desk);
