/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "New case": the intake form with "Save", "Save and assign" and "Discard draft". What is entered
 * stays until it is saved or discarded, and comes back when either is undone. Actions:
 * new-case.save, new-case.save-and-assign, new-case.discard. */
#define ED_TYPE_NEW_CASE_PAGE (ed_new_case_page_get_type ())
G_DECLARE_FINAL_TYPE (EdNewCasePage, ed_new_case_page, ED, NEW_CASE_PAGE, GtkWidget)

GtkWidget *ed_new_case_page_new (EdDesk *desk);
