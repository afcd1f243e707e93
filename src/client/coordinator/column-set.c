/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/column-set.h"

#include "client/coordinator/case-cell.h"
#include "client/coordinator/cell-fill.h"

#include <glib/gi18n.h>

struct _EdColumnSet
{
  GObject parent_instance;
  GtkColumnView *view; /* borrowed; NULL once released */
  GtkColumnViewColumn *columns[ED_N_COLUMNS];
  EdCellFill *fill;
  EdTableLayout layout;
  EdSort sort;
  gboolean descending;
  int width;        /* that there is */
  guint fitting;    /* set of those shown */
  int asked_column; /* which column's sorter was asked last; to find out the first one */
  guint applying;   /* while it changes the view itself */
};

enum
{
  SORTED,
  ARRANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdColumnSet, ed_column_set, G_TYPE_OBJECT)

/* --- sorting --------------------------------------------------------------------------------- */

typedef struct
{
  EdColumnSet *set; /* owns the column and so the sorter */
  EdColumn column;
} Sorting;

/* Each notes that it was asked, and says "smaller", which the header turns round for a descending
 * column. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sorting *sorting = data;

  sorting->set->asked_column = (int) sorting->column;
  return -1;
}

/* The view's sorter asks the first column's sorter first, and it never says "equal". */
static void
on_sorter_changed (EdColumnSet *self, GtkSorterChange change, GtkSorter *sorter)
{
  GtkOrdering order;

  if (self->view == NULL)
    return; /* it is losing its columns */
  self->asked_column = -1;
  order = gtk_sorter_compare (sorter, self, self->view); /* of the same it would ask nobody */
  if (self->asked_column < 0)
    return;
  self->sort = (EdSort) ed_column_form ((EdColumn) self->asked_column)->sort;
  self->descending = order == GTK_ORDERING_LARGER;
  if (self->applying == 0)
    g_signal_emit (self, signals[SORTED], 0);
}

static GtkSorter *
make_sorter (EdColumnSet *self, EdColumn column)
{
  Sorting *sorting = g_new (Sorting, 1);

  sorting->set = self;
  sorting->column = column;
  return GTK_SORTER (gtk_custom_sorter_new (note_column, sorting, g_free));
}

/* --- what the user does to the headers ------------------------------------------------------- */

static gboolean
read_order (EdColumnSet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean is_other = FALSE;

  if (g_list_model_get_n_items (columns) != ED_N_COLUMNS)
    return FALSE; /* one is on its way */
  for (guint i = 0; i < ED_N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) at = g_list_model_get_item (columns, i);

      for (int column = 0; column < ED_N_COLUMNS; column++)
        if (self->columns[column] == at)
          {
            is_other = is_other || self->layout.order[i] != (EdColumn) column;
            self->layout.order[i] = (EdColumn) column;
          }
    }
  return is_other;
}

static void
on_columns_changed (EdColumnSet *self)
{
  if (self->view != NULL && self->applying == 0 && read_order (self))
    g_signal_emit (self, signals[ARRANGED], 0);
}

static void
on_width (EdColumnSet *self, GParamSpec *property, GtkColumnViewColumn *column)
{
  if (self->view == NULL || self->applying > 0)
    return;
  for (int i = 0; i < ED_N_COLUMNS; i++)
    if (self->columns[i] == column)
      self->layout.widths[i] = gtk_column_view_column_get_fixed_width (column);
  g_signal_emit (self, signals[ARRANGED], 0);
}

/* --- columns --------------------------------------------------------------------------------- */

/* A cell knows its list item, which owns it, so that a press on the cell finds the row. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *cell = ed_case_cell_new ((EdColumn) GPOINTER_TO_UINT (column));

  g_object_set_data (G_OBJECT (cell), "list-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, EdColumnSet *self)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  ed_case_cell_set_item (cell, gtk_list_item_get_item (item));
  ed_cell_fill_add (self->fill, cell);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ed_case_cell_set_item (gtk_list_item_get_child (item), NULL);
}

static void
add_column (EdColumnSet *self, EdColumn column)
{
  const EdColumnForm *form = ed_column_form (column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  made = gtk_column_view_column_new (_ (form->title), factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_visible (made, ed_table_layout_shows (&self->layout, column));
  gtk_column_view_column_set_expand (made,
                                     column == ED_COLUMN_COMPANY || column == ED_COLUMN_ALIAS
                                         || column == ED_COLUMN_EXPERT
                                         || column == ED_COLUMN_TITLE);
  if (form->sort >= 0)
    {
      g_autoptr (GtkSorter) sorter = make_sorter (self, column);

      gtk_column_view_column_set_sorter (made, sorter);
    }
  gtk_column_view_append_column (self->view, made);
  g_signal_connect_object (made,
                           "notify::fixed-width",
                           G_CALLBACK (on_width),
                           self,
                           G_CONNECT_SWAPPED);
  self->columns[column] = made;
  g_object_unref (made);
}

static double
measure_character (EdColumnSet *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return (double) character / PANGO_SCALE;
}

/* As many columns as there is room for. */
static void
show_fitting (EdColumnSet *self)
{
  self->fitting = ed_table_layout_fit (&self->layout, self->width, measure_character (self));
  for (int i = 0; i < ED_N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], (self->fitting >> i & 1) != 0);
}

