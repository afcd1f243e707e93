/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/in-sight.h"

#define ROOM 12.0 /* below and above it */

static void
scroll (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double y;

  if (viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &bounds))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  y = bounds.origin.y + gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, y - ROOM, y + bounds.size.height + ROOM);
}

/* A frame's ticks come before its layout: what appeared has its place at the second one. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gboolean *laid_out = data;

  if (*laid_out)
    scroll (widget);
  *laid_out = !*laid_out;
  return *laid_out;
}

void
ed_in_sight (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_tick, g_new0 (gboolean, 1), g_free);
}
