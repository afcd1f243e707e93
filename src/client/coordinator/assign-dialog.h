/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request.h"
#include "sync/desk.h"

#include <adwaita.h>

/* The choice of an expert for one case: those who can take it first, best first; the others dimmed,
 * each with the reason. "Assign" gives the command and closes the dialog.
 *
 * Signals: "assigned" (string command id, string name of the expert), "given-up" when it is closed
 * without assigning. */
#define ED_TYPE_ASSIGN_DIALOG (ed_assign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdAssignDialog, ed_assign_dialog, ED, ASSIGN_DIALOG, AdwWindow)

/* Copies CASE_. Shown modal to the window of FROM, at once. */
EdAssignDialog *ed_assign_dialog_open (GtkWidget *from, EdDesk *desk, const EdCase *case_);
/* The same for a request: who was wished for stands first. */
EdAssignDialog *
ed_assign_dialog_open_request (GtkWidget *from, EdDesk *desk, const EdRequest *request);
/* A toast of FROM's window says to whom it was assigned, and takes it back. */
void ed_assign_dialog_tell (EdAssignDialog *self, GtkWidget *from);
/* The candidates as they are ranked and narrowed by the search: EdExpertChoice, for tests. */
GListModel *ed_assign_dialog_candidates (EdAssignDialog *self);
