/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/drop-zone.h"

#include "client/documents/incoming-files.h"
#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdDropZone
{
  GtkWidget parent_instance;
  GtkOverlay *overlay;
  GtkDropTarget *target; /* the widget's own */
  gboolean accepting;
};

enum
{
  PROP_CHILD = 1,
  PROP_ACCEPTING,
  PROP_DROPPING,
  N_PROPS
};
enum
{
  DROPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdDropZone, ed_drop_zone, GTK_TYPE_WIDGET)

static void
on_current_drop (EdDropZone *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROPPING]);
}

static gboolean
on_drop (EdDropZone *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = ed_incoming_files_of (value);

  if (files == NULL)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, files);
  return TRUE;
}

static void
set_accepting (EdDropZone *self, gboolean accepting)
{
  self->accepting = accepting;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->target),
                                              accepting ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
}

static void
ed_drop_zone_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDropZone *self = ED_DROP_ZONE (object);

  if (id == PROP_CHILD)
    g_value_set_object (value, gtk_overlay_get_child (self->overlay));
  else if (id == PROP_ACCEPTING)
    g_value_set_boolean (value, self->accepting);
  else
    g_value_set_boolean (value,
                         self->target != NULL
                             && gtk_drop_target_get_current_drop (self->target) != NULL);
}

static void
ed_drop_zone_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdDropZone *self = ED_DROP_ZONE (object);

  if (id == PROP_CHILD)
    gtk_overlay_set_child (self->overlay, g_value_get_object (value));
  else
    set_accepting (self, g_value_get_boolean (value));
}

static void
ed_drop_zone_dispose (GObject *object)
{
  EdDropZone *self = ED_DROP_ZONE (object);

  self->target = NULL;
  g_clear_pointer ((GtkWidget **) &self->overlay, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_DROP_ZONE);
  G_OBJECT_CLASS (ed_drop_zone_parent_class)->dispose (object);
}

static void
ed_drop_zone_class_init (EdDropZoneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_drop_zone_dispose;
  object_class->get_property = ed_drop_zone_get_property;
  object_class->set_property = ed_drop_zone_set_property;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_ACCEPTING] = g_param_spec_boolean ("accepting", NULL, NULL, FALSE, flags);
  properties[PROP_DROPPING] = g_param_spec_boolean ("dropping",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[DROPPED] = g_signal_new ("dropped",
                                   ED_TYPE_DROP_ZONE,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_PTR_ARRAY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/drop-zone.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDropZone, overlay);
}

static void
ed_drop_zone_init (EdDropZone *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->target = ed_incoming_files_target ();
  set_accepting (self, FALSE);
  g_signal_connect_swapped (self->target,
                            "notify::current-drop",
                            G_CALLBACK (on_current_drop),
                            self);
  g_signal_connect_swapped (self->target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
}
