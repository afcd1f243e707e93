/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/money-row.h"

#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"

struct _EdMoneyRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *title;
  GtkLabel *note;
  GtkLabel *amount;
};

G_DEFINE_FINAL_TYPE (EdMoneyRow, ed_money_row, GTK_TYPE_LIST_BOX_ROW)

static void
ed_money_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_MONEY_ROW);
  G_OBJECT_CLASS (ed_money_row_parent_class)->dispose (object);
}

static void
ed_money_row_class_init (EdMoneyRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  G_OBJECT_CLASS (class)->dispose = ed_money_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/money-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMoneyRow, title);
  gtk_widget_class_bind_template_child (widget_class, EdMoneyRow, note);
  gtk_widget_class_bind_template_child (widget_class, EdMoneyRow, amount);
}

static void
ed_money_row_init (EdMoneyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_money_row_new (const char *title, const char *note, const char *amount, const char *case_id)
{
  EdMoneyRow *self = g_object_new (ED_TYPE_MONEY_ROW, NULL);
  g_autofree char *name = g_strjoin (", ", title, amount, *note != '\0' ? note : NULL, NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  gtk_label_set_label (self->amount, amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), case_id != NULL);
  if (case_id == NULL)
    return GTK_WIDGET (self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", case_id);
  return GTK_WIDGET (self);
}
