/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/request-item.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* The internal chat of a request, with a composer of its own and a look of its own, so that nobody
 * takes it for the answer. What is written is kept until it is sent; what is on the screen has been
 * read. Source: article, "Internal chat". */
#define ED_TYPE_CHAT_CARD (ed_chat_card_get_type ())
G_DECLARE_FINAL_TYPE (EdChatCard, ed_chat_card, ED, CHAT_CARD, GtkWidget)

GtkWidget *ed_chat_card_new (EdDesk *desk, EdRequestItem *item);
/* The request has changed. */
void ed_chat_card_update (EdChatCard *self);
