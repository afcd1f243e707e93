/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/column-row.h"

#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdColumnRow
{
  GtkListBoxRow parent_instance;
  GtkCheckButton *check;
  GtkWidget *up;
  GtkWidget *down;
  EdColumn column;
  gboolean showing; /* while a layout is put in */
};

enum
{
  TICKED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdColumnRow, ed_column_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_toggled (EdColumnRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TICKED], 0, gtk_check_button_get_active (self->check));
}

static void
on_up (EdColumnRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
on_down (EdColumnRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static void
on_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVED], 0, g_variant_get_int32 (parameter));
}

static void
ed_column_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_COLUMN_ROW);
  G_OBJECT_CLASS (ed_column_row_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name,
                       ED_TYPE_COLUMN_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       type);
}

static void
ed_column_row_class_init (EdColumnRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const char *action = "column.move";

  G_OBJECT_CLASS (class)->dispose = ed_column_row_dispose;
  signals[TICKED] = add_signal ("ticked", G_TYPE_BOOLEAN);
  signals[MOVED] = add_signal ("moved", G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdColumnRow, check);
  gtk_widget_class_bind_template_child (widget_class, EdColumnRow, up);
  gtk_widget_class_bind_template_child (widget_class, EdColumnRow, down);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_install_action (widget_class, action, "i", on_move);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, action, "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Up, GDK_ALT_MASK, action, "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, action, "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Down, GDK_ALT_MASK, action, "i", 1);
}

static void
ed_column_row_init (EdColumnRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What a button that has but an icon does, for eyes and for screen readers. */
static void
name_button (GtkWidget *button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

GtkWidget *
ed_column_row_new (EdColumn column)
{
  EdColumnRow *self = g_object_new (ED_TYPE_COLUMN_ROW, NULL);
  const char *title = _ (ed_column_form (column)->title);
  /* Translators: title of a column of a table */
  g_autofree char *up = g_strdup_printf (_ ("Move “%s” up"), title);
  /* Translators: title of a column of a table */
  g_autofree char *down = g_strdup_printf (_ ("Move “%s” down"), title);

  self->column = column;
  gtk_check_button_set_label (self->check, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_button (self->up, up);
  name_button (self->down, down);
  return GTK_WIDGET (self);
}

EdColumn
ed_column_row_column (EdColumnRow *self)
{
  g_return_val_if_fail (ED_IS_COLUMN_ROW (self), ED_COLUMN_NUMBER);
  return self->column;
}

void
ed_column_row_show (EdColumnRow *self, const EdTableLayout *layout)
{
  guint place = ed_table_layout_find (layout, self->column);
  gboolean is_shown = ed_table_layout_shows (layout, self->column);
  gboolean is_last = is_shown && (layout->shown & (layout->shown - 1)) == 0;

  g_return_if_fail (ED_IS_COLUMN_ROW (self));
  self->showing = TRUE;
  gtk_check_button_set_active (self->check, is_shown);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !is_last);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               is_last ? _ ("The last column shown has to stay") : NULL);
  gtk_widget_set_sensitive (self->up, place > 0);
  gtk_widget_set_sensitive (self->down, place < ED_N_COLUMNS - 1);
}
