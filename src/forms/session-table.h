/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/sheet.h"

/* The table of sessions: one row each of SESSIONS (EdLoggedSession), growing with what is written
 * in it and going on over the page's end, then empty rows until there are ROWS. IS_BY_HAND leaves
 * place in each for what is missing, and grows them to the end of the page where that is near, or
 * FILLS_PAGE. Texts: sessions, sessions.… of the form. */
void ed_session_table_draw (EdSheet *sheet,
                            const GPtrArray *sessions,
                            guint rows,
                            gboolean is_by_hand,
                            gboolean fills_page);
