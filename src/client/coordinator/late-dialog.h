/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk-late.h"

#include <adwaita.h>

/* What came for a case or a request after it had been handed over, each beside what that says now,
 * to be accepted or discarded. Follows the desk; closes when nothing is left to settle. */
#define ED_TYPE_LATE_DIALOG (ed_late_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdLateDialog, ed_late_dialog, ED, LATE_DIALOG, AdwWindow)

/* Shown modal to the window of FROM, at once; FROM gets the toasts. */
GtkWidget *ed_late_dialog_open (GtkWidget *from, EdDesk *desk, EdTargetKind kind, const char *id);
