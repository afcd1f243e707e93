/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/request-item.h"

#include <gtk/gtk.h>

/* A request in the overview: subject, who asks about which case, how it stands, and what can be
 * done. Properties "item" (EdRequestItem or NULL), "private" (boolean, of the window). */
#define ED_TYPE_REQUEST_BAR (ed_request_bar_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestBar, ed_request_bar, ED, REQUEST_BAR, GtkWidget)
