/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/attend.h"

#include "client/widgets/text-scale.h"

static void
on_root (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
  gtk_window_destroy (window);
}

/* Not by "destroy-with-parent": a window that something still refers to would then keep a pointer
 * to a parent that is gone. */
void
ed_attend (GtkWindow *window, GtkWidget *from, int width, int height)
{
  GtkRoot *root = gtk_widget_get_root (from);
  double scale = ed_text_scale (GTK_WIDGET (window));
  int wide = (int) (width * scale);

  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (window, GTK_WINDOW (root));
      if (gtk_widget_get_width (GTK_WIDGET (root)) > 0)
        wide = MIN (wide, gtk_widget_get_width (GTK_WIDGET (root)));
    }
  gtk_window_set_default_size (window, wide, (int) (height * scale));
  g_signal_connect_object (from, "notify::root", G_CALLBACK (on_root), window, G_CONNECT_SWAPPED);
}
