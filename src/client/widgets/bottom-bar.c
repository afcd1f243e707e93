/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/bottom-bar.h"

#include "client/widgets/toast.h"

struct _EdBottomBar
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (EdBottomBar, ed_bottom_bar, ADW_TYPE_BIN)

static void
ed_bottom_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ed_bottom_bar_parent_class)->map (widget);
  ed_toast_spare (widget);
}

static void
ed_bottom_bar_unmap (GtkWidget *widget)
{
  ed_toast_cover (widget);
  GTK_WIDGET_CLASS (ed_bottom_bar_parent_class)->unmap (widget);
}

static GtkSizeRequestMode
ed_bottom_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ed_bottom_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      NULL,
                      NULL);
}

static void
ed_bottom_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const GtkAllocation all = { 0, 0, width, height };

  gtk_widget_size_allocate (adw_bin_get_child (ADW_BIN (widget)), &all, baseline);
  ed_toast_spare (widget);
}

static void
ed_bottom_bar_class_init (EdBottomBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->map = ed_bottom_bar_map;
  widget_class->unmap = ed_bottom_bar_unmap;
  widget_class->get_request_mode = ed_bottom_bar_get_request_mode;
  widget_class->measure = ed_bottom_bar_measure;
  widget_class->size_allocate = ed_bottom_bar_size_allocate;
}

static void
ed_bottom_bar_init (EdBottomBar *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "action-bar");
}
