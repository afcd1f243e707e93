/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/reason.h"

#define KEY "ed-own-tooltip"

static gboolean
activates (GtkWidget *widget, gpointer action)
{
  return GTK_IS_ACTIONABLE (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_called (GtkWidget *widget, gpointer label)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
tell (GtkWidget *button, const char *why)
{
  const char *own = g_object_get_data (G_OBJECT (button), KEY);

  if (own == NULL)
    {
      own = gtk_widget_get_tooltip_text (button);
      own = own != NULL ? own : "";
      g_object_set_data_full (G_OBJECT (button), KEY, g_strdup (own), g_free);
    }
  gtk_widget_set_tooltip_text (button, why != NULL ? why : *own != '\0' ? own : NULL);
}

static void
tell_all (GtkWidget *widget,
          gboolean (*is_one) (GtkWidget *widget, gpointer data),
          gpointer data,
          const char *why)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (is_one (widget, data))
    tell (widget, why);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    tell_all (child, is_one, data, why);
}

void
ed_reason_set_action (GtkWidget *widget, const char *name, const char *why)
{
  gtk_widget_action_set_enabled (widget, name, why == NULL);
  tell_all (widget, activates, (gpointer) name, why);
}

void
ed_reason_set_response (AdwMessageDialog *dialog, const char *response, const char *why)
{
  adw_message_dialog_set_response_enabled (dialog, response, why == NULL);
  tell_all (GTK_WIDGET (dialog),
            is_called,
            (gpointer) adw_message_dialog_get_response_label (dialog, response),
            why);
}
