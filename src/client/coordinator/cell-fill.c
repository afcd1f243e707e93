/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/cell-fill.h"

#include "client/coordinator/case-cell.h"

/* What a frame may spend on rows that nobody sees; laying them out takes it twice as long again. */
#define BUDGET_US 3000

struct _EdCellFill
{
  GtkWidget *view;      /* NULL once stopped */
  GdkFrameClock *clock; /* whose layout is followed while cells wait, or NULL */
  guint tick;
};

/* --- rows ------------------------------------------------------------------------------------- */

static GtkWidget *
get_first_row (EdCellFill *self)
{
  return gtk_widget_get_first_child (gtk_widget_get_last_child (self->view));
}

/* The box around each cell is the row's child. */
static void
fill_row (GtkWidget *row)
{
  for (GtkWidget *box = gtk_widget_get_first_child (row); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    {
      GtkWidget *cell = gtk_widget_get_first_child (box);

      if (cell != NULL && ed_case_cell_is (cell))
        ed_case_cell_fill (cell);
    }
}

/* --- frames ----------------------------------------------------------------------------------- */

/* After the view has given places to those rows that are within its edges, and hidden the others.
 * What is changed here is laid out once more before the frame is painted. */
static void
on_layout (EdCellFill *self)
{
  if (!gtk_widget_get_mapped (self->view))
    return;
  for (GtkWidget *row = get_first_row (self); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      fill_row (row);
}

static void
end (EdCellFill *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static gboolean
on_tick (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EdCellFill *self = data;
  gint64 until = g_get_monotonic_time () + BUDGET_US;

  for (GtkWidget *row = get_first_row (self); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
      fill_row (row);
    }
  self->tick = 0;
  end (self);
  return G_SOURCE_REMOVE;
}

static void
begin (EdCellFill *self)
{
  self->tick = gtk_widget_add_tick_callback (self->view, on_tick, self, NULL);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->view));
  g_signal_connect_data (self->clock,
                         "layout",
                         G_CALLBACK (on_layout),
                         self,
                         NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

/* Without a place on a screen there are no frames. */
static void
on_unrealize (EdCellFill *self)
{
  if (self->tick == 0)
    return;
  for (GtkWidget *row = get_first_row (self); row != NULL; row = gtk_widget_get_next_sibling (row))
    fill_row (row);
  end (self);
}

EdCellFill *
ed_cell_fill_new (GtkWidget *view)
{
  EdCellFill *self = g_new0 (EdCellFill, 1);

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  self->view = view;
  g_signal_connect_swapped (view, "unrealize", G_CALLBACK (on_unrealize), self);
  return self;
}

void
ed_cell_fill_stop (EdCellFill *self)
{
  if (self->view == NULL)
    return;
  end (self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  self->view = NULL;
}

void
ed_cell_fill_free (EdCellFill *self)
{
  ed_cell_fill_stop (self);
  g_free (self);
}

void
ed_cell_fill_add (EdCellFill *self, GtkWidget *cell)
{
  if (self->view == NULL || !gtk_widget_get_realized (self->view))
    ed_case_cell_fill (cell);
  else if (self->tick == 0)
    begin (self);
}
