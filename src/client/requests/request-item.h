/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/outlook.h"
#include "client/requests/request-deeds.h"
#include "store/requests.h"

#include <glib-object.h>

/* A request as lists and its page hold it: the row as it is stored, what it is judged by, who reads
 * it, and now. Keeps its identity while its content is replaced; signal "changed" after each
 * replacement. */
#define ED_TYPE_REQUEST_ITEM (ed_request_item_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestItem, ed_request_item, ED, REQUEST_ITEM, GObject)

/* Takes ROW. The outlook's reader has ROLES. */
EdRequestItem *ed_request_item_new (EdRequestRow *row, EdOutlook *outlook, guint roles, gint64 now);
/* Takes ROW; NULL keeps the present one. OUTLOOK NULL keeps the present one. */
void
ed_request_item_update (EdRequestItem *self, EdRequestRow *row, EdOutlook *outlook, gint64 now);

const EdRequest *ed_request_item_request (EdRequestItem *self);
gint64 ed_request_item_row (EdRequestItem *self);
guint ed_request_item_pending (EdRequestItem *self);
/* Something new in its internal chat. */
gboolean ed_request_item_is_unread (EdRequestItem *self);
/* How many responses that came too late wait on it for the reader. */
guint ed_request_item_late (EdRequestItem *self);
const EdZone *ed_request_item_zone (EdRequestItem *self);
gint64 ed_request_item_now (EdRequestItem *self);
/* As whom the reader sees it. */
EdRequestAudience ed_request_item_audience (EdRequestItem *self);
EdRequestRights ed_request_item_rights (EdRequestItem *self);
const char *ed_request_item_reader (EdRequestItem *self);

/* For a widget with a property "item", as ed_case_item_hold(). */
void ed_request_item_hold (EdRequestItem **place, EdRequestItem *item, gpointer widget);
