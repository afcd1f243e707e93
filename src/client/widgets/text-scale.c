/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/text-scale.h"

#define ICON 16 /* pixels, beside text of normal size */

/* Of a monitor's height; panels and a title bar have the rest. */
#define MONITOR_PART 0.9

static double
get_scale (GtkSettings *settings)
{
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024.0) : 1.0;
}

double
ed_text_scale (GtkWidget *widget)
{
  return get_scale (gtk_widget_get_settings (widget));
}

void
ed_text_scale_window (GtkWindow *window, int width, int height)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  double scale = ed_text_scale (GTK_WIDGET (window));
  int wide = (int) (width * scale), high = height < 0 ? -1 : (int) (height * scale);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle area;

      gdk_monitor_get_geometry (monitor, &area);
      if (area.width <= 0 || area.height <= 0)
        continue;
      wide = MIN (wide, area.width);
      high = MIN (high, (int) (area.height * MONITOR_PART));
    }
  gtk_window_set_default_size (window, wide, high);
}

/* A dialog's title has to have room between "Cancel" and what the dialog does, an answer in its
 * button, and the title of an entry beside what it ends with: its pencil only says that one can
 * type here. */
static void
on_large (GtkSettings *settings, GParamSpec *property, gpointer provider)
{
  const char *css =
      "headerbar > windowhandle > box { padding-left: 3px; padding-right: 3px; }"
      "headerbar .title, headerbar .subtitle { padding-left: 4px; padding-right: 4px; }"
      "headerbar button.text-button { padding-left: 4px; padding-right: 4px; }"
      ".response-area button { padding-left: 4px; padding-right: 4px; }"
      "row.entry image.edit-icon { -gtk-icon-size: 1px; opacity: 0; }"
      "viewswitcher button label { font-size: 75%; }"
      "row.combo listview.inline label { font-size: 85%; }";

  gtk_css_provider_load_from_data (provider, get_scale (settings) >= ED_TEXT_LARGE ? css : "", -1);
}

static void
on_scale (GtkSettings *settings, GParamSpec *property, gpointer provider)
{
  int pixels = MAX (ICON, (int) (ICON * get_scale (settings)) / 4 * 4);
  g_autofree char *css = g_strdup_printf ("image { -gtk-icon-size: %dpx; }", pixels);

  gtk_css_provider_load_from_data (provider, css, -1);
}

static void
follow (GdkDisplay *display,
        void (*on_changed) (GtkSettings *settings, GParamSpec *property, gpointer provider),
        guint priority)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkSettings *settings = gtk_settings_get_for_display (display);

  on_changed (settings, NULL, provider);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), priority);
  g_signal_connect_object (settings,
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (on_changed),
                           provider,
                           G_CONNECT_DEFAULT);
}

/* Icons below the theme: what has a size of its own keeps it. */
void
ed_text_scale_follow (GdkDisplay *display)
{
  follow (display, on_scale, GTK_STYLE_PROVIDER_PRIORITY_FALLBACK);
  follow (display, on_large, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
