/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* The choice of experts for several cases at once: spread by rank, or all for one, with a preview
 * of who gets what. What is done is said where it was opened from, with one undo for all of it;
 * where some cases were refused it stays open and says why. Action assign-many.do.
 *
 * Properties for its template: "count-text", "summary", "trouble" (strings). */
#define ED_TYPE_ASSIGN_MANY_DIALOG (ed_assign_many_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdAssignManyDialog, ed_assign_many_dialog, ED, ASSIGN_MANY_DIALOG, AdwWindow)

/* For CASES (EdCase, copied), above the window of FROM. */
EdAssignManyDialog *
ed_assign_many_dialog_open (GtkWidget *from, EdDesk *desk, const GPtrArray *cases);
/* For the cases that nobody has. */
EdAssignManyDialog *ed_assign_many_dialog_open_unassigned (GtkWidget *from, EdDesk *desk);

/* The cases (EdAssignItem), NULL until all is known; for tests. */
GListModel *ed_assign_many_dialog_items (EdAssignManyDialog *self);
/* 0: spread by rank; else the expert, from 1, by name. */
void ed_assign_many_dialog_choose (EdAssignManyDialog *self, guint whom);
