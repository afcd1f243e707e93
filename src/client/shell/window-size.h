/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The size of the window, kept from one start to the next in the program's settings. A program with
 * a data folder of its own, or one that draws pictures, keeps nothing. */
void ed_window_size_recall (GtkWindow *window);
void ed_window_size_remember (GtkWindow *window);
