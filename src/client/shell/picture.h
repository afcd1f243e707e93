/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Draws WINDOW as it is on the screen now into the PNG file PATH. It must be mapped. Fails with
 * G_IO_ERROR_BUSY where something in it has just changed its size: after the next frame it can. */
gboolean ed_picture_save (GtkWidget *window, const char *path, GError **error);
