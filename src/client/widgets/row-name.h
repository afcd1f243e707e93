/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What a screen reader says of ROW, which is or will be the child of a list item: its NAME, and
 * NOTE (or NULL) besides. GTK 4.12 and later stop at the item, which has no words of its own and,
 * in the oldest GTK that is supported, cannot be given any but behind its back. */
void ed_row_name (GtkWidget *row, const char *name, const char *note);
