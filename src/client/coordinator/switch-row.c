/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/switch-row.h"

#include "client/resources.h"
#include "client/widgets/row-fold.h"

#include <glib/gi18n.h>

struct _EdSwitchRow
{
  AdwActionRow parent_instance;
  GtkSwitch *answer;
  const EdField *field;
};

static gboolean
ed_switch_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdSwitchRow *self = ED_SWITCH_ROW (row);

  ed_field_set_number (self->field, record, gtk_switch_get_active (self->answer) ? 1 : 0);
  return TRUE;
}

static void
ed_switch_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdSwitchRow *self = ED_SWITCH_ROW (row);

  gtk_switch_set_active (self->answer, ed_field_get_number (self->field, record) == 1);
}

static void
ed_switch_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_switch_row_read;
  iface->write = ed_switch_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdSwitchRow,
                               ed_switch_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_switch_row_input_row_init))

static void
ed_switch_row_class_init (EdSwitchRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/switch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSwitchRow, answer);
  gtk_widget_class_bind_template_callback (widget_class, ed_input_row_edited);
}

static void
ed_switch_row_init (EdSwitchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_row_fold (ADW_ACTION_ROW (self));
}

GtkWidget *
ed_switch_row_new (const EdField *field)
{
  EdSwitchRow *self = g_object_new (ED_TYPE_SWITCH_ROW, "title", _ (field->label), NULL);

  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label),
                                  -1);
  return GTK_WIDGET (self);
}
