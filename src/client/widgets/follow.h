/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* From now on WIDGET's PROPERTY is that of the window around it, wherever the window has one of
 * that name (EdWindow: "folded", "private"). PROPERTY is static. By hand, as an expression cannot
 * name a type that a test's window is not, and in GTK 4.8 one that watches its own widget outlives
 * the widget's weak references, which GLib warns of. */
void ed_follow_window (GtkWidget *widget, const char *property);
