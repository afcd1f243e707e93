/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* How the server and this machine stand, at the foot of the sidebar: a dot, the sentence, the
 * progress of a first sync, and the button that helps. Property "desk". */
#define ED_TYPE_CONNECTION_BAR (ed_connection_bar_get_type ())
G_DECLARE_FINAL_TYPE (EdConnectionBar, ed_connection_bar, ED, CONNECTION_BAR, GtkWidget)
