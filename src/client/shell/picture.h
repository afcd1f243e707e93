/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Draws WINDOW as it is on the screen now into the PNG file PATH. It must be mapped. */
gboolean ed_picture_save (GtkWidget *window, const char *path, GError **error);
