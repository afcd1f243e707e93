/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/thirds.h"

#include <glib/gi18n.h>

#define SEGMENTS 3
#define WIDTH 16
#define HEIGHT 5
#define GAP 4

struct _EdThirds
{
  GtkWidget parent_instance;
  guint filled;
};

G_DEFINE_FINAL_TYPE (EdThirds, ed_thirds, GTK_TYPE_WIDGET)

static void
ed_thirds_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum =
      orientation == GTK_ORIENTATION_HORIZONTAL ? SEGMENTS * WIDTH + (SEGMENTS - 1) * GAP : HEIGHT;
  *natural = *minimum;
}

/* Filled ones in the theme's accent colour, the others in a shade of the text's. */
static void
ed_thirds_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EdThirds *self = ED_THIRDS (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  float top = (float) (gtk_widget_get_height (widget) - HEIGHT) / 2;
  GdkRGBA empty, full;

  gtk_style_context_get_color (style, &empty);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &full))
    full = empty;
  empty.alpha *= 0.15f;
  for (guint i = 0; i < SEGMENTS; i++)
    {
      guint place = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? SEGMENTS - 1 - i : i;
      graphene_rect_t bounds =
          GRAPHENE_RECT_INIT ((float) place * (WIDTH + GAP), top, WIDTH, HEIGHT);
      GskRoundedRect segment;

      gsk_rounded_rect_init_from_rect (&segment, &bounds, (float) HEIGHT / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &segment);
      gtk_snapshot_append_color (snapshot, i < self->filled ? &full : &empty, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
ed_thirds_class_init (EdThirdsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = ed_thirds_measure;
  widget_class->snapshot = ed_thirds_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
ed_thirds_init (EdThirds *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) SEGMENTS,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  0.0,
                                  -1);
}

GtkWidget *
ed_thirds_new (void)
{
  return g_object_new (ED_TYPE_THIRDS, NULL);
}

void
ed_thirds_set_filled (EdThirds *self, guint filled)
{
  g_return_if_fail (ED_IS_THIRDS (self) && filled <= SEGMENTS);
  if (self->filled == filled)
    return;
  self->filled = filled;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) filled,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
ed_thirds_filled (EdThirds *self)
{
  g_return_val_if_fail (ED_IS_THIRDS (self), 0);
  return self->filled;
}
