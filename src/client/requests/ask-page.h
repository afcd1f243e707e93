/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Where a case manager asks: a new request, another question about one that was answered, or more
 * documents for one that is in work. What is written is kept as a draft until it is sent; files are
 * chosen for it and go with it. */
#define ED_TYPE_ASK_PAGE (ed_ask_page_get_type ())
G_DECLARE_FINAL_TYPE (EdAskPage, ed_ask_page, ED, ASK_PAGE, GtkWidget)

/* A place of the sidebar. */
GtkWidget *ed_ask_page_new (EdDesk *desk);
/* Pages above the list; REQUEST_ID: of the request. */
GtkWidget *ed_ask_page_new_again (EdDesk *desk, const char *request_id);
GtkWidget *ed_ask_page_new_share (EdDesk *desk, const char *request_id);
