/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-cell.h"

#include "client/cases/case-texts.h"
#include "client/resources.h"

/* Thousands of these pass by while the table is scrolled: each is filled by hand, without
 * expressions. */
struct _EdCaseCell
{
  GtkWidget parent_instance;
  GtkStack *stack;
  GtkLabel *label;
  GtkLevelBar *thirds;
  GtkLabel *thirds_text;
  GtkWidget *badge;
  GtkImage *badge_icon;
  GtkLabel *badge_text;
  EdColumn column;
  EdCaseItem *item;
  GtkRoot *root; /* borrowed while rooted */
};

G_DEFINE_FINAL_TYPE (EdCaseCell, ed_case_cell, GTK_TYPE_WIDGET)

static gboolean
is_private (EdCaseCell *self)
{
  gboolean is_private = FALSE;

  if (self->root != NULL)
    g_object_get (self->root, "private", &is_private, NULL);
  return is_private;
}

static void
show_progress (EdCaseCell *self)
{
  g_autofree char *text = ed_case_progress_text (self, self->item);

  gtk_level_bar_set_value (self->thirds, ed_case_progress_value (self, self->item));
  gtk_label_set_label (self->thirds_text, text);
}

static void
show_badge (EdCaseCell *self)
{
  g_autofree char *text = ed_case_badge_text (self, self->item);
  g_autofree char *icon = ed_case_badge_icon (self, self->item);
  g_autofree char *fact = ed_case_badge_fact (self, self->item);
  g_auto (GStrv) classes = ed_case_badge_classes (self, self->item);

  gtk_widget_set_visible (self->badge, ed_case_has_badge (self, self->item));
  gtk_label_set_label (self->badge_text, text);
  gtk_image_set_from_icon_name (self->badge_icon, icon);
  gtk_widget_set_css_classes (self->badge, (const char **) classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *fact == '\0' ? NULL : fact);
}

static void
show_item (EdCaseCell *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->stack), self->item != NULL);
  if (self->item == NULL)
    return;
  if (self->column == ED_COLUMN_PROGRESS)
    show_progress (self);
  else if (self->column == ED_COLUMN_BADGE)
    show_badge (self);
  else
    {
      text = ed_column_text (self->column, self->item, is_private (self));
      gtk_label_set_label (self->label, text);
    }
}

static void
ed_case_cell_root (GtkWidget *widget)
{
  EdCaseCell *self = ED_CASE_CELL (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (ed_case_cell_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!ed_column_form (self->column)->is_private
      || g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") == NULL)
    return;
  self->root = root;
  g_signal_connect_object (root,
                           "notify::private",
                           G_CALLBACK (show_item),
                           self,
                           G_CONNECT_SWAPPED);
  show_item (self);
}

static void
ed_case_cell_unroot (GtkWidget *widget)
{
  EdCaseCell *self = ED_CASE_CELL (widget);

  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (ed_case_cell_parent_class)->unroot (widget);
}

static void
ed_case_cell_dispose (GObject *object)
{
  EdCaseCell *self = ED_CASE_CELL (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  gtk_widget_dispose_template (GTK_WIDGET (self), ED_TYPE_CASE_CELL);
  G_OBJECT_CLASS (ed_case_cell_parent_class)->dispose (object);
}

static void
ed_case_cell_class_init (EdCaseCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_case_cell_dispose;
  widget_class->root = ed_case_cell_root;
  widget_class->unroot = ed_case_cell_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/case-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, stack);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, label);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, thirds);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, thirds_text);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, badge);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, badge_icon);
  gtk_widget_class_bind_template_child (widget_class, EdCaseCell, badge_text);
}

static void
ed_case_cell_init (EdCaseCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_case_cell_new (EdColumn column)
{
  EdCaseCell *self = g_object_new (ED_TYPE_CASE_CELL, NULL);
  const char *page = column == ED_COLUMN_PROGRESS ? "progress"
                     : column == ED_COLUMN_BADGE  ? "badge"
                                                  : "text";

  self->column = column;
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_label_set_width_chars (self->label, ed_column_form (column)->width);
  if (column == ED_COLUMN_NUMBER || column == ED_COLUMN_RECORDED)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
      gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
    }
  return GTK_WIDGET (self);
}

void
ed_case_cell_set_item (EdCaseCell *self, EdCaseItem *item)
{
  g_return_if_fail (ED_IS_CASE_CELL (self));
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}
