/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

#include <adwaita.h>

/* Asks why a session is deleted, the reasons as a list. Signal "confirmed" (EdSessionReason as
 * uint). Modal. */
#define ED_TYPE_DELETE_DIALOG (ed_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdDeleteDialog, ed_delete_dialog, ED, DELETE_DIALOG, AdwMessageDialog)

/* NUMBER: of the session, from 1. */
GtkWidget *ed_delete_dialog_new (GtkWindow *parent, guint number, const EdSession *session);
