/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The windows that lie above another: its dialogs, and theirs. */

/* Asks them to close, and makes them where they stay. */
void ed_above_close (GtkWindow *below);
/* ACCELERATOR locks WINDOW (an EdWindow) from those too that are opened from now on: they are
 * modal, and its own keys do not reach them. What handles the key itself, as GTK's file chooser,
 * keeps it. */
void ed_above_lock_by (GtkWindow *window, const char *accelerator);