static void
apply_order (EdColumnSet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < ED_N_COLUMNS; i++)
    {
      GtkColumnViewColumn *column = self->columns[self->layout.order[i]];
      g_autoptr (GtkColumnViewColumn) at = g_list_model_get_item (columns, i);

      if (at != column)
        gtk_column_view_insert_column (self->view, i, column);
    }
}

/* --- object ---------------------------------------------------------------------------------- */

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_COLUMN_SET,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
ed_column_set_finalize (GObject *object)
{
  g_clear_pointer (&ED_COLUMN_SET (object)->fill, ed_cell_fill_free);
  G_OBJECT_CLASS (ed_column_set_parent_class)->finalize (object);
}

static void
ed_column_set_class_init (EdColumnSetClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_column_set_finalize;
  signals[SORTED] = add_signal ("sorted");
  signals[ARRANGED] = add_signal ("arranged");
}

static void
ed_column_set_init (EdColumnSet *self)
{
  ed_table_layout_init (&self->layout);
  self->fitting = self->layout.shown;
}

EdColumnSet *
ed_column_set_new (GtkColumnView *view)
{
  EdColumnSet *self = g_object_new (ED_TYPE_COLUMN_SET, NULL);

  self->view = view;
  self->fill = ed_cell_fill_new (GTK_WIDGET (view));
  for (int i = 0; i < ED_N_COLUMNS; i++)
    add_column (self, (EdColumn) i);
  g_signal_connect_object (gtk_column_view_get_sorter (view),
                           "changed",
                           G_CALLBACK (on_sorter_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (view),
                           "items-changed",
                           G_CALLBACK (on_columns_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
ed_column_set_release (EdColumnSet *self)
{
  g_return_if_fail (ED_IS_COLUMN_SET (self));
  ed_cell_fill_stop (self->fill);
  self->view = NULL;
}

const EdTableLayout *
ed_column_set_layout (EdColumnSet *self)
{
  g_return_val_if_fail (ED_IS_COLUMN_SET (self), NULL);
  return &self->layout;
}

void
ed_column_set_set_layout (EdColumnSet *self, const EdTableLayout *layout)
{
  g_return_if_fail (ED_IS_COLUMN_SET (self) && self->view != NULL);
  self->applying++;
  self->layout = *layout;
  apply_order (self);
  for (int i = 0; i < ED_N_COLUMNS; i++)
    gtk_column_view_column_set_fixed_width (self->columns[i], layout->widths[i]);
  show_fitting (self);
  self->applying--;
}

void
ed_column_set_arrange (EdColumnSet *self, const EdTableLayout *layout)
{
  if (ed_table_layout_is_same (layout, &self->layout))
    return;
  ed_column_set_set_layout (self, layout);
  g_signal_emit (self, signals[ARRANGED], 0);
}

void
ed_column_set_fit (EdColumnSet *self, int width)
{
  g_return_if_fail (ED_IS_COLUMN_SET (self) && self->view != NULL);
  self->width = width;
  show_fitting (self);
}

gboolean
ed_column_set_lacks_room (EdColumnSet *self)
{
  g_return_val_if_fail (ED_IS_COLUMN_SET (self), FALSE);
  return self->fitting != self->layout.shown;
}

EdSort
ed_column_set_sort (EdColumnSet *self, gboolean *descending)
{
  g_return_val_if_fail (ED_IS_COLUMN_SET (self), ED_SORT_RECORDED_AT);
  *descending = self->descending;
  return self->sort;
}

void
ed_column_set_set_sort (EdColumnSet *self, EdSort sort, gboolean descending)
{
  GtkSortType order = descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING;

  g_return_if_fail (ED_IS_COLUMN_SET (self) && self->view != NULL);
  for (int i = 0; i < ED_N_COLUMNS; i++)
    if (ed_column_form ((EdColumn) i)->sort == (int) sort)
      gtk_column_view_sort_by_column (self->view, self->columns[i], order);
}

GtkListItem *
ed_column_set_pick (EdColumnSet *self, double x, double y)
{
  GtkWidget *at;

  g_return_val_if_fail (ED_IS_COLUMN_SET (self) && self->view != NULL, NULL);
  at = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  for (; at != NULL && at != GTK_WIDGET (self->view); at = gtk_widget_get_parent (at))
    {
      /* Beside the text, what is hit is the box around the cell. */
      GtkWidget *cell = ed_case_cell_is (at) ? at : gtk_widget_get_first_child (at);

      if (cell != NULL && ed_case_cell_is (cell))
        return g_object_get_data (G_OBJECT (cell), "list-item");
    }
  return NULL;
}
