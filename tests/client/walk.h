/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A person without a pointer goes once around a window by Tab, and back, and complains of what they
 * meet: a focus that is nowhere, out of sight, covered or without a name that a screen reader would
 * say; a ring that does not close; something to press that they cannot get to; something that is
 * off and does not say why. */

/* The sentences about all that WINDOW shows, each with where; empty: all is well. The focus is
 * where it was. */
GPtrArray *ed_walk_around (GtkWindow *window);
/* The same within POPOVER, which is open and takes the keys: the focus is in it, Tab goes round in
 * it. Afterwards the focus is anywhere in it. */
GPtrArray *ed_walk_around_popover (GtkPopover *popover);
/* Whether a screen reader has words for WIDGET, or for the control that it is a part of. */
gboolean ed_walk_has_name (GtkWidget *widget);
/* What WIDGET is and where, for a person who mends it. Free with g_free(). */
char *ed_walk_describe (GtkWidget *widget);
/* Lets WIDGET be laid out and drawn twice. */
void ed_walk_wait_drawn (GtkWidget *widget);
