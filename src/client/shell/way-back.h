/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Where in PAGES the focus of WINDOW is, for when what is about to lie above them has gone; nothing
 * where it is elsewhere. */
void ed_way_back_remember (GtkWindow *window, GtkWidget *pages);
/* Another page is shown: forgets it. */
void ed_way_back_forget (GtkWindow *window);
/* Goes there: to the same row, wherever the list has put it meanwhile, or to the nearest where it
 * has gone. FALSE: nothing is remembered that can take the focus. */
gboolean ed_way_back_go (GtkWindow *window);
/* Puts the focus where PAGE begins; while it has nothing that takes it, on ENTRY. Either may be
 * NULL. */
void ed_way_in (GtkWidget *page, GtkWidget *entry);
