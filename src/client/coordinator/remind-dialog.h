/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* One message to the experts of several cases, into the thread of each. Cases that nobody works on
 * are left out, and it is said how many. What is done is said where it was opened from, with one
 * undo for all of it. Action remind.send.
 *
 * Properties for its template: "count-text", "summary", "left-out", "trouble" (strings). */
#define ED_TYPE_REMIND_DIALOG (ed_remind_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdRemindDialog, ed_remind_dialog, ED, REMIND_DIALOG, AdwWindow)

/* Whether its expert can be reminded of CASE_: somebody works on it. */
gboolean ed_remind_dialog_takes (const EdCase *case_);
/* For CASES (EdCase, copied), above the window of FROM. */
EdRemindDialog *ed_remind_dialog_open (GtkWidget *from, EdDesk *desk, const GPtrArray *cases);
