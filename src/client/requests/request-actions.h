/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/request-item.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* What can be done to the request of a page, as the group of actions "request" on its widget:
 * assign, approve, return, hand-back, cancel, ask-again, share, revoke (string: document id). Each
 * is enabled as long as the reader's rights and the state let them; each asks first where something
 * is to be said, or is for good. */
#define ED_TYPE_REQUEST_ACTIONS (ed_request_actions_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestActions, ed_request_actions, ED, REQUEST_ACTIONS, GObject)

/* PAGE is held weakly. */
EdRequestActions *ed_request_actions_new (GtkWidget *page, EdDesk *desk, GCancellable *cancellable);
void ed_request_actions_set_item (EdRequestActions *self, EdRequestItem *item);
