/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* WINDOW lies above the window that FROM is in, and closes when FROM leaves that one. It is WIDTH x
 * HEIGHT at first, in pixels at the normal text size, but no wider than the other. */
void ed_attend (GtkWindow *window, GtkWidget *from, int width, int height);
