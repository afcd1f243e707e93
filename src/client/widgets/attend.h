/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* WINDOW lies above the window that FROM is in, and closes when FROM leaves that one. */
void ed_attend (GtkWindow *window, GtkWidget *from);
