/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* How far a scrollable widget is scrolled, both ways. */
typedef struct
{
  GtkAdjustment *adjustments[2]; /* by GtkOrientation; NULL before a scrolled window gives them */
  GtkScrollablePolicy policies[2];
} EdPreviewPort;

typedef enum
{
  ED_STRIDE_STEP,
  ED_STRIDE_PAGE,
  ED_STRIDE_END,
} EdPreviewStride;

/* In whole pixels. */
double ed_preview_port_at (const EdPreviewPort *port, GtkOrientation orientation);
void ed_preview_port_scroll (EdPreviewPort *port, GtkOrientation orientation, double to);
/* DIRECTION: -1 or 1. */
void ed_preview_port_move (EdPreviewPort *port,
                           GtkOrientation orientation,
                           EdPreviewStride stride,
                           int direction);
/* As little as needed for what lies at FROM, LENGTH long, to be seen. */
void
ed_preview_port_show (EdPreviewPort *port, GtkOrientation orientation, double from, double length);

/* WHOLE pixels, of which SEEN are seen from AT on. */
void ed_preview_port_configure (EdPreviewPort *port,
                                GtkOrientation orientation,
                                int whole,
                                int seen,
                                double at);

/* Takes ADJUSTMENT (NULL: one of its own) and calls ON_SCROLLED with DATA. */
void ed_preview_port_take (EdPreviewPort *port,
                           GtkOrientation orientation,
                           GtkAdjustment *adjustment,
                           GCallback on_scrolled,
                           gpointer data);
/* Lets go of both. */
void ed_preview_port_clear (EdPreviewPort *port, gpointer data);

/* The arrows, Page Up and Down, Space, Home and End call ON_MOVE with the arguments of
 * ed_preview_port_move(): "(iii)". */
void ed_preview_port_bind_keys (GtkWidgetClass *class, GtkShortcutFunc on_move);
