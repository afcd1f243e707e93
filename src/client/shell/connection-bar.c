/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/connection-bar.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdConnectionBar
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdDesk *desk;
};

enum
{
  PROP_DESK = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdConnectionBar, ed_connection_bar, GTK_TYPE_WIDGET)

static void
ed_connection_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_CONNECTION_BAR (object)->desk);
}

static void
ed_connection_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (g_set_object (&ED_CONNECTION_BAR (object)->desk, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
ed_connection_bar_dispose (GObject *object)
{
  EdConnectionBar *self = ED_CONNECTION_BAR (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CONNECTION_BAR);
  G_OBJECT_CLASS (ed_connection_bar_parent_class)->dispose (object);
}

static void
ed_connection_bar_class_init (EdConnectionBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_connection_bar_dispose;
  object_class->get_property = ed_connection_bar_get_property;
  object_class->set_property = ed_connection_bar_set_property;
  properties[PROP_DESK] =
      g_param_spec_object ("desk",
                           NULL,
                           NULL,
                           ED_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/connection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EdConnectionBar, box);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "format_connection",
                                                G_CALLBACK (ed_closure_connection));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "connection_class",
                                                G_CALLBACK (ed_closure_connection_class));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "fraction",
                                                G_CALLBACK (ed_closure_fraction));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_positive",
                                                G_CALLBACK (ed_closure_is_positive));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_sign_in",
                                                G_CALLBACK (ed_closure_is_sign_in));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "trouble_sentence",
                                                G_CALLBACK (ed_closure_trouble));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_offline",
                                                G_CALLBACK (ed_closure_is_offline));
}

static void
ed_connection_bar_init (EdConnectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
