/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/follow.h"

static void
free_binding (gpointer binding)
{
  g_binding_unbind (binding);
  g_object_unref (binding);
}

static void
on_root_changed (GtkWidget *widget, GParamSpec *pspec, gpointer property)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GBinding *binding = NULL;

  if (root != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (root), property) != NULL)
    binding = g_object_ref (
        g_object_bind_property (root, property, widget, property, G_BINDING_SYNC_CREATE));
  g_object_set_data_full (G_OBJECT (widget),
                          property,
                          binding,
                          binding == NULL ? NULL : free_binding);
}

void
ed_follow_window (GtkWidget *widget, const char *property)
{
  g_signal_connect (widget, "notify::root", G_CALLBACK (on_root_changed), (gpointer) property);
  on_root_changed (widget, NULL, (gpointer) property);
}
