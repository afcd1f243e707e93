/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the window on the sample cases and writes a picture of it: what one looks at while
 * designing.
 *
 *   tests/support/with-display build/tests/client/preview OUT.png [PAGE]
 *
 * or, to look at it by hand, with --stay;
 * with --width, --height, --dark, --scale PERCENT; PAGE as in win.show, "sign-in", or "case:261".
 */

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/shell/picture.h"
#include "client/shell/window.h"

static int width = 1160, height = 780, scale = 100;
static gboolean dark, stay, outbox;
static char *activate, *roles;
static char **arguments;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_INT, &scale, NULL, NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "outbox", 0, 0, G_OPTION_ARG_NONE, &outbox, NULL, NULL },
  { "stay", 0, 0, G_OPTION_ARG_NONE, &stay, NULL, NULL },
  { "activate", 0, 0, G_OPTION_ARG_STRING, &activate, NULL, NULL },
  { "role", 0, 0, G_OPTION_ARG_STRING, &roles, NULL, NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments, NULL, NULL },
  { NULL },
};

/* The topmost window: a dialog where one is open. */
static GtkWidget *
find_window (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (window) && (found == NULL || !ED_IS_WINDOW (window)))
        found = window;
    }
  return found;
}

static gboolean
on_drawn (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!ed_picture_save (find_window (), arguments[0], &error))
    g_printerr ("%s\n", error->message);
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_opened (gpointer data)
{
  GtkWidget *window = GTK_WIDGET (gtk_application_get_active_window (data));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (activate != NULL)
    gtk_widget_activate_action (focus == NULL ? window : focus, activate, NULL);
  g_timeout_add (700, on_drawn, data);
  return G_SOURCE_REMOVE;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = ed_window_new (application);
  const char *page = arguments[1];

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                1024 * 96 * scale / 100,
                "gtk-enable-animations",
                FALSE,
                NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (page != NULL && g_strcmp0 (page, "sign-in") != 0)
    {
      EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);

      if (g_strcmp0 (roles, "coordinator") == 0)
        ed_fake_desk_set_roles (desk, ED_ROLE_COORDINATOR);
      ed_sample_cases_add (desk);
      ed_sample_experts_add (desk);
      if (outbox)
        ed_sample_outbox_add (desk);
      ed_window_enter (ED_WINDOW (window), desk);
      if (g_str_has_prefix (page, "case:"))
        ed_window_open_number (ED_WINDOW (window), g_ascii_strtoll (page + 5, NULL, 10));
      else
        ed_window_show (ED_WINDOW (window), page);
    }
  gtk_window_present (GTK_WINDOW (window));
  if (!stay)
    g_timeout_add (700, on_opened, application);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (AdwApplication) application = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || arguments == NULL)
    return 2;
  application = adw_application_new (ED_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
