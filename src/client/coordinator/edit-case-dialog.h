/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* What was recorded of a case, to be put right: the intake form with what the case says. Only the
 * fields that are another then are changed, each from what was seen here. What cannot be stored is
 * said beside its field, and the dialog stays. Action edit-case.save.
 *
 * Property for its template: "trouble" (string). */
#define ED_TYPE_EDIT_CASE_DIALOG (ed_edit_case_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdEditCaseDialog, ed_edit_case_dialog, ED, EDIT_CASE_DIALOG, AdwWindow)

/* For CASE_ (copied), above the window of FROM. */
EdEditCaseDialog *ed_edit_case_dialog_open (GtkWidget *from, EdDesk *desk, const EdCase *case_);
/* The row of the field called NAME, for tests. */
GtkWidget *ed_edit_case_dialog_row (EdEditCaseDialog *self, const char *name);
