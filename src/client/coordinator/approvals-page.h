/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Approvals": closings, unreachable clients and asks for more sessions that wait for a
 * coordinator, one after the other: the list, and beside it what the decision rests on. The next
 * and the previous one by J and K, Alt+Down and Alt+Up; Ctrl+Return approves, Ctrl+Shift+Return
 * returns; what is settled leaves, and the one behind it is next. Stops asking the desk when it is
 * disposed of. */
#define ED_TYPE_APPROVALS_PAGE (ed_approvals_page_get_type ())
G_DECLARE_FINAL_TYPE (EdApprovalsPage, ed_approvals_page, ED, APPROVALS_PAGE, GtkWidget)

GtkWidget *ed_approvals_page_new (EdDesk *desk);
