/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The request overview, for all roles: everything that the reader sees, filtered by search, status,
 * sender, recipient and "Assigned to me" together. What was chosen is remembered for the account,
 * with what else it keeps encrypted on this machine. Source: article, "Request overview". */
#define ED_TYPE_REQUESTS_PAGE (ed_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestsPage, ed_requests_page, ED, REQUESTS_PAGE, GtkWidget)

GtkWidget *ed_requests_page_new (EdDesk *desk);
