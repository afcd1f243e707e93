/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form-values.h"

#include <adwaita.h>

/* One session of a log: which it is, and, opened, what is to be written about it, by the rows that
 * are added to it. */
#define ED_TYPE_LOGGED_SESSION_ROW (ed_logged_session_row_get_type ())
G_DECLARE_FINAL_TYPE (EdLoggedSessionRow,
                      ed_logged_session_row,
                      ED,
                      LOGGED_SESSION_ROW,
                      AdwExpanderRow)

/* NUMBER from 1. */
GtkWidget *ed_logged_session_row_new (guint number);
/* Says when SESSION is or was, and what has been written about it. */
void ed_logged_session_row_show (EdLoggedSessionRow *self, const EdLoggedSession *session);
