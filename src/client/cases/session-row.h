/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/session-entry.h"

#include <gtk/gtk.h>

/* A session with its pencil and trash can, which give deed.edit-session and deed.delete-session (s:
 * its id). */
#define ED_TYPE_SESSION_ROW (ed_session_row_get_type ())
G_DECLARE_FINAL_TYPE (EdSessionRow, ed_session_row, ED, SESSION_ROW, GtkListBoxRow)

GtkWidget *ed_session_row_new (EdSessionEntry *entry);
