/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Looks for what there is of a client, lets the reader pick what is theirs, saves it as one file,
 * and erases it. Emits "done" when the server has something new in its log. */
#define ED_TYPE_CLIENT_FINDER (ed_client_finder_get_type ())
G_DECLARE_FINAL_TYPE (EdClientFinder, ed_client_finder, ED, CLIENT_FINDER, GtkWidget)

void ed_client_finder_set_desk (EdClientFinder *self, EdDesk *desk);
