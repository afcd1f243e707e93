/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* Another password. After the first sign-in it offers "Choose your own password" or "Keep the one
 * from the e-mail" (guide, "Creating an account"); later it asks for the present one. Signal
 * "changed" (a sentence that says what was done), after which it closes. Modal. */
#define ED_TYPE_PASSWORD_DIALOG (ed_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdPasswordDialog, ed_password_dialog, ED, PASSWORD_DIALOG, AdwWindow)

/* ISSUED: the password from the e-mail that was just signed in with, or NULL. */
GtkWidget *ed_password_dialog_new (EdDesk *desk, const char *issued);
