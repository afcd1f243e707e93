/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Scrolls the page around WIDGET, which has just appeared, until WIDGET is seen, its beginning
 * where it is longer than the page. The keyboard stays where it is. */
void ed_in_sight (GtkWidget *widget);
