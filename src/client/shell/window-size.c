/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/window-size.h"

#include "client/shell/remembered.h"

/* A window with a data folder of its own, or one that is drawn for pictures, leaves nothing behind.
 */
static gboolean
is_remembered (GtkWindow *window)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));

  return application != NULL && ed_remembered_has ("window-width")
         && (g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE) == 0;
}

void
ed_window_size_remember (GtkWindow *window)
{
  GSettings *settings = ed_remembered ();
  int width, height;

  if (!is_remembered (window))
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", MAX (360, width));
  g_settings_set_int (settings, "window-height", MAX (360, height));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}

void
ed_window_size_recall (GtkWindow *window)
{
  GSettings *settings = ed_remembered ();

  if (!is_remembered (window))
    return;
  gtk_window_set_default_size (window,
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}
