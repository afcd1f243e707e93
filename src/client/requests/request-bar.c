/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-bar.h"

#include "client/requests/request-texts.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdRequestBar
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *assign, *open;
  EdRequestItem *item;
  gboolean private;
};

enum
{
  PROP_ITEM = 1,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdRequestBar, ed_request_bar, GTK_TYPE_WIDGET)

static void
describe (EdRequestBar *self)
{
  g_autofree char *subject = ed_request_subject_text (NULL, self->item, self->private);
  GtkWidget *const named[] = { self->assign, self->open };

  if (self->open == NULL)
    return;
  ed_row_name (GTK_WIDGET (self), subject, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (named[i]),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subject,
                                    -1);
}

static void
activate (EdRequestBar *self, const char *action)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                action,
                                "s",
                                ed_request_item_request (self->item)->id);
}

static void
on_open (EdRequestBar *self)
{
  activate (self, "win.open-request");
}

static void
on_assign (EdRequestBar *self)
{
  activate (self, "requests.assign");
}

static void
ed_request_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdRequestBar *self = ED_REQUEST_BAR (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_request_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdRequestBar *self = ED_REQUEST_BAR (object);

  if (id == PROP_ITEM)
    ed_request_item_hold (&self->item, g_value_get_object (value), self);
  else if (self->private != g_value_get_boolean (value))
    {
      self->private = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
ed_request_bar_dispose (GObject *object)
{
  EdRequestBar *self = ED_REQUEST_BAR (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_REQUEST_BAR);
  G_OBJECT_CLASS (ed_request_bar_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "subject_text", G_CALLBACK (ed_request_subject_text) },
  { "caption_text", G_CALLBACK (ed_request_caption_text) },
  { "state_text", G_CALLBACK (ed_request_state_text) },
  { "state_icon", G_CALLBACK (ed_request_state_icon) },
  { "state_classes", G_CALLBACK (ed_request_state_classes) },
  { "has_badge", G_CALLBACK (ed_request_has_badge) },
  { "badge_text", G_CALLBACK (ed_request_badge_text) },
  { "badge_icon", G_CALLBACK (ed_request_badge_icon) },
  { "badge_classes", G_CALLBACK (ed_request_badge_classes) },
  { "is_urgent", G_CALLBACK (ed_request_is_urgent) },
  { "is_pending", G_CALLBACK (ed_request_is_pending) },
  { "has_news", G_CALLBACK (ed_request_has_news) },
  { "needs_expert", G_CALLBACK (ed_request_needs_expert) },
};

static void
ed_request_bar_class_init (EdRequestBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_request_bar_dispose;
  object_class->get_property = ed_request_bar_get_property;
  object_class->set_property = ed_request_bar_set_property;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ED_TYPE_REQUEST_ITEM, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  ed_focus_row_class (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "requests/request-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EdRequestBar, box);
  gtk_widget_class_bind_template_child (widget_class, EdRequestBar, assign);
  gtk_widget_class_bind_template_child (widget_class, EdRequestBar, open);
  gtk_widget_class_bind_template_callback (widget_class, on_assign);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

/* A grid of one column is a list to whoever cannot see it. */
static void
on_parent_changed (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (parent))
             == GTK_ACCESSIBLE_ROLE_GRID_CELL)
    g_object_set (parent, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
}

static void
ed_request_bar_init (EdRequestBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::parent", G_CALLBACK (on_parent_changed), NULL);
  g_signal_connect (self, "notify", G_CALLBACK (describe), NULL);
  ed_follow_window (GTK_WIDGET (self), "private");
}
