/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Statement": what the expert may invoice for a month, line by line, and apart from it what their
 * open cases would bring and what is missing there. Widget actions statement.accept, .dispute,
 * .save-csv, .save-pdf. */
#define ED_TYPE_STATEMENT_PAGE (ed_statement_page_get_type ())
G_DECLARE_FINAL_TYPE (EdStatementPage, ed_statement_page, ED, STATEMENT_PAGE, GtkWidget)

/* For the sidebar's tables. */
GtkWidget *ed_statement_page_new (EdDesk *desk);
