/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/panes.h"

#include "client/widgets/text-scale.h"

struct _EdPanes
{
  GtkWidget parent_instance;
  GtkWidget *start;
  GtkWidget *end;
  int threshold;
  gboolean shows_end;
  gboolean is_roomy;  /* as laid out last */
  gboolean was_roomy; /* as watchers know it */
  guint telling;      /* source */
};

enum
{
  PROP_START = 1,
  PROP_END,
  PROP_THRESHOLD,
  PROP_SHOWS_END,
  PROP_ROOMY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdPanes, ed_panes, GTK_TYPE_WIDGET)

/* Watchers change what they show, which nobody may while the window lays itself out. */
static gboolean
tell (gpointer data)
{
  EdPanes *self = data;

  self->telling = 0;
  if (self->was_roomy != self->is_roomy)
    {
      self->was_roomy = self->is_roomy;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOMY]);
    }
  return G_SOURCE_REMOVE;
}

static int
find_least (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Whether both stand beside each other in WIDTH: from the threshold on, and never with less than
 * either needs. */
static gboolean
fits_both (EdPanes *self, int width)
{
  return width >= self->threshold * ed_text_scale (GTK_WIDGET (self))
         && width / 2 >= MAX (find_least (self->start), find_least (self->end));
}

/* The width is the narrower way's; a height is told for the way that the width leads to. */
static void
ed_panes_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  EdPanes *self = ED_PANES (widget);
  gboolean is_vertical = orientation == GTK_ORIENTATION_VERTICAL;
  int each = is_vertical && fits_both (self, for_size) ? for_size / 2 : for_size;
  int minimums[2], naturals[2];

  gtk_widget_measure (self->start, orientation, each, &minimums[0], &naturals[0], NULL, NULL);
  gtk_widget_measure (self->end, orientation, each, &minimums[1], &naturals[1], NULL, NULL);
  *minimum = MAX (minimums[0], minimums[1]);
  *natural = is_vertical ? MAX (naturals[0], naturals[1]) : naturals[0] + naturals[1];
}

static void
place (GtkWidget *child, gboolean is_shown, int x, int width, int height)
{
  gtk_widget_set_child_visible (child, is_shown);
  if (is_shown)
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
ed_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdPanes *self = ED_PANES (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean is_roomy = fits_both (self, width);
  int half = width / 2;

  self->is_roomy = is_roomy;
  if (is_roomy)
    {
      place (self->start, TRUE, is_mirrored ? half : 0, is_mirrored ? width - half : half, height);
      place (self->end, TRUE, is_mirrored ? 0 : half, is_mirrored ? half : width - half, height);
    }
  else
    {
      place (self->start, !self->shows_end, 0, width, height);
      place (self->end, self->shows_end, 0, width, height);
    }
  if (self->telling == 0 && self->was_roomy != is_roomy)
    self->telling = g_idle_add (tell, self);
}

static GtkSizeRequestMode
ed_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ed_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPanes *self = ED_PANES (object);

  switch (id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_SHOWS_END:
      g_value_set_boolean (value, self->shows_end);
      break;
    default:
      g_value_set_boolean (value, self->was_roomy);
    }
}

static void
set_child (EdPanes *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child == NULL)
    return;
  if (place == &self->start)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

static void
ed_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdPanes *self = ED_PANES (object);

  switch (id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value));
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      self->shows_end = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
}

static void
ed_panes_dispose (GObject *object)
{
  EdPanes *self = ED_PANES (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (ed_panes_parent_class)->dispose (object);
}

static void
ed_panes_class_init (EdPanesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_panes_get_property;
  object_class->set_property = ed_panes_set_property;
  object_class->dispose = ed_panes_dispose;
  widget_class->measure = ed_panes_measure;
  widget_class->size_allocate = ed_panes_size_allocate;
  widget_class->get_request_mode = ed_panes_get_request_mode;
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SHOWS_END] = g_param_spec_boolean ("shows-end", NULL, NULL, FALSE, flags);
  properties[PROP_ROOMY] =
      g_param_spec_boolean ("roomy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_panes_init (EdPanes *self)
{
}
