/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sync/desk.h"

/* Sends what was done just now before WINDOW, which is about to close, does; DESK may be NULL.
 * TRUE: there is something to send; the window stays, insensitive, and is closed once more when
 * that is done or has taken too long. What was not sent waits on this computer. */
gboolean ed_farewell_begin (GtkWindow *window, EdDesk *desk);
/* Hides WINDOW, an EdWindow, and leaves and destroys it when the event that asked for it has been
 * handled. */
void ed_farewell_end (GtkWindow *window);
