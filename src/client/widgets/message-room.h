/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What a message says, above its answers: as high as it is, and where that is more than a small
 * screen has, it scrolls, so that the answers below stay in sight. While it scrolls, Tab stops at
 * it, and the arrows read on. */
#define ED_TYPE_MESSAGE_ROOM (ed_message_room_get_type ())
G_DECLARE_FINAL_TYPE (EdMessageRoom, ed_message_room, ED, MESSAGE_ROOM, GtkWidget)

/* In the place of SAID, a child of BOX, which it takes. NAME: a label whose words are its name. */
void ed_message_room_wrap (GtkBox *box, GtkWidget *said, GtkWidget *name);
