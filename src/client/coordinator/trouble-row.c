/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/trouble-row.h"

#include "client/resources.h"

struct _EdTroubleRow
{
  AdwPreferencesRow parent_instance;
  GtkLabel *sentence;
  GtkWidget *field; /* lives beside it, in the same list */
};

G_DEFINE_FINAL_TYPE (EdTroubleRow, ed_trouble_row, ADW_TYPE_PREFERENCES_ROW)

static void
ed_trouble_row_class_init (EdTroubleRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/trouble-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdTroubleRow, sentence);
}

static void
ed_trouble_row_init (EdTroubleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->sentence,
                                  NULL,
                                  -1);
}

GtkWidget *
ed_trouble_row_new (GtkWidget *field)
{
  EdTroubleRow *self = g_object_new (ED_TYPE_TROUBLE_ROW, NULL);

  self->field = field;
  /* Not ERROR_MESSAGE: it takes one widget in GTK 4.8, a list of them in later ones. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->sentence,
                                  NULL,
                                  -1);
  return GTK_WIDGET (self);
}

void
ed_trouble_row_set_sentence (EdTroubleRow *self, const char *sentence)
{
  gboolean is_trouble = sentence != NULL;

  g_return_if_fail (ED_IS_TROUBLE_ROW (self));
  gtk_label_set_label (self->sentence, is_trouble ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), is_trouble);
  if (is_trouble)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_trouble ? GTK_ACCESSIBLE_INVALID_TRUE
                                          : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

const char *
ed_trouble_row_sentence (EdTroubleRow *self)
{
  g_return_val_if_fail (ED_IS_TROUBLE_ROW (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->sentence) : NULL;
}
