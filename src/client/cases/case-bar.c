/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-bar.h"

#include "client/cases/case-texts.h"
#include "client/cases/message-texts.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdCaseBar
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *select;
  EdCaseItem *item;
  gboolean private;
};

enum
{
  PROP_ITEM = 1,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdCaseBar, ed_case_bar, GTK_TYPE_WIDGET)

/* The item's content is new: whatever is computed from it is computed again. */
static void
on_item_changed (EdCaseBar *self)
{
  g_autofree char *title = ed_case_title_text (self, self->item);

  ed_row_name (GTK_WIDGET (self), title, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->select),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
set_item (EdCaseBar *self, EdCaseItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, on_item_changed, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item,
                             "changed",
                             G_CALLBACK (on_item_changed),
                             self,
                             G_CONNECT_SWAPPED);
  on_item_changed (self);
}

static void
on_select (EdCaseBar *self)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.open-case",
                                "s",
                                ed_case_item_case (self->item)->id);
}

static void
ed_case_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseBar *self = ED_CASE_BAR (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_case_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdCaseBar *self = ED_CASE_BAR (object);

  if (id == PROP_ITEM)
    {
      set_item (self, g_value_get_object (value));
      return;
    }
  if (self->private == g_value_get_boolean (value))
    return;
  self->private = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_case_bar_dispose (GObject *object)
{
  EdCaseBar *self = ED_CASE_BAR (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CASE_BAR);
  G_OBJECT_CLASS (ed_case_bar_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "bar_classes", G_CALLBACK (ed_case_bar_classes) },
  { "type_icon", G_CALLBACK (ed_case_type_icon) },
  { "type_classes", G_CALLBACK (ed_case_type_classes) },
  { "title_markup", G_CALLBACK (ed_case_title_markup) },
  { "progress_value", G_CALLBACK (ed_case_progress_value) },
  { "progress_text", G_CALLBACK (ed_case_progress_text) },
  { "is_crisis", G_CALLBACK (ed_case_is_crisis) },
  { "is_pending", G_CALLBACK (ed_case_is_pending) },
  { "has_mark", G_CALLBACK (ed_case_has_mark) },
  { "mark_text", G_CALLBACK (ed_case_mark_text) },
  { "has_badge", G_CALLBACK (ed_case_has_badge) },
  { "badge_text", G_CALLBACK (ed_case_badge_text) },
  { "badge_icon", G_CALLBACK (ed_case_badge_icon) },
  { "badge_classes", G_CALLBACK (ed_case_badge_classes) },
  { "badge_fact", G_CALLBACK (ed_case_badge_fact) },
};

static void
ed_case_bar_class_init (EdCaseBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_case_bar_dispose;
  object_class->get_property = ed_case_bar_get_property;
  object_class->set_property = ed_case_bar_set_property;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  ed_focus_row_class (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/case-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCaseBar, box);
  gtk_widget_class_bind_template_child (widget_class, EdCaseBar, select);
  gtk_widget_class_bind_template_callback (widget_class, on_select);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

/* A grid of one column (cases/cases-page.c) is a list to whoever cannot see it. */
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
ed_case_bar_init (EdCaseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::parent", G_CALLBACK (on_parent_changed), NULL);
  ed_follow_window (GTK_WIDGET (self), "private");
}
