/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* The card "Messages" of a profile: the thread of its case, the latest ones first to be seen, and
 * the button that opens the composer (action "deed.message" of the profile). Property "item"
 * (EdCaseItem) and "rights" (EdRights). Reads by itself when the desk has changed; what has been
 * scrolled to counts as read on this device. */
#define ED_TYPE_MESSAGE_THREAD (ed_message_thread_get_type ())
G_DECLARE_FINAL_TYPE (EdMessageThread, ed_message_thread, ED, MESSAGE_THREAD, GtkWidget)

void ed_message_thread_set_desk (EdMessageThread *self, EdDesk *desk);
/* Scrolls to the latest message, with the focus on what answers it. */
void ed_message_thread_reveal (EdMessageThread *self);
