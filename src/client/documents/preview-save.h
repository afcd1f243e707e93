/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Asks where to save BYTES, a file that is called NAME, and does; says in a toast around FROM what
 * came of it. ASKED (NULL: nobody) becomes a weak pointer to what asks. */
void
ed_preview_save (GtkWidget *from, const char *name, GBytes *bytes, GtkFileChooserNative **asked);

/* Writes BYTES to FILE and says so. */
void ed_preview_save_to (GtkWidget *from, GFile *file, GBytes *bytes);
