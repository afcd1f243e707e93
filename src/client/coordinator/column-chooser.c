/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/column-chooser.h"

#include "client/coordinator/column-row.h"
#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdColumnChooser
{
  GtkPopover parent_instance;
  GtkListBox *list;
  GtkWidget *room; /* says that not all fit */
  GtkWidget *reset;
  EdColumnSet *columns;
  EdColumnRow *rows[ED_N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (EdColumnChooser, ed_column_chooser, GTK_TYPE_POPOVER)

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const EdTableLayout *layout = ed_column_set_layout (((EdColumnChooser *) data)->columns);

  return (int) ed_table_layout_find (layout, ed_column_row_column (ED_COLUMN_ROW (a)))
         - (int) ed_table_layout_find (layout, ed_column_row_column (ED_COLUMN_ROW (b)));
}

static void
show_layout (EdColumnChooser *self)
{
  const EdTableLayout *layout = ed_column_set_layout (self->columns);

  for (int i = 0; i < ED_N_COLUMNS; i++)
    ed_column_row_show (self->rows[i], layout);
  gtk_list_box_invalidate_sort (self->list);
  gtk_widget_set_visible (self->room, ed_column_set_lacks_room (self->columns));
  gtk_widget_set_sensitive (self->reset, !ed_table_layout_is_first (layout));
  gtk_widget_set_tooltip_text (self->reset,
                               ed_table_layout_is_first (layout)
                                   ? _ ("The columns are as they were at first")
                                   : _ ("Columns, order and widths as they were at first"));
}

static void
on_ticked (EdColumnChooser *self, gboolean is_shown, EdColumnRow *row)
{
  EdTableLayout layout = *ed_column_set_layout (self->columns);

  ed_table_layout_show (&layout, ed_column_row_column (row), is_shown);
  ed_column_set_arrange (self->columns, &layout);
}

static void
on_moved (EdColumnChooser *self, int step, EdColumnRow *row)
{
  EdTableLayout layout = *ed_column_set_layout (self->columns);

  if (ed_table_layout_move (&layout, ed_column_row_column (row), step))
    ed_column_set_arrange (self->columns, &layout);
}

static void
on_row_activated (EdColumnChooser *self, EdColumnRow *row)
{
  on_ticked (
      self,
      !ed_table_layout_shows (ed_column_set_layout (self->columns), ed_column_row_column (row)),
      row);
}

static void
on_reset (EdColumnChooser *self)
{
  EdTableLayout layout;

  ed_table_layout_init (&layout);
  ed_column_set_arrange (self->columns, &layout);
}

static void
ed_column_chooser_dispose (GObject *object)
{
  EdColumnChooser *self = ED_COLUMN_CHOOSER (object);

  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_COLUMN_CHOOSER);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (ed_column_chooser_parent_class)->dispose (object);
}

static void
ed_column_chooser_class_init (EdColumnChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_column_chooser_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/column-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, EdColumnChooser, list);
  gtk_widget_class_bind_template_child (widget_class, EdColumnChooser, room);
  gtk_widget_class_bind_template_child (widget_class, EdColumnChooser, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
ed_column_chooser_init (EdColumnChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ed_column_chooser_set_columns (EdColumnChooser *self, EdColumnSet *columns)
{
  g_return_if_fail (ED_IS_COLUMN_CHOOSER (self) && self->columns == NULL);
  self->columns = g_object_ref (columns);
  for (int i = 0; i < ED_N_COLUMNS; i++)
    {
      self->rows[i] = ED_COLUMN_ROW (ed_column_row_new ((EdColumn) i));
      g_signal_connect_object (self->rows[i],
                               "ticked",
                               G_CALLBACK (on_ticked),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->rows[i],
                               "moved",
                               G_CALLBACK (on_moved),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, GTK_WIDGET (self->rows[i]));
    }
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  g_signal_connect_object (columns, "arranged", G_CALLBACK (show_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "show", G_CALLBACK (show_layout), NULL);
  show_layout (self);
}
