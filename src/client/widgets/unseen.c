/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/unseen.h"

/* A window out of sight has no name on the bus of screen readers, and when one asks for a window
 * that has just gone, GTK (4.8 as 4.18) answers with the last there is, in sight or not: it would
 * end the program over the missing name. Any change of its state gives it a name again. */
static void
on_unmap (GtkWidget *window)
{
  gtk_widget_set_focusable (window, !gtk_widget_get_focusable (window));
}

void
ed_unseen_prepare (GtkWidget *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_signal_connect (window, "unmap", G_CALLBACK (on_unmap), NULL);
}
