/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/above.h"

#include "client/shell/window.h"

#define WATCHED "ed-lock-key"

static gboolean
lies_above (GtkWindow *window, GtkWindow *below)
{
  while (window != NULL && window != below)
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

/* Each may keep what was typed into it when it is asked to close; what stays is made to go. */
void
ed_above_close (GtkWindow *below)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (window == NULL || window == below || !lies_above (window, below))
        continue;
      gtk_window_set_focus (window, NULL);
      gtk_window_close (window);
      if (!gtk_widget_in_destruction (GTK_WIDGET (window))
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        gtk_window_destroy (window);
    }
}

/* --- the key --------------------------------------------------------------------------------- */

static gboolean
on_lock_key (GtkWidget *toplevel, GVariant *args, gpointer unused)
{
  GtkWindow *window = GTK_WINDOW (toplevel);

  while (window != NULL && !ED_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL && gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL);
}

static void
watch (GtkWidget *toplevel, const char *accelerator)
{
  GtkEventController *keys;

  if (ED_IS_WINDOW (toplevel) || g_object_get_data (G_OBJECT (toplevel), WATCHED) != NULL)
    return;
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accelerator),
                        gtk_callback_action_new (on_lock_key, NULL, NULL)));
  gtk_widget_add_controller (toplevel, keys);
  g_object_set_data (G_OBJECT (toplevel), WATCHED, keys);
}

static void
on_toplevels (GtkWindow *window, guint position, guint removed, guint added, GListModel *toplevels)
{
  const char *accelerator = g_object_get_data (G_OBJECT (window), WATCHED);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      watch (toplevel, accelerator);
    }
}

void
ed_above_lock_by (GtkWindow *window, const char *accelerator)
{
  g_object_set_data_full (G_OBJECT (window), WATCHED, g_strdup (accelerator), g_free);
  g_signal_connect_object (gtk_window_get_toplevels (),
                           "items-changed",
                           G_CALLBACK (on_toplevels),
                           window,
                           G_CONNECT_SWAPPED);
}
