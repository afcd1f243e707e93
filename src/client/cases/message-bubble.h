/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/message-entry.h"

#include <gtk/gtk.h>

/* A row of a thread: who wrote when, the text, and what can still be done about it. Long texts are
 * folded until the reader opens them; in privacy mode a text shows under the pointer only. */
#define ED_TYPE_MESSAGE_BUBBLE (ed_message_bubble_get_type ())
G_DECLARE_FINAL_TYPE (EdMessageBubble, ed_message_bubble, ED, MESSAGE_BUBBLE, GtkListBoxRow)

GtkWidget *ed_message_bubble_new (EdMessageEntry *entry);
