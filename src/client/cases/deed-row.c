/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/deed-row.h"

#include "client/cases/deed-texts.h"
#include "client/resources.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"

struct _EdDeedRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdCaseItem *item;
  guint deed;
  guint rights;
};

enum
{
  PROP_ITEM = 1,
  PROP_DEED,
  PROP_RIGHTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDeedRow, ed_deed_row, GTK_TYPE_WIDGET)

static void
ed_deed_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDeedRow *self = ED_DEED_ROW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_uint (value, id == PROP_DEED ? self->deed : self->rights);
}

static void
ed_deed_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdDeedRow *self = ED_DEED_ROW (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else if (id == PROP_DEED)
    self->deed = g_value_get_uint (value);
  else
    self->rights = g_value_get_uint (value);
}

static void
ed_deed_row_dispose (GObject *object)
{
  EdDeedRow *self = ED_DEED_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_DEED_ROW);
  G_OBJECT_CLASS (ed_deed_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "deed_is_shown", G_CALLBACK (ed_deed_is_shown) }, { "deed_label", G_CALLBACK (ed_deed_label) },
  { "deed_action", G_CALLBACK (ed_deed_action) },     { "deed_text", G_CALLBACK (ed_deed_text) },
  { "deed_classes", G_CALLBACK (ed_deed_classes) },
};

static void
ed_deed_row_class_init (EdDeedRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  object_class->dispose = ed_deed_row_dispose;
  object_class->get_property = ed_deed_row_get_property;
  object_class->set_property = ed_deed_row_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DEED] =
      g_param_spec_uint ("deed", NULL, NULL, 0, ED_N_DEEDS - 1, ED_DEED_CLOSE, flags);
  properties[PROP_RIGHTS] = g_param_spec_uint ("rights", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/deed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDeedRow, box);
  gtk_widget_class_bind_template_callback (widget_class, ed_button_wrap);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_deed_row_init (EdDeedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
