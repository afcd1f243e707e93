/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/in-sight.h"

#define ROOM 12.0 /* below and above it */

static void
scroll (GtkWidget *widget, GType type)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, type);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double y, room;

  if (viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &bounds))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  y = bounds.origin.y + gtk_adjustment_get_value (adjustment);
  room = CLAMP ((gtk_adjustment_get_page_size (adjustment) - bounds.size.height) / 2, 0, ROOM);
  gtk_adjustment_clamp_page (adjustment, y - room, y + bounds.size.height + room);
}

/* A frame's ticks come before its layout: what appeared has its place at the second one. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gboolean *laid_out = data;

  if (*laid_out)
    scroll (widget, GTK_TYPE_VIEWPORT);
  *laid_out = !*laid_out;
  return *laid_out;
}

void
ed_in_sight (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_tick, g_new0 (gboolean, 1), g_free);
}

/* Something in a row. A view looks after its rows by itself; a text scrolls its own lines. */
static gboolean
needs_view (GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_mapped (focus) && !GTK_IS_SCROLLABLE (focus)
         && !GTK_IS_LIST_BASE (gtk_widget_get_parent (focus))
         && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) != NULL;
}

/* In the frame after the one in which the view has scrolled to the row. */
static gboolean
on_focus_tick (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  gboolean *laid_out = data;

  if (*laid_out && needs_view (focus))
    scroll (focus, GTK_TYPE_LIST_BASE);
  *laid_out = !*laid_out;
  return *laid_out;
}

static void
on_focus (GtkWidget *window)
{
  if (needs_view (gtk_window_get_focus (GTK_WINDOW (window))))
    gtk_widget_add_tick_callback (window, on_focus_tick, g_new0 (gboolean, 1), g_free);
}

void
ed_in_sight_keep (GtkWindow *window)
{
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), NULL);
}
