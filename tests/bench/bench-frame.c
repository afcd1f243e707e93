/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the start of the program to the first painted frame: `bench-frame hello` opens a bare window
 * with a label. Prints milliseconds on stdout and ends; the desktop program does the same for its
 * signed-in window with --first-frame. */

#include <gtk/gtk.h>

static gint64 started;

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  g_print ("%.1f\n", (double) (g_get_monotonic_time () - started) / 1000);
  g_application_quit (G_APPLICATION (data));
}

static void
on_activate (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Hello"));
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window),
                    "after-paint",
                    G_CALLBACK (on_painted),
                    application);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  started = g_get_monotonic_time ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
