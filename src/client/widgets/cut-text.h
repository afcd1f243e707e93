/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* From now on a label, in any window, that has no room for all its text shows it as a tooltip,
 * unless it or what it stands in has a tooltip of its own. Once, after GTK has been started. */
void ed_cut_text_reveal (void);
/* The whole text of a label of WIDGET that is cut short, at X and Y in WIDGET's coordinates; NULL:
 * there is none. Borrowed. */
const char *ed_cut_text_at (GtkWidget *widget, double x, double y);
