/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/outbox-row.h"

#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/difference-box.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdOutboxRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdDifferenceBox *differences;
  EdOutboxItem *item;
  gboolean private;
};

enum
{
  PROP_ITEM = 1,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdOutboxRow, ed_outbox_row, GTK_TYPE_WIDGET)

static void
on_undo (EdOutboxRow *self)
{
  const char *ids[] = { ed_outbox_item_entry (self->item)->command->id, NULL };

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.undo", g_variant_new_strv (ids, -1));
}

static void
on_discard (EdOutboxRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "page.discard",
                              "s",
                              ed_outbox_item_entry (self->item)->command->id);
}

static void
on_redo (EdOutboxRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "page.redo",
                              "s",
                              ed_outbox_item_entry (self->item)->command->id);
}

static void
on_edit (EdOutboxRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "page.edit",
                              "s",
                              ed_outbox_item_entry (self->item)->command->id);
}

static void
on_open (EdOutboxRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              ed_outbox_item_action (self->item),
                              "s",
                              ed_outbox_item_entry (self->item)->command->target_id);
}

static void
set_item (EdOutboxRow *self, EdOutboxItem *item)
{
  g_autofree char *sentence = NULL;

  if (!g_set_object (&self->item, item))
    return;
  sentence = item == NULL ? g_strdup ("") : ed_outbox_sentence (ed_outbox_item_entry (item));
  ed_difference_box_show (self->differences,
                          item == NULL ? NULL : ed_outbox_item_differences (item));
  ed_row_name (GTK_WIDGET (self), sentence, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
ed_outbox_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdOutboxRow *self = ED_OUTBOX_ROW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_outbox_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdOutboxRow *self = ED_OUTBOX_ROW (object);

  if (id == PROP_ITEM)
    set_item (self, g_value_get_object (value));
  else
    self->private = g_value_get_boolean (value);
}

static void
ed_outbox_row_dispose (GObject *object)
{
  EdOutboxRow *self = ED_OUTBOX_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_OUTBOX_ROW);
  G_OBJECT_CLASS (ed_outbox_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "item_title", G_CALLBACK (ed_outbox_item_title) },
  { "item_detail", G_CALLBACK (ed_outbox_item_detail) },
  { "item_outcome", G_CALLBACK (ed_outbox_item_outcome) },
  { "item_icon", G_CALLBACK (ed_outbox_item_icon) },
  { "item_icon_classes", G_CALLBACK (ed_outbox_item_icon_classes) },
  { "can_undo", G_CALLBACK (ed_outbox_item_can_undo) },
  { "can_discard", G_CALLBACK (ed_outbox_item_can_discard) },
  { "can_redo", G_CALLBACK (ed_outbox_item_can_redo) },
  { "can_edit", G_CALLBACK (ed_outbox_item_can_edit) },
  { "can_open", G_CALLBACK (ed_outbox_item_can_open) },
  { "discard_label", G_CALLBACK (ed_outbox_item_discard_label) },
  { "redo_label", G_CALLBACK (ed_outbox_item_redo_label) },
};

static void
ed_outbox_row_class_init (EdOutboxRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_DIFFERENCE_BOX);
  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_outbox_row_dispose;
  object_class->get_property = ed_outbox_row_get_property;
  object_class->set_property = ed_outbox_row_set_property;
  properties[PROP_ITEM] = g_param_spec_object ("item",
                                               NULL,
                                               NULL,
                                               ED_TYPE_OUTBOX_ITEM,
                                               flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  ed_focus_row_class (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/outbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdOutboxRow, box);
  gtk_widget_class_bind_template_child (widget_class, EdOutboxRow, differences);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_discard);
  gtk_widget_class_bind_template_callback (widget_class, on_redo);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_outbox_row_init (EdOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}
