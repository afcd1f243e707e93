/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* One request, as its reader sees it: question, documents and answers; the expert writes the
 * response there, a coordinator assigns, adjusts, approves or returns it, the sender shares, asks
 * again or cancels; experts and coordinators have their internal chat beside it. */
#define ED_TYPE_REQUEST_PAGE (ed_request_page_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestPage, ed_request_page, ED, REQUEST_PAGE, GtkWidget)

GtkWidget *ed_request_page_new (EdDesk *desk, const char *request_id);
