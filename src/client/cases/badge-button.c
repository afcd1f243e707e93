/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/badge-button.h"

#include "client/cases/case-texts.h"
#include "client/cases/history.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/template.h"

struct _EdBadgeButton
{
  GtkWidget parent_instance;
  GtkWidget *button;
  GtkWidget *why; /* what it opens, and its sentences */
  GtkWidget *fact;
  GtkWidget *rule;
  GtkWidget *action;
  EdCaseItem *item;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdBadgeButton, ed_badge_button, GTK_TYPE_WIDGET)

static void
ed_badge_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_BADGE_BUTTON (object)->item);
}

static void
ed_badge_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ed_case_item_hold (&ED_BADGE_BUTTON (object)->item, g_value_get_object (value), object);
}

/* By hand: an expression that watches its own widget outlives the widget's weak references
 * (GTK 4.8). */
static void
update_visible (EdBadgeButton *self)
{
  gboolean has_badge = ed_case_has_badge (self, self->item);
  g_autofree char *text = has_badge ? ed_case_badge_text (self, self->item) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), has_badge);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text,
                                    -1);
}

static void
ed_badge_button_dispose (GObject *object)
{
  EdBadgeButton *self = ED_BADGE_BUTTON (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->button, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_BADGE_BUTTON);
  G_OBJECT_CLASS (ed_badge_button_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "badge_text", G_CALLBACK (ed_case_badge_text) },
  { "badge_icon", G_CALLBACK (ed_case_badge_icon) },
  { "badge_classes", G_CALLBACK (ed_case_badge_classes) },
  { "badge_fact", G_CALLBACK (ed_case_badge_fact) },
  { "badge_rule", G_CALLBACK (ed_case_badge_rule) },
  { "badge_action", G_CALLBACK (ed_case_badge_action) },
};

static void
ed_badge_button_class_init (EdBadgeButtonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_HISTORY);
  object_class->dispose = ed_badge_button_dispose;
  object_class->get_property = ed_badge_button_get_property;
  object_class->set_property = ed_badge_button_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_CASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/badge-button.ui");
  gtk_widget_class_bind_template_child (widget_class, EdBadgeButton, button);
  gtk_widget_class_bind_template_child (widget_class, EdBadgeButton, why);
  gtk_widget_class_bind_template_child (widget_class, EdBadgeButton, fact);
  gtk_widget_class_bind_template_child (widget_class, EdBadgeButton, rule);
  gtk_widget_class_bind_template_child (widget_class, EdBadgeButton, action);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_badge_button_init (EdBadgeButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What has opened has the focus, and is read. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->why),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->fact,
                                  NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->rule,
                                  self->action,
                                  NULL,
                                  -1);
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button)),
                            "map",
                            G_CALLBACK (gtk_widget_grab_focus),
                            self->why);
  g_signal_connect (self, "notify::item", G_CALLBACK (update_visible), NULL);
  update_visible (self);
}
