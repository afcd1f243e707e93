/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Today": one queue of what needs a coordinator's decision, each with its action in place. The
 * next and the previous one by J and K, Alt+Down and Alt+Up; what is settled leaves, and the one
 * behind it is next. Stops asking the desk when it is disposed of. */
#define ED_TYPE_TODAY_PAGE (ed_today_page_get_type ())
G_DECLARE_FINAL_TYPE (EdTodayPage, ed_today_page, ED, TODAY_PAGE, GtkWidget)

GtkWidget *ed_today_page_new (EdDesk *desk);
