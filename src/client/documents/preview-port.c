/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-port.h"

#include <math.h>

static const struct
{
  guint key;
  GdkModifierType modifiers;
  GtkOrientation orientation;
  EdPreviewStride stride;
  int direction;
} moves[] = {
  { GDK_KEY_Down, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_STEP, 1 },
  { GDK_KEY_Up, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_STEP, -1 },
  { GDK_KEY_Right, 0, GTK_ORIENTATION_HORIZONTAL, ED_STRIDE_STEP, 1 },
  { GDK_KEY_Left, 0, GTK_ORIENTATION_HORIZONTAL, ED_STRIDE_STEP, -1 },
  { GDK_KEY_Page_Down, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_PAGE, 1 },
  { GDK_KEY_Page_Up, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_PAGE, -1 },
  { GDK_KEY_space, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_PAGE, 1 },
  { GDK_KEY_space, GDK_SHIFT_MASK, GTK_ORIENTATION_VERTICAL, ED_STRIDE_PAGE, -1 },
  { GDK_KEY_Home, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_END, -1 },
  { GDK_KEY_End, 0, GTK_ORIENTATION_VERTICAL, ED_STRIDE_END, 1 },
};

double
ed_preview_port_at (const EdPreviewPort *port, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = port->adjustments[orientation];

  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

void
ed_preview_port_scroll (EdPreviewPort *port, GtkOrientation orientation, double to)
{
  if (port->adjustments[orientation] != NULL)
    gtk_adjustment_set_value (port->adjustments[orientation], to);
}

void
ed_preview_port_move (EdPreviewPort *port,
                      GtkOrientation orientation,
                      EdPreviewStride stride,
                      int direction)
{
  GtkAdjustment *adjustment = port->adjustments[orientation];
  double by;

  if (adjustment == NULL)
    return;
  if (stride == ED_STRIDE_STEP)
    by = gtk_adjustment_get_step_increment (adjustment);
  else if (stride == ED_STRIDE_PAGE)
    by = gtk_adjustment_get_page_increment (adjustment);
  else
    by = gtk_adjustment_get_upper (adjustment);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + direction * by);
}

void
ed_preview_port_show (EdPreviewPort *port, GtkOrientation orientation, double from, double length)
{
  GtkAdjustment *adjustment = port->adjustments[orientation];
  double at, seen;

  if (adjustment == NULL)
    return;
  at = gtk_adjustment_get_value (adjustment);
  seen = gtk_adjustment_get_page_size (adjustment);
  if (from < at || from + length > at + seen)
    gtk_adjustment_set_value (adjustment, from - (seen - length) / 2);
}

void
ed_preview_port_configure (EdPreviewPort *port,
                           GtkOrientation orientation,
                           int whole,
                           int seen,
                           double at)
{
  if (port->adjustments[orientation] != NULL)
    gtk_adjustment_configure (port->adjustments[orientation],
                              CLAMP (at, 0, MAX (whole - seen, 0)),
                              0,
                              MAX (whole, seen),
                              seen * 0.1,
                              seen * 0.9,
                              seen);
}

static void
let_go (EdPreviewPort *port, GtkOrientation orientation, gpointer data)
{
  if (port->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (port->adjustments[orientation], data);
  g_clear_object (&port->adjustments[orientation]);
}

void
ed_preview_port_take (EdPreviewPort *port,
                      GtkOrientation orientation,
                      GtkAdjustment *adjustment,
                      GCallback on_scrolled,
                      gpointer data)
{
  if (adjustment != NULL && adjustment == port->adjustments[orientation])
    return;
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  let_go (port, orientation, data);
  port->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", on_scrolled, data);
}

void
ed_preview_port_clear (EdPreviewPort *port, gpointer data)
{
  let_go (port, GTK_ORIENTATION_HORIZONTAL, data);
  let_go (port, GTK_ORIENTATION_VERTICAL, data);
}

void
ed_preview_port_bind_keys (GtkWidgetClass *class, GtkShortcutFunc on_move)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (class,
                                  moves[i].key,
                                  moves[i].modifiers,
                                  on_move,
                                  "(iii)",
                                  moves[i].orientation,
                                  moves[i].stride,
                                  moves[i].direction);
}
