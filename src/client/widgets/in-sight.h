/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Scrolls the page around WIDGET, which has just appeared, until WIDGET is seen, its beginning
 * where it is longer than the page. The keyboard stays where it is. */
void ed_in_sight (GtkWidget *widget);
/* From now on what gets the focus in WINDOW is seen also in a row that is higher than its view of
 * many rows (GtkListView, GtkGridView), which scrolls to the row and no further. */
void ed_in_sight_keep (GtkWindow *window);
