/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/request-item.h"
#include "sync/desk.h"

#include <gio/gio.h>

/* A list model over an array of row numbers: items (EdRequestItem) are read in pages when they are
 * asked for, and pages used least recently are dropped, so that a hundred thousand requests start
 * like a hundred. Main thread only. */
#define ED_TYPE_REQUEST_LIST (ed_request_list_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestList, ed_request_list, ED, REQUEST_LIST, GObject)

EdRequestList *ed_request_list_new (EdDesk *desk);
/* Nothing is read any more. */
void ed_request_list_stop (EdRequestList *self);
/* Replaces the content by ROWS (gint64), telling only of what differs; what stays is read again. */
void ed_request_list_set_rows (EdRequestList *self, const GArray *rows);
