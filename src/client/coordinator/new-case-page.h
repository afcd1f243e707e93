/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "New case": the intake form with "Save", "Save and assign" and "Discard draft". What is entered
 * stays until it is saved or discarded, and comes back when either is undone. It is
 * kept as a draft and outlives the window; what was begun before is offered to be restored.
 *
 * Properties for its template: "trouble", "aside" (strings), "private" (boolean). Actions:
 * new-case.save, new-case.save-and-assign, new-case.discard; new-case.restore and new-case.drop the
 * draft that is offered; new-case.import: many from a file. */
#define ED_TYPE_NEW_CASE_PAGE (ed_new_case_page_get_type ())
G_DECLARE_FINAL_TYPE (EdNewCasePage, ed_new_case_page, ED, NEW_CASE_PAGE, GtkWidget)

GtkWidget *ed_new_case_page_new (EdDesk *desk);
