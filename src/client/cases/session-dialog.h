/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <adwaita.h>

/* The pop-up for adding or editing a session: "Date of session", time and minutes, "Save". Signal
 * "saved" (date, time, minutes as int64; the last two ED_ABSENT where not given), after which it
 * closes. Modal. */
#define ED_TYPE_SESSION_DIALOG (ed_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdSessionDialog, ed_session_dialog, ED, SESSION_DIALOG, AdwWindow)

/* SESSION: the one to edit, or NULL for a new one. */
GtkWidget *ed_session_dialog_new (EdCaseItem *item, const EdSession *session);
