/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-pinch.h"

#include <math.h>

/* One notch of the wheel. */
#define NOTCH 1.1

typedef struct
{
  EdPreviewPages *pages; /* owns the controllers, and they this */
  double zoom;           /* when the fingers came down */
  double x, y;           /* the pointer */
} Pinch;

static double
current_zoom (Pinch *pinch)
{
  double zoom;

  g_object_get (pinch->pages, "zoom", &zoom, NULL);
  return zoom;
}

static void
on_begin (GtkGesture *gesture, GdkEventSequence *sequence, Pinch *pinch)
{
  pinch->zoom = current_zoom (pinch);
}

static void
on_scale_changed (GtkGestureZoom *gesture, double scale, Pinch *pinch)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    ed_preview_pages_zoom_at (pinch->pages, pinch->zoom * scale, x, y);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, Pinch *pinch)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((modifiers & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  ed_preview_pages_zoom_at (pinch->pages,
                            current_zoom (pinch) * pow (NOTCH, -dy),
                            pinch->x,
                            pinch->y);
  return GDK_EVENT_STOP;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, Pinch *pinch)
{
  pinch->x = x;
  pinch->y = y;
}

static void
free_pinch (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
ed_preview_pinch_add (EdPreviewPages *pages)
{
  GtkGesture *fingers = gtk_gesture_zoom_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  Pinch *pinch = g_new0 (Pinch, 1);

  pinch->pages = pages;
  g_signal_connect_data (fingers, "begin", G_CALLBACK (on_begin), pinch, free_pinch, 0);
  g_signal_connect (fingers, "scale-changed", G_CALLBACK (on_scale_changed), pinch);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_scroll), pinch);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), pinch);
  gtk_widget_add_controller (GTK_WIDGET (pages), GTK_EVENT_CONTROLLER (fingers));
  gtk_widget_add_controller (GTK_WIDGET (pages), wheel);
  gtk_widget_add_controller (GTK_WIDGET (pages), motion);
}
