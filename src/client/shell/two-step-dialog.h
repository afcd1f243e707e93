/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* "Two-step sign-in": setting the second factor up (password, QR code, first code, recovery codes),
 * how it stands, new recovery codes, turning it off. Everything needs the server, and says so where
 * it is out of reach. */
#define ED_TYPE_TWO_STEP_DIALOG (ed_two_step_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdTwoStepDialog, ed_two_step_dialog, ED, TWO_STEP_DIALOG, AdwWindow)

/* Holds DESK while it is open. */
GtkWidget *ed_two_step_dialog_new (EdDesk *desk);
