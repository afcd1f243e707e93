/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The page "Reports": figures of a company and a period from the server, drawn, printed and saved.
 * The last one can be read without a server. */
#define ED_TYPE_REPORT_PAGE (ed_report_page_get_type ())
G_DECLARE_FINAL_TYPE (EdReportPage, ed_report_page, ED, REPORT_PAGE, GtkWidget)

GtkWidget *ed_report_page_new (EdDesk *desk);
