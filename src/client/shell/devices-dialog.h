/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <adwaita.h>

/* The computers that an account has signed in on, as the server knows them, with "Revoke" beside
 * each but this one. Modal. */
#define ED_TYPE_DEVICES_DIALOG (ed_devices_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdDevicesDialog, ed_devices_dialog, ED, DEVICES_DIALOG, AdwWindow)

/* ACCOUNT: whose; NULL: the reader's own. */
GtkWidget *ed_devices_dialog_new (EdDesk *desk, const EdAccount *account);
