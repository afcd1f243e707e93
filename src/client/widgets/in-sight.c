/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/in-sight.h"

#include <adwaita.h>

#define ROOM 12.0 /* below and above it */
#define FRAMES 5  /* that a view has for itself and for what the focus is on */

static void
scroll (GtkWidget *widget, GType type)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, type);
  /* Within this a place is the same before and after it is scrolled, which is laid out later. */
  GtkWidget *whole =
      GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : viewport;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds, own;
  double y, room;

  if (viewport == NULL || !gtk_widget_compute_bounds (widget, whole, &bounds)
      || !gtk_widget_compute_bounds (whole, whole, &own))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  y = bounds.origin.y
      + (whole == viewport ? gtk_adjustment_get_value (adjustment)
                           : gtk_widget_get_margin_top (whole) - own.origin.y);
  /* What is pressed and whole stays where it is. */
  room =
      GTK_IS_BUTTON (widget) && whole != viewport
          ? 0
          : CLAMP ((gtk_adjustment_get_page_size (adjustment) - bounds.size.height) / 2, 0, ROOM);
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

/* What has to be scrolled to FOCUS: G_TYPE_NONE for nothing. A view looks after its rows by itself,
 * not after what is in them; a text scrolls its own lines. */
static GType
find_scrolled (GtkWidget *focus)
{
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return G_TYPE_NONE;
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) == NULL)
    return GTK_IS_BUTTON (focus)
                   || gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) != NULL
               ? GTK_TYPE_VIEWPORT
               : G_TYPE_NONE;
  return GTK_IS_SCROLLABLE (focus) || GTK_IS_LIST_BASE (gtk_widget_get_parent (focus))
             ? G_TYPE_NONE
             : GTK_TYPE_LIST_BASE;
}

/* A window's one look after what has the focus. Two in a frame would scroll twice: where things are
 * in a view is laid out after it. */
typedef struct
{
  int frame; /* since the focus moved */
  guint tick;
} Watch;

/* From the frame on after the one in which the view has scrolled to the row, and the rows have
 * taken the heights that they have with the focus in one of them: where many rows are new the view
 * goes on guessing for a frame or two. */
static gboolean
on_focus_tick (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GType scrolled = find_scrolled (focus);
  Watch *watch = data;

  if (watch->frame > 0 && scrolled != G_TYPE_NONE)
    scroll (focus, scrolled);
  if (++watch->frame < FRAMES)
    return G_SOURCE_CONTINUE;
  watch->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_focus (GtkWidget *window, GParamSpec *pspec, gpointer data)
{
  Watch *watch = data;

  watch->frame = 0;
  if (watch->tick == 0 && gtk_window_get_focus (GTK_WINDOW (window)) != NULL)
    watch->tick = gtk_widget_add_tick_callback (window, on_focus_tick, watch, NULL);
}

void
ed_in_sight_keep (GtkWindow *window)
{
  Watch *watch = g_new0 (Watch, 1);

  g_object_set_data_full (G_OBJECT (window), "in-sight", watch, g_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), watch);
}
