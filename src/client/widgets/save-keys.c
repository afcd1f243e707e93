/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/save-keys.h"

void
ed_save_keys_add (GtkWidget *form, const char *action)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (
          gtk_shortcut_trigger_parse_string ("<Control>s|<Control>Return|<Control>KP_Enter"),
          gtk_named_action_new (action)));
  gtk_widget_add_controller (form, keys);
}
