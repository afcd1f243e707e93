/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Titles of the header bars in WITHIN are on several lines where there is no room for one: what a
 * page or dialog is about is read first, and libadwaita would cut it. Once, when they are made. */
void ed_header_titles_wrap (GtkWidget *within);
/* From now on the same for every window, as soon as it is about to be shown. Once, after GTK has
 * been started. */
void ed_header_titles_follow (void);
