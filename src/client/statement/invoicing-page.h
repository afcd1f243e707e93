/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Invoicing": the experts' statements of a month for a coordinator, who sends, corrects and pays
 * them, and the fees that are agreed. Widget actions invoicing.send, .pay, .correct (s: statement),
 * .pay-many, .month (x: the date of its first day), .fee ((sx): account, type of case), .save-csv,
 * .save-xlsx. */
#define ED_TYPE_INVOICING_PAGE (ed_invoicing_page_get_type ())
G_DECLARE_FINAL_TYPE (EdInvoicingPage, ed_invoicing_page, ED, INVOICING_PAGE, GtkWidget)

/* For the sidebar's tables. */
GtkWidget *ed_invoicing_page_new (EdDesk *desk);
